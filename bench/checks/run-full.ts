import { CONTROL_CODES } from '#shared/domain/control.ts';
import { isDenied } from '#shared/domain/decision.ts';
import type { BookSource } from '#electron/core/book/desk-book.ts';
import { toReport, type BenchReport } from '../report.ts';
import {
  codeOf,
  createFullDeskUnderTest,
  verdictOf,
  type DeskUnderTest,
  type FullSize,
} from './desk-under-test.ts';
import { engineFigures, heapAround } from './time-engine.ts';

export const FULL_SIZE: FullSize = {
  symbols: 5_000,
  sessions: 253,
  positionsPerAccount: 1_500,
  tickets: 20_000,
  working: 2_000,
  sends: 5_000,
  rounds: 9,
  heapChecks: 5_000_000,
};

/**
 * How fast the engine decides on one thread when every control has limits of its own and 200 limits are in force. Rejects
 * when a control says nothing about any ticket, or lacks an input for one: the figures would be of less than is said.
 */
export function runFull(
  size: FullSize = FULL_SIZE,
  change: (source: BookSource) => BookSource = (source) => source,
): BenchReport {
  const desk = createFullDeskUnderTest(size, change);
  const { tickets } = desk;
  const warmUpSeconds = warmEverySymbol(desk);
  const { outcomes, denied } = auditOutcomes(desk);
  const figures = engineFigures(desk, size.rounds);
  const heap = heapAround(desk, size.heapChecks);
  return toReport(
    'controls',
    {
      ...figures,
      heapBeforeBytes: heap.before,
      heapAfterBytes: heap.after,
      heapRatio: heap.after / heap.before,
      heapChecks: size.heapChecks,
      warmUpSeconds,
      limits: desk.plan.versions.length,
      outcomesPerTicket: outcomes / tickets.length,
      tickets: tickets.length,
      deniedShare: denied / tickets.length,
    },
    [
      ['verdictsPerSecond', '>=', 150_000],
      ['withMaxQtyPerSecond', '>=', 25_000],
      ['p99Micros', '<=', 40],
      ['heapRatio', '<=', 1.02],
    ],
    NOTES,
  );
}

const NOTES = [
  'Every control has an outcome, and none of any ticket is UNDETERMINED; limits of the firm, desks, accounts, traders, strategies, sectors, countries, currencies and symbols.',
  'Each symbol was checked once before anything was timed (warmUpSeconds): its correlated neighbours are found at first use.',
  'heapBeforeBytes and heapAfterBytes are of the collected heap, heapChecks verdicts apart, some with their boundary.',
  'p50 and p99 contain one reading of the clock, timerMicros.',
];

/** Seconds of one check of each symbol. */
function warmEverySymbol(desk: DeskUnderTest): number {
  const started = performance.now();
  const seen = new Set<string>();
  for (const ticket of desk.tickets) {
    if (seen.has(ticket.symbol)) continue;
    seen.add(ticket.symbol);
    verdictOf(desk, ticket);
  }
  return (performance.now() - started) / 1_000;
}

/** Outcomes of all tickets and how many were denied. Throws for an outcome without its inputs and for a silent control. */
function auditOutcomes(desk: DeskUnderTest): { outcomes: number; denied: number } {
  const spoke = new Set<string>();
  let outcomes = 0;
  let denied = 0;
  for (const ticket of desk.tickets) {
    if (isDenied(verdictOf(desk, ticket))) denied++;
    outcomes += desk.evaluation.count;
    for (let i = 0; i < desk.evaluation.count; i++) {
      const slot = desk.evaluation.slots[i];
      if (slot === undefined) continue;
      if (slot.status === 'UNDETERMINED')
        throw new Error(`${codeOf(slot)} lacks an input for ${ticket.clOrdId}`);
      spoke.add(codeOf(slot));
    }
  }
  const silent = CONTROL_CODES.filter((code) => !spoke.has(code));
  if (silent.length > 0) throw new Error(`no outcome of ${silent.join(', ')}`);
  return { outcomes, denied };
}
