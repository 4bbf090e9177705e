import type { EpochMs } from '#shared/domain/ids.ts';
import { isAwaitingReview, type Limit } from '#shared/domain/limit.ts';
import type { LimitInput, LimitRow, LimitVersionRow } from '#shared/contract/schemas/limit.ts';
import { appError, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { findLimitProblem } from '#shared/controls/compile-limit.ts';
import { comparisonOf } from '#shared/controls/registry.ts';
import { lackOf } from '../authority/require-capability.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { LimitStep } from '../ports/journal.ts';
import { findLoosening } from './find-loosening.ts';
import { hasEnded, inForce, spent } from './layers.ts';
import { nextVersion, toLimitRow, toVersionRow } from './limit-rows.ts';

/** Versions of one limit in force over each other, and of its proposals that wait. */
const MOST_LAYERS = 16;
const MOST_PROPOSALS = 16;

/** PROPOSE waits for a second officer; TIGHTEN is in force at once or refused; EITHER is the one or the other. */
export type SaveMode = 'PROPOSE' | 'TIGHTEN' | 'EITHER';

/**
 * Writes versions of limits. A limit is never edited in place, and nothing that lets more through is in force before
 * a second officer approved it; what only tightens may be in force at once and is reviewed after.
 */
export class LimitDesk {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;

  constructor(deps: DeskDependencies, state: DeskState) {
    this.#deps = deps;
    this.#state = state;
  }

  /** One row a limit: its version in force, else the one that will be, else the newest proposal; in id order. */
  rows(): LimitRow[] {
    const active = this.#state.limits;
    const shown = new Map<string, Limit>();
    for (const limit of this.#deps.reader.proposedLimits()) shown.set(limit.limitId, limit);
    for (const limit of active) shown.set(limit.limitId, limit);
    for (const limit of inForce(active, this.#deps.clock.now())) shown.set(limit.limitId, limit);
    return [...shown.values()]
      .toSorted((a, b) => (a.limitId < b.limitId ? -1 : 1))
      .map((limit) => this.#row(limit));
  }

  /** Versions with their story: those that wait for a second officer, of one limit, or of all after an id. */
  versions(of: 'WAITING' | { limitId: string } | { after: string; count: number }): LimitVersionRow[] {
    const { reader } = this.#deps;
    const versions = of === 'WAITING' ? reader.waitingLimits(10_000) : reader.limitVersions(of);
    return versions.map((version) => toVersionRow(version, this.#row(version.limit)));
  }

  /** A version that nobody wrote yet, as a replay takes it. LIMIT_INVALID when it makes no sense. */
  draft(input: LimitInput, actor: Actor): Result<Limit> {
    const now = this.#deps.clock.now();
    const { newest } = this.#deps.reader.limitStanding(input.limitId);
    return this.#next(input, { version: newest + 1, actor: actor.user, now, reason: '', replaces: 0 });
  }

  /** Saves what the editor of a version wants: in force at once when it only tightens, else a proposal. */
  async save(
    input: LimitInput,
    expectedVersion: number,
    reason: string,
    actor: Actor,
  ): Promise<Result<LimitRow>> {
    return this.write(input, reason, actor, 'EITHER', expectedVersion);
  }

  /**
   * Writes a new version of a limit, or its first. LIMIT_INVALID when it makes no sense, or with TIGHTEN names what
   * it would loosen; CONFLICT when too many versions of it stand, or another than the expected one does.
   */
  async write(
    input: LimitInput,
    reason: string,
    actor: Actor,
    mode: SaveMode,
    expectedVersion?: number,
  ): Promise<Result<LimitRow>> {
    const shown = expectedVersion === undefined ? undefined : this.#shownVersion(input.limitId);
    if (shown !== expectedVersion) {
      const what = `version ${String(shown)} is what stands, not ${String(expectedVersion)}`;
      return err(appError('CONFLICT', what, input.limitId, 'Read it again.'));
    }
    const now = this.#deps.clock.now();
    const { limitId } = input;
    const { versions, newest } = this.#deps.reader.limitStanding(limitId);
    const layers = versions.filter(({ status }) => status === 'ACTIVE');
    const replaces = layers.at(-1)?.version ?? 0;
    const stamp = { version: newest + 1, actor: actor.user, now, reason, replaces };
    const made = this.#next(input, stamp);
    if (!made.ok) return made;
    const limit = made.value;
    if (limit.effectiveTo !== null && limit.effectiveTo <= Math.max(now, limit.effectiveFrom)) {
      return err(invalid('effectiveTo is not after its beginning', limitId));
    }
    const loosening = mode === 'PROPOSE' ? '' : findLoosening(limit, layers, this.#state.limits, now);
    if (mode === 'TIGHTEN' && loosening !== '') {
      const todo = 'Propose it: another officer approves what loosens.';
      return err(appError('LIMIT_INVALID', `this does not only tighten, ${loosening}`, limitId, todo));
    }
    const isProposal = mode === 'PROPOSE' || loosening !== '';
    if (versions.length - layers.length >= MOST_PROPOSALS && isProposal) return err(tooMany(limitId));
    if (layers.length >= MOST_LAYERS && !isProposal) return err(tooMany(limitId));
    const version: Limit = isProposal ? limit : { ...limit, status: 'ACTIVE', change: 'TIGHTEN' };
    const steps = isProposal ? [] : ends(limitId, spent(layers, now));
    const written = await this.#append([version], steps, reason, actor);
    return written.ok ? ok(this.#row(version)) : written;
  }

  /** Proposes to end a limit, which removes its protection. NOT_FOUND when it has no version in force. */
  async retire(limitId: string, reason: string, actor: Actor): Promise<Result<LimitRow>> {
    const { versions, newest } = this.#deps.reader.limitStanding(limitId);
    const layers = versions.filter(({ status }) => status === 'ACTIVE');
    const top = layers.at(-1);
    if (top === undefined) return err(unknown(limitId, 'is in force', 'Reject a proposal instead.'));
    if (versions.length - layers.length >= MOST_PROPOSALS) return err(tooMany(limitId));
    const proposal: Limit = {
      ...top,
      version: newest + 1,
      status: 'PROPOSED',
      createdBy: actor.user,
      approvedBy: null,
      reason,
      change: 'RETIRE',
      replaces: top.version,
    };
    const written = await this.#append([proposal], [], reason, actor);
    return written.ok ? ok(this.#row(proposal)) : written;
  }

  /**
   * Approves a proposal, or keeps what another officer tightened. FORBIDDEN for the one who wrote it; CONFLICT when
   * nothing waits, when the limit changed since it was proposed, or when the version has ended meanwhile.
   */
  async approve(limitId: string, version: number, reason: string, actor: Actor): Promise<Result<LimitRow>> {
    const found = this.#waiting(limitId, version);
    if (!found.ok) return found;
    const { limit, layers } = found.value;
    if (limit.createdBy === actor.user) return err(ownVersion(limitId));
    const now = this.#deps.clock.now();
    const approved: Limit = { ...limit, approvedBy: actor.user };
    const approval: LimitStep = { limitId: limit.limitId, version, step: 'APPROVE' };
    const put = async (ended: readonly Limit[], result: Limit): Promise<Result<LimitRow>> => {
      const written = await this.#append([], [approval, ...ends(limitId, ended)], reason, actor);
      return written.ok ? ok(this.#row(result)) : written;
    };
    if (limit.status === 'ACTIVE') {
      const others = layers.map((layer) => (layer.version === version ? approved : layer));
      return put(spent(others, now), approved);
    }
    if ((limit.replaces ?? 0) !== (layers.at(-1)?.version ?? 0)) {
      const todo = 'Propose it again against what stands now.';
      return err(
        appError('CONFLICT', `version ${version} was proposed against another version`, limitId, todo),
      );
    }
    if (limit.change === 'RETIRE') return put(layers, { ...approved, status: 'RETIRED' });
    if (hasEnded(limit, now)) {
      const todo = 'Propose it again with a later end.';
      return err(appError('CONFLICT', `version ${version} ended before it was approved`, limitId, todo));
    }
    const problem = findLimitProblem(limit, comparisonOf(limit.control), this.#state.book.base);
    if (problem !== '') return err(invalid(problem, limitId));
    const active: Limit = { ...approved, status: 'ACTIVE' };
    const ended = spent([...layers, active], now);
    if (layers.length - ended.length >= MOST_LAYERS) return err(tooMany(limitId));
    return put(ended, active);
  }

  /**
   * Rejects a proposal, or takes back what another officer tightened: APPROVE_LIMITS. Who wrote a proposal and manages
   * limits may withdraw it; who tightened alone cannot loosen alone: FORBIDDEN. CONFLICT when nothing waits.
   */
  async reject(limitId: string, version: number, reason: string, actor: Actor): Promise<Result<LimitRow>> {
    const found = this.#waiting(limitId, version);
    if (!found.ok) return found;
    const { limit } = found.value;
    const isOwn = limit.createdBy === actor.user;
    const forbidden = lackOf(actor, isOwn ? 'MANAGE_LIMITS' : 'APPROVE_LIMITS', 'limits.reject');
    if (forbidden !== null) return err(forbidden);
    if (limit.status === 'ACTIVE' && isOwn) return err(ownVersion(limitId));
    const written = await this.#append([], ends(limitId, [limit]), reason, actor);
    return written.ok ? ok(this.#row({ ...limit, status: 'RETIRED' })) : written;
  }

  #next(input: LimitInput, stamp: Parameters<typeof nextVersion>[1]): Result<Limit> {
    const made = nextVersion(input, stamp);
    if (!made.ok) return made;
    const problem = findLimitProblem(made.value, comparisonOf(made.value.control), this.#state.book.base);
    return problem === '' ? made : err(invalid(problem, input.limitId));
  }

  #waiting(limitId: string, version: number): Result<{ limit: Limit; layers: readonly Limit[] }> {
    const { versions, newest } = this.#deps.reader.limitStanding(limitId);
    if (newest < version || version < 1)
      return err(unknown(limitId, `is version ${version}`, 'See "limits.versions".'));
    const limit = versions.find((one) => one.version === version);
    if (limit === undefined || (limit.status === 'ACTIVE' && !isAwaitingReview(limit))) {
      const what = `version ${version} waits for nobody`;
      return err(appError('CONFLICT', what, limitId, 'Read it again.'));
    }
    return ok({ limit, layers: versions.filter(({ status }) => status === 'ACTIVE') });
  }

  /** The version a row of this limit shows, 0 without one. */
  #shownVersion(limitId: string): number {
    const { versions } = this.#deps.reader.limitStanding(limitId);
    const active = versions.filter(({ status }) => status === 'ACTIVE');
    const [live] = inForce(active, this.#deps.clock.now());
    return (live ?? active.at(-1) ?? versions.at(-1))?.version ?? 0;
  }

  #row(limit: Limit): LimitRow {
    return toLimitRow(limit, this.#state.book.base, this.#state.metricOf);
  }

  async #append(
    limits: readonly Limit[],
    steps: readonly LimitStep[],
    reason: string,
    actor: Actor,
  ): Promise<Result<void>> {
    const at: EpochMs = this.#deps.clock.now();
    const record = { kind: 'LIMITS', at, actor: actor.user, limits, steps, reason } as const;
    const receipt = await this.#deps.journal.append(record);
    if (!receipt.ok) {
      if (receipt.error.code === 'COMMIT_UNKNOWN') this.#state.stale = true;
      return receipt;
    }
    this.#state.reloadLimits();
    return ok(undefined);
  }
}

const ends = (limitId: string, limits: readonly Limit[]): LimitStep[] =>
  limits.map(({ version }) => ({ limitId: limitId as Limit['limitId'], version, step: 'END' }));

const invalid = (problem: string, limitId: string): AppError =>
  appError('LIMIT_INVALID', problem, limitId, 'Correct it and save again.');
const unknown = (limitId: string, what: string, todo: string): AppError =>
  appError('NOT_FOUND', `no version of this limit ${what}`, limitId, todo);
const ownVersion = (limitId: string): AppError =>
  appError(
    'FORBIDDEN',
    'you wrote this version yourself',
    limitId,
    'Another officer has to decide about it.',
  );
const tooMany = (limitId: string): AppError =>
  appError('CONFLICT', 'too many versions of it wait or stand', limitId, 'Decide about those first.');
