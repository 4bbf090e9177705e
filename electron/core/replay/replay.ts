import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { directionOf } from '#shared/domain/ticket.ts';
import type { Quote } from '#shared/domain/market-data.ts';
import type { StressLadder } from '#shared/domain/stress-ladder.ts';
import { ok, type Result } from '#shared/errors/result.ts';
import type { DecisionBody, RecordBody } from '../audit/record-body.ts';
import { workingOf } from '../book/desk-book.ts';
import { dateOf } from '../marketdata/calendar-date.ts';
import { DeskState } from '../desk/desk-state.ts';
import { compilePlan, type Plan } from '../limits/plan.ts';
import type { DecisionInputs } from '../ports/journal.ts';
import type { LoggedRecord, ScratchStore } from '../ports/replay.ts';

/** Records kept in memory before they are written to the scratch store. */
const MAX_UNWRITTEN = 50_000;
const MAX_PLANS = 64;

type Brief = Omit<LoggedRecord, 'text'>;
type BodyOf<K extends RecordBody['kind']> = Extract<RecordBody, { kind: K }>;

/** A change whose record is written but that the desk had not yet taken in. */
interface Pending {
  readonly seq: number;
  readonly apply: () => Result<void>;
}

/**
 * The desk as it was at each record of a log. A decision was made from the book as of its `bookSeq`, together with the
 * reservations of the sends between that record and its own: `before` brings the book there, `after` reserves what the
 * decision sent. The book is a function of what it holds, so that it is the same bit for bit.
 */
export class Replay {
  readonly #scratch: ScratchStore;
  readonly #ladder: StressLadder;
  readonly #versions = new Map<string, Limit>();
  readonly #plans = new Map<string, Plan>();
  #unwritten: Brief[] = [];
  #pending: Pending[] = [];
  #now = 0 as EpochMs;
  #asOf: EpochMs | 'LIVE' | null = null;
  #limits: readonly Limit[] = [];
  #state: DeskState;

  constructor(scratch: ScratchStore, ladder: StressLadder) {
    this.#scratch = scratch;
    this.#ladder = ladder;
    this.#state = this.#open();
  }

  get state(): DeskState {
    return this.#state;
  }

  /** Takes in a record that is no decision. */
  take(record: LoggedRecord): Result<void> {
    const { seq, at, actor, body } = record;
    this.#now = at as EpochMs;
    this.#unwritten.push({ seq, at, actor, body });
    if (body.kind === 'LIMITS' || body.kind === 'IMPORT') this.#remember(body.limits);
    const apply = this.#effectOf(seq, body);
    if (apply !== null) this.#pending.push({ seq, apply });
    return this.#unwritten.length > MAX_UNWRITTEN ? this.#write(seq) : ok(undefined);
  }

  /** The desk as the decision found it; the plan of the limit versions it names. */
  before(record: LoggedRecord, { decision, inputs }: DecisionBody): Result<Plan> {
    this.#now = record.at as EpochMs;
    while (this.#pending[0] !== undefined && this.#pending[0].seq <= inputs.bookSeq) {
      const applied = this.#pending.shift()?.apply() ?? ok(undefined);
      if (!applied.ok) return applied;
    }
    const turned = this.#turnClock(decision.deskClock, inputs);
    if (!turned.ok) return turned;
    this.#state.book.staleUpTo = inputs.staleUpTo ?? null;
    return this.planOf(inputs.limitVersions);
  }

  /** Reserves what the decision sent, as the desk did before its record was written. */
  after({ seq, at, actor }: LoggedRecord, body: DecisionBody): Result<void> {
    this.#unwritten.push({ seq, at, actor, body: { ...body, decision: { ...body.decision, outcomes: [] } } });
    if (body.send?.sent === true) this.#state.hold(body.ticket);
    return this.#unwritten.length > MAX_UNWRITTEN ? this.#write(seq) : ok(undefined);
  }

