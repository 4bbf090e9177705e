import type { Limit } from '#shared/domain/limit.ts';
import type { DecisionInputs } from '../ports/journal.ts';

type Versions = DecisionInputs['limitVersions'];

/** Every version of a limit that the log has told of so far. */
export class LoggedLimits {
  readonly #byVersion = new Map<string, Limit>();
  #keyed: Versions | null = null;
  #key = '';

  remember(limits: readonly Limit[]): void {
    for (const limit of limits) this.#byVersion.set(`${limit.limitId} ${limit.version}`, limit);
  }

  /** The limits of the versions; one that no record wrote is left out, and the decision will differ. */
  of(versions: Versions): Limit[] {
    return versions
      .map(([limitId, version]) => this.#byVersion.get(`${limitId} ${version}`))
      .filter((limit) => limit !== undefined);
  }

  /** The text of versions and factors; the log reader gives one list of versions for as long as they are the same. */
  keyOf({ limitVersions, tightened }: DecisionInputs): string {
    if (limitVersions !== this.#keyed) {
      this.#keyed = limitVersions;
      this.#key = JSON.stringify(limitVersions);
    }
    return tightened === undefined ? this.#key : `${this.#key} ${JSON.stringify(tightened)}`;
  }
}
