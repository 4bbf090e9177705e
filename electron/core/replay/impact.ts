import type { Outcome } from '#shared/domain/decision.ts';
import type { ClOrdId, DecisionId } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { isBroken } from '#shared/controls/relation.ts';
import type { CompiledLimit } from '#shared/controls/control.ts';
import { comparisonOf } from '#shared/controls/registry.ts';
import { CELL, CELLS } from '#shared/controls/views.ts';
import { ok, type Result } from '#shared/errors/result.ts';
import type { Plan } from '../limits/plan.ts';
import type { LoggedRecord } from '../ports/replay.ts';
import { Evaluation } from '../validation/evaluation.ts';
import { letPass } from '../validation/let-pass.ts';
import { TicketCheck } from '../validation/ticket-check.ts';
import type { Breach, ChangedVerdict, ImpactReport, ImpactRequest } from './impact-report.ts';
import { tickOf, type Ready, type Replay } from './replay.ts';

const MAX_TICKETS = 1_000;
const MAX_BREACHES = 1_000;
const MAX_SYMBOLS = 5;
const SHARE = 1_000_000;

/** Answers the tickets of a log again as if the proposal had been in force. */
export class Impact {
  readonly #replay: Replay;
  readonly #request: ImpactRequest;
  /** Ids of the limits that the proposal takes the place of, and what it puts there. */
  readonly #replaced: ReadonlySet<string>;
  readonly #proposals: readonly Limit[];
  readonly #evaluation = new Evaluation();
  readonly #proposed = new WeakMap<Plan, Plan>();
  readonly #changes = new Map<string, number>();
  #tickets: ChangedVerdict[] = [];
  #check: TicketCheck | null = null;
  #checked: unknown = null;
  #decisions = 0;
  #changed = 0;

  constructor(replay: Replay, request: ImpactRequest) {
    this.#replay = replay;
    this.#request = request;
    this.#replaced = new Set(request.proposals.map(({ limitId }) => limitId));
    this.#proposals = inForce(request.proposals);
  }

