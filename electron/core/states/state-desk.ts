import type { TradingState } from '#shared/domain/reference.ts';
import { isLooser, type Rearm, type StateLevel } from '#shared/domain/trading-state.ts';
import type { RearmRow, StateRow } from '#shared/contract/procedures/states.ts';
import { appError, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { DeskBook } from '../book/desk-book.ts';
import type { UserDesk } from '../authority/user-desk.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { StoredState } from '../ports/desk-reader.ts';
import type { JournalReceipt, JournalRecord } from '../ports/journal.ts';

/** What is asked for: a state of one level and key, and why. */
export interface StateChange {
  readonly level: StateLevel;
  readonly key: string;
  readonly state: TradingState;
  readonly reason: string;
}

/** How long a request to re-arm waits for its second person. */
const REARM_MS = 15 * 60_000;
const MAX_REARMS = 100;
/** States that are not ACTIVE; the firm can be halted beyond that. */
const MAX_STATES = 10_000;

/**
 * The kill switch. A stricter state is in force before its record is written, and stays in force when it cannot be:
 * what fails denies. A looser one is in force only after its record is written, and takes two people.
 */
export class StateDesk {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;
  readonly #users: UserDesk;

  constructor(deps: DeskDependencies, state: DeskState, users: UserDesk) {
    this.#deps = deps;
    this.#state = state;
    this.#users = users;
  }

  list(): { states: StateRow[]; rearms: RearmRow[] } {
    const unrecorded = [...this.#state.unrecordedStates.values()];
    const recorded = this.#deps.reader
      .stateRows()
      .filter((row) => !this.#state.unrecordedStates.has(placeOf(row)))
      .map((row) => ({ ...row, recorded: true }));
    return {
      states: [...unrecorded.map((row) => ({ ...row, recorded: false })), ...recorded],
      rearms: this.#deps.reader.rearms(this.#deps.clock.now()).map(toRearmRow),
    };
  }

  /** Makes a state stricter, or says again why. FORBIDDEN for a looser one; NOT_FOUND for what the desk does not know. */
  async set(change: StateChange, actor: Actor): Promise<Result<StateRow>> {
    const refusal = this.#refusalOf(change);
    if (refusal !== null) return err(refusal);
    const { level, key, state, reason } = change;
    const before = this.#state.book.states.of(level, key);
    if (isLooser(before, state)) return err(loosening(change, before));
    if (state === 'ACTIVE') return err(appError('CONFLICT', 'it is ACTIVE already', placeOf(change)));
    const at = this.#deps.clock.now();
    const row: StoredState = { level, key, state, reason, actor: actor.user, at };
    this.#state.unrecordedStates.set(placeOf(change), row);
    this.#state.book.states.set({ level, key, state });
    const record = { kind: 'STATE', level, key, before, state, reason, rearm: null } as const;
    const written = await this.#append({ ...record, at, actor: actor.user });
    if (!written.ok) return written;
    this.#state.applied(written.value);
    if (this.#state.unrecordedStates.get(placeOf(change)) === row)
      this.#state.unrecordedStates.delete(placeOf(change));
    return ok({ ...row, recorded: true });
  }

  /** Asks for a looser state, which another person may approve within 15 minutes. FORBIDDEN on a single-owner desk. */
  async requestRearm(change: StateChange, actor: Actor): Promise<Result<RearmRow>> {
    const { level, key, state, reason } = change;
    const refusal = this.#refusalOfRearm(change);
    if (refusal !== null) return err(refusal);
    const now = this.#deps.clock.now();
    const rearm: Rearm = {
      requestId: this.#deps.newId(),
      level,
      key,
      from: this.#state.book.states.of(level, key),
      to: state,
      reason,
      requestedBy: actor.user,
      requestedAt: now,
      expiresAt: (now + REARM_MS) as Rearm['expiresAt'],
      stateSeq: this.#deps.reader.stateSeq(level, key),
    };
    const written = await this.#append({ kind: 'REARM', at: now, actor: actor.user, rearm });
    return written.ok ? ok(toRearmRow(rearm)) : written;
  }

  /** Puts the looser state in force. FORBIDDEN to the one who asked; CONFLICT when the state was set again since. */
  async approveRearm(requestId: string, actor: Actor): Promise<Result<StateRow>> {
    const at = this.#deps.clock.now();
    const rearm = this.#deps.reader.rearms(at).find((one) => one.requestId === requestId);
    if (rearm === undefined) return err(noRearm(requestId));
    if (this.#users.isSingleOwner) return err(secondUserNeeded(rearm));
    if (rearm.requestedBy === actor.user) return err(ownRequest(requestId));
    const { level, key, from, to: state, reason, requestedBy } = rearm;
    const changed =
      this.#state.unrecordedStates.has(placeOf(rearm)) ||
      this.#state.book.states.of(level, key) !== from ||
      this.#deps.reader.stateSeq(level, key) !== rearm.stateSeq;
    if (changed) return err(changedSince(rearm));
    const record = { kind: 'STATE', level, key, before: from, state, reason } as const;
    const approval = { ...record, rearm: { requestId, requestedBy }, at, actor: actor.user };
    const written = await this.#append(approval);
    if (!written.ok) return written;
    // Whoever set it again meanwhile is not undone.
    if (!this.#state.unrecordedStates.has(placeOf(rearm))) this.#state.book.states.set({ level, key, state });
    this.#state.applied(written.value);
    return ok({ level, key, state, reason, actor: actor.user, at, recorded: true });
  }

  async #append(record: JournalRecord): Promise<Result<JournalReceipt>> {
    const receipt = await this.#deps.journal.append(record);
    if (!receipt.ok && receipt.error.code === 'COMMIT_UNKNOWN') this.#state.stale = true;
    return receipt;
  }

  /** Why this place cannot have a state; a mistyped name would halt nothing and look as if it had. */
  #refusalOf({ level, key }: Pick<StateChange, 'level' | 'key'>): AppError | null {
    const { book } = this.#state;
    const known = isKnown(book, level, key);
    if (!known) {
      const todo = level === 'FIRM' ? 'The key of FIRM is *.' : 'Check the name.';
      return appError('NOT_FOUND', `the desk knows no ${level} '${key}'`, 'key', todo);
    }
    if (level === 'FIRM' || book.states.of(level, key) !== 'ACTIVE' || book.states.size < MAX_STATES)
      return null;
    return appError('OVERLOADED', `${MAX_STATES} states are set already`, 'key', 'Halt the firm or a desk.');
  }

  #refusalOfRearm(change: StateChange): AppError | null {
    const { level, key, state } = change;
    const place = placeOf(change);
    const before = this.#state.book.states.of(level, key);
    if (!isLooser(before, state))
      return appError('CONFLICT', `it is ${before}: ${state} is not looser`, place, 'Set it directly.');
    if (this.#users.isSingleOwner) return secondUserNeeded(change);
    if (this.#state.unrecordedStates.has(place))
      return appError('CONFLICT', 'the state is in force but not on record', place, 'Set it again first.');
    if (this.#deps.reader.rearms(this.#deps.clock.now()).length < MAX_REARMS) return null;
    return appError('OVERLOADED', `${MAX_REARMS} requests to re-arm wait already`, place);
  }
}

/** Traders and strategies are whatever tickets name. */
function isKnown(book: DeskBook, level: StateLevel, key: string): boolean {
  switch (level) {
    case 'FIRM':
      return key === '*';
    case 'DESK':
      return [...book.accounts.values()].some(({ desk }) => desk === key);
    case 'ACCOUNT':
      return book.accounts.has(key);
    case 'SYMBOL':
      return book.instrument(key) !== undefined;
    case 'TRADER':
    case 'STRATEGY':
      return true;
  }
}

const placeOf = ({ level, key }: { level: string; key: string }): string => `${level} ${key}`;

/** Without what only the store compares. */
function toRearmRow(rearm: Rearm): RearmRow {
  const { requestId, level, key, from, to, reason, requestedBy, requestedAt, expiresAt } = rearm;
  return { requestId, level, key, from, to, reason, requestedBy, requestedAt, expiresAt };
}

const loosening = (change: StateChange, before: TradingState): AppError =>
  appError(
    'FORBIDDEN',
    `going from ${before} to ${change.state} takes two people`,
    placeOf(change),
    'Ask for it to be re-armed, and another person to approve that.',
  );

const secondUserNeeded = (place: { level: string; key: string }): AppError =>
  appError(
    'FORBIDDEN',
    'Re-arming takes two people, and this desk has no users but its owner',
    placeOf(place),
    'Make users first: "preflight user add NAME --roles ADMIN,RISK_OFFICER --os-account ACCOUNT", then a second one with --roles APPROVER and a password.',
  );

const ownRequest = (requestId: string): AppError =>
  appError('FORBIDDEN', 'Who asked to re-arm cannot approve it', requestId, 'Another person has to.');

const noRearm = (requestId: string): AppError =>
  appError(
    'NOT_FOUND',
    `no request to re-arm '${requestId}' waits`,
    'requestId',
    'It may have expired: ask again.',
  );

const changedSince = (rearm: Rearm): AppError =>
  appError('CONFLICT', 'the state was set again since this was asked for', placeOf(rearm), 'Ask again.');
