import type { ControlCode } from '#shared/domain/control.ts';
import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Quantity } from '#shared/domain/decimal.ts';
import { isDenied } from '#shared/domain/decision.ts';
import type { Quote } from '#shared/domain/market-data.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { ok, type Result } from '#shared/errors/result.ts';
import type { DecisionBody, RecordBody } from '../audit/record-body.ts';
import { sendFactsOf } from '../activity/send-facts.ts';
import type { SendFacts } from '../activity/activity.ts';
import { DeskState } from '../desk/desk-state.ts';
import { dateOf } from '../marketdata/calendar-date.ts';
import { compilePlan, type Plan } from '../limits/plan.ts';
import type { DynamicLimit } from '#shared/controls/tighten.ts';
import { canBeHeld } from '../baskets/place-tickets.ts';
import type { BasketPlace, DecisionInputs, Replaced } from '../ports/journal.ts';
import type { ClaimedOverride } from '../overrides/override-desk.ts';
import type { LoggedRecord, ReplayInputs, ScratchStore } from '../ports/replay.ts';
import { LoggedLimits } from './logged-limits.ts';

const MICROS_PER_MILLI = 1_000;

/** Where a decision stands on the desk's timeline; one from before there was any stands at its wall clock. */
export const tickOf = ({ record, body }: Logged): number => body.inputs.tick ?? record.at * MICROS_PER_MILLI;
const factsOf = (one: Logged): SendFacts => sendFactsOf(one.body.decision, tickOf(one));

/** Records kept in memory before they are written to the scratch store. */
const MAX_UNWRITTEN = 50_000;
const MAX_PLANS = 64;

type Brief = Omit<LoggedRecord, 'text'>;
type BodyOf<K extends RecordBody['kind']> = Extract<RecordBody, { kind: K }>;

/** A decision of the log. */
export interface Logged {
  readonly record: LoggedRecord;
  readonly body: DecisionBody;
}

/** A decision to be made again: the ticket as it was decided about, and the limits that were in force. */
export interface Ready extends Logged {
  readonly ticket: Ticket;
  readonly plan: Plan;
  /** What it let pass; null: nothing. */
  readonly override: ClaimedOverride | null;
}

export type Decide = (ready: Ready) => void;

/** A change whose record is written but that the desk had not yet taken in. */
interface Pending {
  readonly seq: number;
  readonly apply: () => Result<void>;
}

/**
 * The desk as it was at each record of a log. A decision was made from the book as of its `bookSeq`, together with the
 * reservations of the sends between that record and its own. The book is a function of what it holds, so that it is the same bit for bit.
 */
export class Replay {
  readonly #scratch: ScratchStore;
  readonly #inputs: ReplayInputs;
  /** Limits that are compiled besides those of the log, so that the history is long enough for them. */
  readonly #extra: readonly Limit[];
  readonly logged = new LoggedLimits();
  /** The controls that each override names. */
  readonly #overrides = new Map<string, readonly ControlCode[]>();
  readonly #plans = new Map<string, Plan>();
  #unwritten: Brief[] = [];
  #pending: Pending[] = [];
  /** Decisions of a net basket, until all of them have come. */
  #basket: Logged[] = [];
  /** Tickets of a sequential basket that it holds so far. */
  #inTurn: Logged[] = [];
  #now = 0 as EpochMs;
  #asOf: EpochMs | 'LIVE' | null = null;
  #stressLevel: number | null = null;
  #limits: readonly Limit[] = [];
  #state: DeskState;

  constructor(scratch: ScratchStore, inputs: ReplayInputs, extra: readonly Limit[] = []) {
    this.#inputs = inputs;
    this.#scratch = scratch;
    this.#extra = extra;
    this.#limits = extra;
    this.#state = this.#open();
  }

  get state(): DeskState {
    return this.#state;
  }