  /** The limits of the versions; one that no record wrote is left out, and the decision will differ. */
  limitsOf(versions: DecisionInputs['limitVersions']): Limit[] {
    return versions
      .map(([limitId, version]) => this.#versions.get(`${limitId} ${version}`))
      .filter((limit) => limit !== undefined);
  }

  /** A plan of exactly these versions, in this order. */
  planOf(versions: DecisionInputs['limitVersions']): Result<Plan> {
    const key = JSON.stringify(versions);
    const known = this.#plans.get(key);
    return known === undefined ? this.planOfLimits(this.limitsOf(versions), key) : ok(known);
  }

  /** A plan of limits whose dates do not matter: they were, or would be, in force. */
  planOfLimits(limits: readonly Limit[], key = JSON.stringify(limits)): Result<Plan> {
    const known = this.#plans.get(key);
    if (known !== undefined) return ok(known);
    const inForce = limits.map((limit): Limit => ({
      ...limit,
      status: 'ACTIVE',
      effectiveFrom: 0 as EpochMs,
      effectiveTo: null,
    }));
    const wider = this.#state.needsMoreHistory(inForce);
    this.#limits = inForce;
    if (wider) {
      const read = this.#reload(this.#unwritten.at(-1)?.seq ?? 0);
      if (!read.ok) return read;
    }
    const { base, market } = this.#state.book;
    const plan = compilePlan(inForce, base, market, 1 as EpochMs);
    if (this.#plans.size >= MAX_PLANS) this.#plans.clear();
    this.#plans.set(key, plan);
    return ok(plan);
  }

  /** Everything the log holds is taken in: the desk as it is now. */
  finish(): Result<void> {
    for (const { apply } of this.#pending.splice(0)) {
      const applied = apply();
      if (!applied.ok) return applied;
    }
    return ok(undefined);
  }

  /** Reads the desk again where its clock was another: frozen elsewhere, live, or of another day. */
  #turnClock(deskClock: EpochMs, { live, bookSeq }: DecisionInputs): Result<void> {
    const { clock, today } = this.#state.book;
    if (live === true) this.#now = deskClock;
    const isLive = clock.mode === 'LIVE';
    const isThere = isLive ? live !== false && dateOf(deskClock) === today : clock.now === deskClock;
    if (isThere && (live === undefined || live === isLive)) return ok(undefined);
    this.#asOf = live === true || (live === undefined && isLive) ? 'LIVE' : deskClock;
    return this.#reload(bookSeq);
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

  #effectOf(seq: number, body: RecordBody): (() => Result<void>) | null {
    switch (body.kind) {
      case 'CANCEL':
        return () => this.#cancel(body);
      case 'EXECUTION':
        return () => this.#fill(body);
      case 'CASH':
        return () => ok(this.#state.book.addCash(body.account, body.cashChange));
      case 'MARKS':
        return () => this.#takeQuotes(seq, body.quotes);
      case 'FX':
        return () => this.#takeRates(seq, body);
      case 'STATE':
      case 'IMPORT':
        return () => this.#reload(seq);
      default:
        return null;
    }
  }

  #cancel({ clOrdId }: BodyOf<'CANCEL'>): Result<void> {
    const live = this.#state.ledger.get(clOrdId);
    if (live === undefined) return ok(undefined);
    this.#state.ledger.remove(clOrdId);
    return ok(this.#state.book.change(live.ticket, workingOf(live.ticket, -live.leaves)));
  }

  #fill({ clOrdId, account, lastQty, cashChange }: BodyOf<'EXECUTION'>): Result<void> {
    const live = this.#state.ledger.get(clOrdId);
    if (live === undefined) return ok(undefined);
    live.leaves -= lastQty;
    live.cumulative += lastQty;
    if (live.leaves === 0) this.#state.ledger.remove(clOrdId);
    const filled = directionOf(live.ticket.side) * lastQty;
    this.#state.book.change(live.ticket, { ...workingOf(live.ticket, -lastQty), filled });
    return ok(this.#state.book.addCash(account, cashChange));
  }

  #remember(limits: readonly Limit[]): void {
    for (const limit of limits) this.#versions.set(`${limit.limitId} ${limit.version}`, limit);
  }

  /** The desk read from the store as of a record; later sends stay reserved, later changes pending. */
  #reload(seq: number): Result<void> {
    const later = this.#unwritten.filter((record) => record.seq > seq);
    const written = this.#write(seq);
    if (!written.ok) return written;
    this.#pending = this.#pending.filter((one) => one.seq > seq);
    this.#plans.clear();
    this.#state = this.#open();
    for (const { body } of later) {
      if (body.kind === 'DECISION' && body.send?.sent === true) this.#state.hold(body.ticket);
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
      reader: { ...this.#scratch.reader, limits: () => [...this.#limits] },
      clock: { now: () => this.#now, monotonicMicros: () => 0 },
      baseCurrency: 'USD' as Currency,
      asOf: this.#asOf,
      stressLadder: this.#ladder,
    });
  }
}
