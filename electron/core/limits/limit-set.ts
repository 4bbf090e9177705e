import type { Limit } from '#shared/domain/limit.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { findLimitProblem } from '#shared/controls/compile-limit.ts';
import { comparisonOf } from '#shared/controls/registry.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { LimitStep } from '../ports/journal.ts';
import type { ImportedLimits, LimitDiff } from './imported-limits.ts';
import { lasting } from './layers.ts';
import { isSameLimit } from './same-limit.ts';

/** Characters of one record of a set; more are several records. */
const RECORD_LENGTH = 4_000_000;

/** Takes whole sets of limits: the first one of a desk is in force at once, every later one is proposals. */
export class LimitSet {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;

  constructor(deps: DeskDependencies, state: DeskState) {
    this.#deps = deps;
    this.#state = state;
  }

  /** What a set would change, without changing it. A proposal that waits and says the same counts as unchanged. */
  compare(limits: readonly Limit[]): LimitDiff {
    const standing = new Map(lasting(this.#state.limits).map((limit) => [limit.limitId, limit]));
    const proposed = this.#proposed();
    const diff = { added: [] as string[], changed: [] as string[], unchanged: [] as string[] };
    const given = new Set<string>();
    for (const limit of limits) {
      const { limitId } = limit;
      given.add(limitId);
      const current = standing.get(limitId);
      const isSame = isSameLimit(limit, current) || isSameLimit(limit, proposed.get(limitId));
      (isSame ? diff.unchanged : current === undefined ? diff.added : diff.changed).push(limitId);
    }
    return { ...diff, missing: [...standing.keys()].filter((limitId) => !given.has(limitId)) };
  }

  /**
   * The versions that a set would write: ACTIVE ones on a desk that never had a limit in force, otherwise a PROPOSED
   * version of each limit that differs. LIMIT_INVALID when any of them makes no sense.
   */
  versionsOf(limits: readonly Limit[], actor: Actor): Result<readonly Limit[]> {
    for (const limit of limits) {
      const problem = findLimitProblem(limit, comparisonOf(limit.control), this.#state.book.base);
      if (problem === '') continue;
      return err(appError('LIMIT_INVALID', problem, limit.limitId, 'Correct the file; nothing was changed.'));
    }
    const isFirst = !this.#deps.reader.hadLimits();
    const { unchanged } = isFirst ? { unchanged: [] } : this.compare(limits);
    const same = new Set<string>(unchanged);
    const newest = new Map(this.#deps.reader.newestVersions());
    const top = new Map<string, number>();
    for (const { limitId, version } of this.#state.limits)
      top.set(limitId, Math.max(version, top.get(limitId) ?? 0));
    return ok(
      limits
        .filter(({ limitId }) => !same.has(limitId))
        .map((limit) => ({
          ...limit,
          version: (newest.get(limit.limitId) ?? 0) + 1,
          status: isFirst ? 'ACTIVE' : 'PROPOSED',
          createdBy: actor.user,
          replaces: top.get(limit.limitId) ?? 0,
        })),
    );
  }

  /**
   * Writes a set as `versionsOf` reads it. One too long for one record of the journal is proposed record by record;
   * a first set is then put in force by one last record, so that never a part of it is.
   */
  async importSet(
    limits: readonly Limit[],
    actor: Actor,
    reason = 'limits file',
  ): Promise<Result<ImportedLimits>> {
    const versions = this.versionsOf(limits, actor);
    if (!versions.ok) return versions;
    const status = this.#deps.reader.hadLimits() ? 'PROPOSED' : 'ACTIVE';
    const written = versions.value.length;
    const parts = partsOf(versions.value);
    const isWhole = parts.length <= 1;
    for (const part of parts) {
      const put = isWhole ? part : part.map((limit): Limit => ({ ...limit, status: 'PROPOSED' }));
      const receipt = await this.#append(put, [], reason, actor);
      if (!receipt.ok) return receipt;
    }
    if (!isWhole && status === 'ACTIVE') {
      const steps = versions.value.map(({ limitId, version }): LimitStep => ({
        limitId,
        version,
        step: 'APPROVE',
      }));
      const receipt = await this.#append([], steps, reason, actor);
      if (!receipt.ok) return receipt;
    }
    if (written > 0) this.#state.reloadLimits();
    return ok({ written, status });
  }

  #proposed(): Map<string, Limit> {
    return new Map(this.#deps.reader.proposedLimits().map((limit) => [limit.limitId, limit]));
  }

  async #append(
    limits: readonly Limit[],
    steps: LimitStep[],
    reason: string,
    actor: Actor,
  ): Promise<Result<unknown>> {
    const at = this.#deps.clock.now();
    const record = { kind: 'LIMITS', at, actor: actor.user, limits, steps, reason } as const;
    const receipt = await this.#deps.journal.append(record);
    if (!receipt.ok && receipt.error.code === 'COMMIT_UNKNOWN') this.#state.stale = true;
    return receipt;
  }
}

/** Limits in order, in parts short enough for a record each. */
function partsOf(limits: readonly Limit[]): Limit[][] {
  const parts: Limit[][] = [];
  let length = RECORD_LENGTH;
  for (const limit of limits) {
    const own = JSON.stringify(limit).length;
    if (length + own > RECORD_LENGTH) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)?.push(limit);
    length += own;
  }
  return parts;
}