  /**
   * Takes the next record of the log. A decision is handed to `decide` when the desk is as the decision found it; those
   * of a net basket, which were made on a book that holds all of it, when the last of them has come.
   */
  take(record: LoggedRecord, decide: Decide): Result<void> {
    const { seq, at, actor, body } = record;
    this.#now = at as EpochMs;
    if (body.kind === 'DECISION') return this.#takeDecision({ record, body }, decide);
    this.#unwritten.push({ seq, at, actor, body });
    if (body.kind === 'LIMITS' || body.kind === 'IMPORT') this.logged.remember(body.limits);
    if (body.kind === 'STRESS') this.#stress(body.level);
    if (body.kind === 'OVERRIDE') this.#overrides.set(body.after.overrideId, body.after.controls);
    const apply = this.#effectOf(seq, at, body);
    // What tightens is in force before its record is written; everything else when it is.
    if (body.kind === 'CANCEL') this.#announceCancel(body, at);
    if (apply !== null && body.kind === 'STATE' && body.rearm === null) apply();
    else if (apply !== null) this.#pending.push({ seq, apply });
    return this.#unwritten.length > MAX_UNWRITTEN ? this.#write(seq) : ok(undefined);
  }

  #takeDecision(one: Logged, decide: Decide): Result<void> {
    const { basket } = one.body;
    if (basket?.mode !== 'net') {
      const decided = this.#decideOne(one, decide);
      return decided.ok ? this.#keep(one) : decided;
    }
    this.#basket.push(one);
    if (this.#basket.length < basket.size) return ok(undefined);
    const all = this.#basket.splice(0);
    const plan = this.#before(one);
    if (!plan.ok) return plan;
    const held = all.filter(({ body }) => canBeHeld(body.ticket));
    for (const each of held) this.#hold(each);
    for (const each of all) {
      const isHeld = held.includes(each);
      if (isHeld) this.#release(each);
      decide({ ...each, ticket: each.body.ticket, plan: plan.value, override: null });
      if (isHeld) this.#hold(each);
    }
    for (const each of held) if (each.body.send?.sent !== true) this.#release(each);
    for (const each of all) {
      const kept = this.#keep(each);
      if (!kept.ok) return kept;
    }
    return ok(undefined);
  }

  /** A ticket of its own, a replacement, or one of a basket that is decided one after the other. */
  #decideOne(one: Logged, decide: Decide): Result<void> {
    const plan = this.#before(one);
    if (!plan.ok) return plan;
    const { ticket, send, replaces, basket, decision } = one.body;
    if (replaces !== undefined) this.#decideReplacement(one, plan.value, decide, replaces);
    else {
      decide({ ...one, ticket, plan: plan.value, override: this.#overrideOf(one) });
      if (basket?.mode === 'sequential') this.#holdInTurn(one, basket, isDenied(decision.verdict));
      else if (send?.sent === true) this.#hold(one);
    }
    return ok(undefined);
  }

  /** On the book without what the original has left; what is sent takes its place when its record is seen. */
  #decideReplacement(one: Logged, plan: Plan, decide: Decide, { clOrdId, carried }: Replaced): void {
    const state = this.#state;
    const { ticket, send } = one.body;
    const leaves = Math.max(0, ticket.orderQty - carried);
    const original = state.ledger.get(clOrdId);
    if (original !== undefined) state.setAside(original);
    decide({ ...one, ticket: { ...ticket, orderQty: leaves as Quantity }, plan, override: null });
    if (original === undefined) return;
    state.putBack(original);
    if (send?.sent !== true) return;
    const hold = { ticket, leaves, replaces: clOrdId, facts: factsOf(one) };
    state.hold(hold);
    const apply = (): Result<void> => ok(state.takeOver(original, hold));
    this.#pending.push({ seq: one.record.seq, apply });
  }

  /** What a basket holds while it is decided; after its last ticket only what was sent. */
  #holdInTurn(one: Logged, { place, size }: BasketPlace, denied: boolean): void {
    if (place === 0) this.#inTurn = [];
    if (!denied) {
      this.#hold(one);
      this.#inTurn.push(one);
    }
    if (place < size - 1) return;
    for (const each of this.#inTurn) if (each.body.send?.sent !== true) this.#release(each);
    this.#inTurn = [];
  }

  #overrideOf({ body: { override } }: Logged): ClaimedOverride | null {
    if (override === undefined) return null;
    return { ...override, controls: this.#overrides.get(override.overrideId) ?? [] };
  }

