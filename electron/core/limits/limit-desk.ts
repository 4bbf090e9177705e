import type { Limit } from '#shared/domain/limit.ts';
import type { LimitInput, LimitRow } from '#shared/contract/schemas.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { findLimitProblem } from '#shared/controls/compile-limit.ts';
import { comparisonOf } from '#shared/controls/registry.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { ImportedLimits } from '../desk/desk.ts';
import type { DeskState } from '../desk/desk-state.ts';
import { nextVersion, toLimitRow } from './limit-rows.ts';

/** Reads and writes limits. A limit is never edited in place: a save is a new version, journalled with its reason. */
export class LimitDesk {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;

  constructor(deps: DeskDependencies, state: DeskState) {
    this.#deps = deps;
    this.#state = state;
  }

  /** The active limits in catalogue order of the store. */
  rows(): LimitRow[] {
    return this.#deps.reader.limits({ all: true }).map((limit) => toLimitRow(limit, this.#state.book.base));
  }

  /** Saves a new version. CONFLICT when another version became active since the caller read it. */
  async save(
    input: LimitInput,
    expectedVersion: number,
    reason: string,
    actor: Actor,
  ): Promise<Result<LimitRow>> {
    // From the store, which may be ahead of memory: the journal refuses any version but the one after its newest.
    const known = this.#deps.reader.limits({ all: true }).filter(({ limitId }) => limitId === input.limitId);
    const previous = known.find(({ status }) => status === 'ACTIVE');
    if ((previous?.version ?? 0) !== expectedVersion) {
      return err(
        appError(
          'CONFLICT',
          `version ${previous?.version ?? 0} is active, not ${expectedVersion}`,
          input.limitId,
          'Read it again.',
        ),
      );
    }
    const now = this.#deps.clock.now();
    const version = 1 + Math.max(0, ...known.map((limit) => limit.version));
    const limit = nextVersion(input, previous, { version, actor: actor.user, now, reason });
    const problem = findLimitProblem(limit, comparisonOf(limit.control), this.#state.book.base);
    if (problem !== '')
      return err(appError('LIMIT_INVALID', problem, input.limitId, 'Correct it and save again.'));
    const written = await this.#append([limit], reason, actor);
    return written.ok ? ok(toLimitRow(limit, this.#state.book.base)) : written;
  }

  /**
   * The versions that a file of limits would write: the initial set, active at once, on a desk without any limit;
   * otherwise a PROPOSED version of each limit that differs. LIMIT_INVALID when any of them makes no sense.
   */
  versionsOf(limits: readonly Limit[], actor: Actor): Result<readonly Limit[]> {
    for (const limit of limits) {
      const problem = findLimitProblem(limit, comparisonOf(limit.control), this.#state.book.base);
      if (problem === '') continue;
      return err(appError('LIMIT_INVALID', problem, limit.limitId, 'Correct the file; nothing was changed.'));
    }
    const initial = this.#state.limits.length === 0;
    const newest = new Map(this.#deps.reader.limits({ all: true }).map((limit) => [limit.limitId, limit]));
    const changed = limits.filter((limit) => !isSameLimit(limit, newest.get(limit.limitId)));
    return ok(
      changed.map((limit) => ({
        ...limit,
        version: (newest.get(limit.limitId)?.version ?? 0) + 1,
        status: initial ? 'ACTIVE' : 'PROPOSED',
        createdBy: actor.user,
      })),
    );
  }

  /** Writes a file of limits as `versionsOf` reads it. */
  async importSet(limits: readonly Limit[], actor: Actor): Promise<Result<ImportedLimits>> {
    const status = this.#state.limits.length === 0 ? 'ACTIVE' : 'PROPOSED';
    const versions = this.versionsOf(limits, actor);
    if (!versions.ok) return versions;
    if (versions.value.length === 0) return ok({ written: 0, status });
    const written = await this.#append(versions.value, 'limits file', actor);
    return written.ok ? ok({ written: versions.value.length, status }) : written;
  }

  async #append(limits: readonly Limit[], reason: string, actor: Actor): Promise<Result<void>> {
    const at = this.#deps.clock.now();
    const receipt = await this.#deps.journal.append({
      kind: 'LIMITS',
      at,
      actor: actor.user,
      limits,
      reason,
    });
    if (!receipt.ok) {
      if (receipt.error.code === 'COMMIT_UNKNOWN') this.#state.stale = true;
      return receipt;
    }
    this.#state.reloadLimits();
    return ok(undefined);
  }
}

/** Equal in everything a person writes into a limits file. */
function isSameLimit(a: Limit, b: Limit | undefined): boolean {
  const written = (limit: Limit): string =>
    JSON.stringify([
      limit.control,
      limit.scope.level,
      limit.scope.key,
      limit.group,
      limit.filter,
      limit.unit,
      limit.currency,
      limit.hard,
      limit.soft,
      limit.action,
      Object.entries(limit.params).sort(([x], [y]) => (x < y ? -1 : 1)),
      limit.effectiveTo,
    ]);
  return b !== undefined && written(a) === written(b);
}