  /** Takes the next record of the log. */
  take(record: LoggedRecord): Result<void> {
    return this.#replay.take(record, (ready) => {
      if (ready.record.at >= this.#request.since) this.#decide(ready);
    });
  }

  /** After the last record: the report, and what the desk holds now against the proposal. */
  report(): Result<ImpactReport> {
    const finished = this.#replay.finish();
    if (!finished.ok) return finished;
    return ok({
      decisions: this.#decisions,
      changed: this.#changed,
      changes: Object.fromEntries(this.#changes),
      tickets: this.#tickets.toReversed(),
      breaches: this.#breaches(),
    });
  }

  /** The limits that were in force, with the proposal in the place of those it names. */
  #planFor({ plan, body }: Ready): Plan {
    const known = this.#proposed.get(plan);
    if (known !== undefined && !this.#hasMoved(known)) return known;
    const isKept = ([limitId]: readonly [string, number]): boolean => !this.#replaced.has(limitId);
    const { limitVersions, tightened } = body.inputs;
    const limits = [...this.#replay.logged.of(limitVersions.filter(isKept)), ...this.#proposals];
    const proposed = this.#replay.planOf(limits, tightened?.filter(isKept));
    this.#proposed.set(plan, proposed);
    return proposed;
  }

  /** Whether a proposal follows a metric that has moved since the plan was compiled. */
  #hasMoved({ dynamic }: Plan): boolean {
    const { state } = this.#replay;
    return dynamic.some(
      ({ limit, factor }) => this.#replaced.has(limit.limitId) && state.factorOf(limit) !== factor,
    );
  }

  #decide(ready: Ready): void {
    const { record, body, ticket } = ready;
    const { decision } = body;
    const { seq, at } = record;
    const plan = this.#planFor(ready);
    const { book } = this.#replay.state;
    if (this.#checked !== book) {
      this.#check = new TicketCheck(book, ticket);
      this.#checked = book;
    }
    const check = (this.#check ??= new TicketCheck(book, ticket));
    check.prepare(ticket, plan, decision.deskClock, tickOf(ready));
    this.#evaluation.evaluate(check);
    if (ready.override !== null) letPass(check, this.#evaluation, ready.override.controls);
    const would = this.#evaluation.verdict;
    this.#decisions++;
    const was = decision.verdict;
    if (would === was) return;
    this.#changed++;
    const change = `${was} ${would}`;
    this.#changes.set(change, (this.#changes.get(change) ?? 0) + 1);
    if (this.#tickets.length >= 2 * MAX_TICKETS) this.#tickets = this.#tickets.slice(-MAX_TICKETS);
    const { clOrdId, account, symbol, side, orderQty } = ticket;
    const about = { seq, at, decisionId: decision.decisionId, clOrdId, account, symbol, side };
    this.#tickets.push({ ...about, orderQty: orderQty / SHARE, was, would });
  }

  /** Every holding of every account measured by the proposed limits, without any ticket. */
  #breaches(): Breach[] {
    const { state } = this.#replay;
    const proposals = this.#proposals.filter(({ control }) => comparisonOf(control) !== undefined);
    const plan = this.#replay.planOf(proposals);
    const limits = limitsOf(plan);
    const found = new Map<string, Breach & { symbols: string[] }>();
    for (const account of state.book.accounts.keys()) {
      const { cells } = state.book.book('ACCOUNT', account);
      for (const { id, instrument, lot } of state.book.instruments) {
        if (cells[id * CELLS + CELL.quantity] === 0) continue;
        const probe = probeOf(account, instrument.symbol, lot);
        const { outcomes } = state.validator.decide(probe, plan, state.now(), 'impact' as DecisionId, 0);
        for (const outcome of outcomes) note(found, limits, outcome, instrument.symbol);
        if (found.size >= MAX_BREACHES) return [...found.values()];
      }
    }
    return [...found.values()];
  }
}

/** What stands when the newest version of each limit is approved: nothing of one that it retires. */
function inForce(limits: readonly Limit[]): Limit[] {
  const newest = new Map<string, number>();
  for (const { limitId, version } of limits)
    newest.set(limitId, Math.max(version, newest.get(limitId) ?? version));
  return limits.filter(
    ({ limitId, version, status, change }) =>
      status !== 'RETIRED' && change !== 'RETIRE' && version === newest.get(limitId),
  );
}

/** The limits of a plan by id: those of one id, one for each factor, differ in nothing that is asked here. */
const limitsOf = ({ entries }: Plan): ReadonlyMap<string, CompiledLimit> =>
  new Map(
    entries.flatMap((entry) =>
      entry.gate !== null
        ? []
        : entry.limits.map((limit): [string, CompiledLimit] => [limit.limit?.limitId ?? '', limit]),
    ),
  );

/** Keeps a limit whose book is beyond it, once for each value. */
function note(
  found: Map<string, Breach & { symbols: string[] }>,
  limits: ReadonlyMap<string, CompiledLimit>,
  outcome: Outcome,
  symbol: string,
): void {
  const { limitId, scope, before, hard, unit, group } = outcome;
  if (limitId === null || scope === null || before === null || hard === null || unit === null) return;
  const limit = limits.get(limitId);
  if (limit === undefined) return;
  const low = limit.low.value * limit.display;
  if (!isBroken(limit.relation, before - hard, before - low)) return;
  const key = JSON.stringify([limitId, scope, group, before]);
  const known = found.get(key);
  if (known === undefined)
    found.set(key, { limitId, scope, group, value: before, hard, unit, symbols: [symbol] });
  else if (known.symbols.length < MAX_SYMBOLS) known.symbols.push(symbol);
}

/** The least order in a holding: it is only there to be measured without. */
const probeOf = (account: string, symbol: string, lot: number): Ticket => ({
  clOrdId: 'impact' as ClOrdId,
  account: account as Ticket['account'],
  symbol: symbol as Ticket['symbol'],
  side: 'BUY',
  orderQty: lot as Ticket['orderQty'],
  ordType: 'MARKET',
  price: null,
  stopPx: null,
  timeInForce: 'DAY',
  trader: '',
  strategy: '',
  transactTime: null,
  defects: [],
});
