import type { EpochMs } from '#shared/domain/ids.ts';
import { isDenied, type Status } from '#shared/domain/decision.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { DeskBook, type BookSource } from '#electron/core/book/desk-book.ts';
import { compilePlan, type Plan } from '#electron/core/limits/plan.ts';
import { Evaluation } from '#electron/core/validation/evaluation.ts';
import type { Slot } from '#electron/core/validation/slot.ts';
import { TicketCheck } from '#electron/core/validation/ticket-check.ts';
import { fullDesk, named, rememberSends, type FullDeskSize } from '../full-desk.ts';
import { fullLimits } from '../full-limits.ts';
import { hierarchyLimits } from '../hierarchy-limits.ts';
import { syntheticDesk, syntheticTickets } from '../synthetic-desk.ts';
import { syntheticMarket } from '../synthetic-market.ts';
import type { PeerFacts, PeerRule } from './peer.ts';

const SEED = 20_260_116;
/** As judged: a statistic is not worse within this share of its size. */
const NOT_WORSE_ROOM = 1e-12;

/** How large the book is and how long is measured. */
export interface ChecksSize {
  readonly symbols: number;
  readonly sessions: number;
  readonly positionsPerAccount: number;
  readonly tickets: number;
  readonly rounds: number;
  readonly heapChecks: number;
}

/** The engine over a made-up desk, as the bench drives it: one check at a time, no Decision object built. */
export interface DeskUnderTest {
  readonly tickets: readonly Ticket[];
  readonly plan: Plan;
  readonly check: TicketCheck;
  readonly evaluation: Evaluation;
  readonly now: EpochMs;
}

export function createDeskUnderTest(size: ChecksSize): DeskUnderTest {
  const random = new SeededRandom(SEED);
  const market = syntheticMarket(random, size.symbols, size.sessions);
  const source = syntheticDesk(random, market, size.positionsPerAccount);
  const tickets = syntheticTickets(random, market, size.tickets, source.positions);
  const book = new DeskBook(source);
  const { now } = source.clock;
  const plan = compilePlan(hierarchyLimits, source.base, book.market, now);
  const [first] = tickets;
  if (first === undefined) throw new RangeError('the bench needs a ticket');
  return { tickets, plan, check: new TicketCheck(book, first), evaluation: new Evaluation(), now };
}

/** How large the desk is on which every control acts. */
export interface FullSize extends ChecksSize, FullDeskSize {}

/** The engine over a desk with everything a control reads, and limits of every control from the firm to the symbol. */
export function createFullDeskUnderTest(
  size: FullSize,
  change: (source: BookSource) => BookSource,
): DeskUnderTest {
  const random = new SeededRandom(SEED);
  const market = syntheticMarket(random, size.symbols, size.sessions);
  const source = change(fullDesk(random, market, size.positionsPerAccount, size));
  const ticketsOf = (count: number): Ticket[] =>
    named(random, syntheticTickets(random, market, count, source.positions));
  const tickets = ticketsOf(size.tickets);
  const book = new DeskBook(source);
  const { now } = source.clock;
  rememberSends(book, ticketsOf(size.sends), now * 1_000);
  const symbols = market.instruments.map(({ symbol }) => symbol);
  const plan = compilePlan(fullLimits(symbols), source.base, book.market, now);
  const [first] = tickets;
  if (first === undefined) throw new RangeError('the bench needs a ticket');
  return { tickets, plan, check: new TicketCheck(book, first), evaluation: new Evaluation(), now };
}

/** Every outcome and the verdict of one ticket; they stay in the evaluation's slots. */
export function verdictOf({ check, plan, evaluation, now }: DeskUnderTest, ticket: Ticket): Status {
  check.prepare(ticket, plan, now, now * 1_000);
  return evaluation.evaluate(check);
}

/** What the engine said about one ticket, limit by limit, and what it measured to say so. */
export interface Answer {
  readonly verdict: Status;
  readonly statuses: readonly Status[];
  readonly facts: PeerFacts;
}

/** Evaluates one ticket. Throws when a control without a limit has anything to say or a value is missing: peers have neither. */
export function answerOf(desk: DeskUnderTest, ticket: Ticket): Answer {
  const verdict = verdictOf(desk, ticket);
  const slots = desk.evaluation.slots.slice(0, desk.evaluation.count);
  const gate = slots.find((slot) => !isOfLimit(slot) && slot.status !== 'PASS');
  if (gate !== undefined) throw new Error(`${codeOf(gate)} is ${gate.status} for ${ticket.clOrdId}`);
  const limits = slots.filter(isOfLimit);
  return {
    verdict,
    statuses: limits.map(({ status }) => status),
    facts: {
      reducing: desk.check.n <= desk.check.reducingUpTo,
      after: limits.map((slot) => valueOf(slot, 'after')),
      before: limits.map(notWorseBelow),
    },
  };
}

/** Whether the outcome is that of a limit, and not of a gate or of an always-on control's default. */
const isOfLimit = ({ limit }: Slot): boolean => (limit?.limit ?? null) !== null;

/** The control of an outcome. */
export const codeOf = ({ gate, comparison }: Slot): string => gate?.code ?? comparison?.code ?? '';

/** The limits of the plan as peers' rules, in the order of the engine's outcomes. */
export function rulesOf(desk: DeskUnderTest): PeerRule[] {
  return desk.plan.entries.flatMap((entry) =>
    entry.gate !== null
      ? []
      : entry.limits.map((limit) => ({
          limitId: limit.limit?.limitId ?? '',
          hard: limit.hard.value,
          soft: limit.soft.value,
          minimum: entry.comparison.minimum,
          exemptsReducing: 'PEMDL'.includes(entry.comparison.group),
          exemptsNotWorse: !entry.comparison.ticketOnly && 'PEM'.includes(entry.comparison.group),
        })),
  );
}

/** Not applicable counts as 0, which every limit here lets pass. */
function valueOf(slot: Slot, when: 'before' | 'after'): number {
  const kind = when === 'before' ? slot.beforeKind : slot.afterKind;
  if (kind === 'NOT_APPLICABLE') return 0;
  if (kind === 'MISSING') throw new Error(`${slot.comparison?.code ?? ''} lacks its ${when}`);
  return slot[when];
}

function notWorseBelow(slot: Slot): number {
  if (slot.comparison?.ticketOnly !== false) return 0;
  const before = valueOf(slot, 'before');
  return slot.beforeKind === 'STATISTIC' ? before + NOT_WORSE_ROOM * Math.abs(before) : before;
}

/** Share of the tickets that the engine denied. */
export const deniedShare = (answers: readonly Answer[]): number =>
  answers.filter(({ verdict }) => isDenied(verdict)).length / answers.length;