  #hold(one: Logged): void {
    const { ticket } = one.body;
    this.#state.hold({ ticket, leaves: ticket.orderQty, replaces: null, facts: factsOf(one) });
  }

  #release(one: Logged): void {
    this.#state.takeBack(one.body.ticket, factsOf(one));
  }

  /** The desk as the decision found it; the plan of the limit versions and factors it names. */
  #before({ body: { decision, inputs } }: Logged): Result<Plan> {
    while (this.#pending[0] !== undefined && this.#pending[0].seq <= inputs.bookSeq) {
      const applied = this.#pending.shift()?.apply() ?? ok(undefined);
      if (!applied.ok) return applied;
    }
    const otherClock = this.#turnClock(decision.deskClock, inputs);
    const key = this.logged.keyOf(inputs);
    // A plan that was made from this state has the history it needs.
    if (otherClock || !this.#plans.has(key)) {
      const limits = [...this.logged.of(inputs.limitVersions), ...this.#extra];
      if (otherClock || this.#state.needsMoreHistory(limits)) {
        this.#limits = limits;
        const read = this.#reload(inputs.bookSeq);
        if (!read.ok) return read;
      }
    }
    this.#state.book.staleUpTo = inputs.staleUpTo ?? null;
    return ok(this.#planOf(inputs, key));
  }

  #keep({ record: { seq, at, actor }, body }: Logged): Result<void> {
    this.#unwritten.push({ seq, at, actor, body });
    return this.#unwritten.length > MAX_UNWRITTEN ? this.#write(seq) : ok(undefined);
  }

  /**
   * A plan of limits whose dates do not matter: they were, or would be, in force. One that follows a metric has the
   * factor that is named for it, otherwise the one of the metric as it was.
   */
  planOf(limits: readonly Limit[], tightened: DecisionInputs['tightened'] = []): Plan {
    const inForce = limits.map((limit): Limit => ({
      ...limit,
      status: 'ACTIVE',
      effectiveFrom: 0 as EpochMs,
      effectiveTo: null,
    }));
    const { base, market } = this.#state.book;
    const factors = new Map<string, number>(tightened);
    const factorOf = (limit: DynamicLimit): number =>
      factors.get(limit.limitId) ?? this.#state.factorOf(limit);
    return compilePlan(inForce, base, market, 1 as EpochMs, factorOf);
  }

  /** A plan of exactly these versions and factors, in this order, whose text is the key; made once. */
  #planOf({ limitVersions, tightened }: DecisionInputs, key: string): Plan {
    let plan = this.#plans.get(key);
    if (plan === undefined) {
      if (this.#plans.size >= MAX_PLANS) this.#plans.clear();
      this.#plans.set(key, (plan = this.planOf(this.logged.of(limitVersions), tightened)));
    }
    return plan;
  }

  /** Everything the log holds is taken in: the desk as it is now. */
  finish(): Result<void> {
    for (const { apply } of this.#pending.splice(0)) {
      const applied = apply();
      if (!applied.ok) return applied;
    }
    return ok(undefined);
  }

  /** Sets the clock as it was for a decision; true when the desk must be read again: frozen elsewhere, live, another day. */
  #turnClock(deskClock: EpochMs, { live }: DecisionInputs): boolean {
    const { clock, today } = this.#state.book;
    if (live === true) this.#now = deskClock;
    const isLive = clock.mode === 'LIVE';
    const isThere = isLive ? live !== false && dateOf(deskClock) === today : clock.now === deskClock;
    if (isThere && (live === undefined || live === isLive)) return false;
    this.#asOf = live === true || (live === undefined && isLive) ? 'LIVE' : deskClock;
    return true;
  }

  #takeQuotes(seq: number, quotes: readonly Quote[]): Result<void> {
    let isCurrent = true;
    for (const quote of quotes) if (!this.#state.takeQuote(quote)) isCurrent = false;
    return isCurrent ? ok(undefined) : this.#reload(seq);
  }

  #takeRates(seq: number, { date, rates }: BodyOf<'FX'>): Result<void> {
    const { book } = this.#state;
    if (date !== book.today) return this.#reload(seq);
    for (const { currency, rate } of rates) book.takeRate(currency, rate);
    return ok(undefined);
  }

  #effectOf(seq: number, at: number, body: RecordBody): (() => Result<void>) | null {
    switch (body.kind) {
      case 'CANCEL':
        return () => ok(this.#end(body.clOrdId));
      case 'EXECUTION':
        return () => ok(this.#fill(body, at));
      case 'CASH':
        return () => ok(this.#state.book.addCash(body.account, body.cashChange));
      case 'ENABLE':
        return () => ok(this.#state.book.activity.runOf(body.strategy, body.symbol, body.side).enable());
      case 'NAV':
        return () => ok(this.#state.book.setNavMarks(body.rows));
      case 'MARKS':
        return () => this.#takeQuotes(seq, body.quotes);
      case 'FX':
        return () => this.#takeRates(seq, body);
      case 'EXPIRE':
        return () => ok(body.expired.forEach(({ clOrdId }) => this.#end(clOrdId)));
      case 'STATE':
        return () => ok(this.#setState(body));
      case 'IMPORT':
      case 'BARS':
      case 'BUST':
        return () => this.#reload(seq);
      default:
        return null;
    }
  }

  /** Decisions name their factors: only a proposal follows it. */
  #stress(level: number | null): void {
    this.#stressLevel = level;
    this.#state.reloadMetrics();
  }

  #setState({ level, key, state }: BodyOf<'STATE'>): void {
    this.#state.book.states.set({ level, key, state });
  }

  /** Releases what is left of a ticket. */
  #end(clOrdId: string): void {
    const live = this.#state.ledger.get(clOrdId);
    if (live !== undefined) this.#state.end(live);
  }

  #fill(body: BodyOf<'EXECUTION'>, at: number): void {
    const live = this.#state.ledger.get(body.clOrdId);
    if (live === undefined) return;
    const { tick = at * MICROS_PER_MILLI, day = dateOf(at as EpochMs) } = body;
    this.#state.fill(live, { ...body, tick, day });
  }

  /** A cancel is a message from the moment it was handed over, and ends its ticket when it is on record. */
  #announceCancel({ clOrdId, tick }: BodyOf<'CANCEL'>, at: number): void {
    const live = this.#state.ledger.get(clOrdId);
    if (live !== undefined) this.#state.book.activity.addMessage(live.ticket, tick ?? at * MICROS_PER_MILLI);
  }

  /** The desk read from the store as of a record; later sends stay reserved, later changes pending. */
  #reload(seq: number): Result<void> {
    const later = this.#unwritten.filter((record) => record.seq > seq);
    const written = this.#write(seq);
    if (!written.ok) return written;
    this.#pending = this.#pending.filter((one) => one.seq > seq);
    this.#plans.clear();
    this.#state = this.#open();
    for (const record of later) {
      const { body, at } = record;
      if (body.kind === 'DECISION' && body.send?.sent === true)
        this.#hold({ record: { ...record, text: '' }, body });
      if (body.kind === 'CANCEL') this.#announceCancel(body, at);
      if (body.kind === 'STATE' && body.rearm === null) this.#setState(body);
    }
    return ok(undefined);
  }

  #write(seq: number): Result<void> {
    const cut = this.#unwritten.findIndex((record) => record.seq > seq);
    const count = cut < 0 ? this.#unwritten.length : cut;
    return this.#scratch.apply(this.#unwritten.splice(0, count));
  }

  #open(): DeskState {
    return new DeskState({
      reader: {
        ...this.#scratch.reader,
        limits: () => [...this.#limits],
        stress: () => ({ level: this.#stressLevel, proposal: null }),
      },
      clock: { now: () => this.#now, monotonicMicros: () => 0 },
      journal: { depth: 0, drained: () => Promise.resolve() },
      calendars: this.#inputs.calendars,
      baseCurrency: 'USD' as Currency,
      asOf: this.#asOf,
      stressLadder: this.#inputs.ladder,
    });
  }
}
