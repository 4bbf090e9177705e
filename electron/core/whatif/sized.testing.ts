import { sizingOptions, type SizingOptions } from '#shared/contract/procedures/whatif.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { compilePlan } from '../limits/plan.ts';
import { bookOf } from '../validation/engine-of-naive-desk.testing.ts';
import { barsOf } from '../validation/judged.testing.ts';
import { Validator } from '../validation/validator.ts';
import { checkRequest } from './check-request.ts';
import { sizeTickets, type SizingDesk } from './size-tickets.ts';
import type { SizedTicket, SizingReport } from './sizing-report.ts';

/** What a sizing reads, over the naive evaluator's plain data. */
export function sizingDeskOf(desk: NaiveDesk): SizingDesk {
  const book = bookOf(desk);
  const plan = compilePlan(desk.limits, desk.baseCurrency, book.market, desk.clock.now);
  return {
    book,
    validator: new Validator(book, { now: () => desk.clock.now, monotonicMicros: () => 0 }),
    timeline: { tick: () => desk.tick },
    currentPlan: () => plan,
    now: () => desk.clock.now,
  };
}

export interface Asked {
  readonly method: string;
  readonly target?: number;
  readonly options?: Partial<SizingOptions>;
}

/** Sizes tickets by a method; throws what a request is refused for. */
export function size(
  desk: SizingDesk,
  tickets: readonly Ticket[],
  { method, target, options }: Asked,
): SizingReport {
  const request = {
    tickets,
    method,
    target: target ?? null,
    options: { ...sizingOptions.parse({}), ...options },
  };
  const checked = checkRequest(request);
  if (!checked.ok) throw new Error(checked.error.what);
  const sized: SizedTicket[] = [];
  const rebalances = sizeTickets(desk, checked.value, request, (one) => sized.push(one));
  return { rebalances, tickets: sized };
}

/** The one sized ticket. */
export function sizeOne(desk: SizingDesk, ticket: Ticket, asked: Asked): SizedTicket {
  const [sized] = size(desk, [ticket], asked).tickets;
  if (sized === undefined) throw new Error('nothing was sized');
  return sized;
}

/** Sessions of `smallDesk`: its windows are that long. */
export const SESSIONS = 60;

/**
 * Account A1 with 1,000,000.00, long AAA and short BBB; CCC is not held. Closes wander by the seed, lots are 10 of CCC and
 * 1 of the others, every limit is wide.
 */
export function smallDesk(seed = 1, more: Partial<NaiveDesk> = {}): NaiveDesk {
  const symbols = ['SPY', 'AAA', 'BBB', 'CCC'];
  const closes = symbols.map((_, s) => wander(seed * 31 + s));
  return build.desk({
    instruments: symbols.map((symbol) =>
      build.instrument(symbol, { lotSize: build.quantity(symbol === 'CCC' ? 10 : 1) }),
    ),
    accounts: [build.account('A1', 1_000_000)],
    positions: [build.position('A1', 'AAA', 2_000), build.position('A1', 'BBB', -1_500)],
    marks: symbols.map((symbol, s) => build.mark(symbol, closes[s]?.at(-1) ?? 1)),
    bars: symbols.flatMap((symbol, s) => barsOf(symbol, closes[s] ?? [], 50_000)),
    ...more,
  });
}

/** A close a session, two decimals, that moves by up to 3 %. */
function wander(seed: number): number[] {
  let state = seed >>> 0;
  let close = 40 + (seed % 7) * 10;
  return Array.from({ length: SESSIONS + 1 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    close *= 1 + (state / 2 ** 32 - 0.5) * 0.06;
    close = Math.round(close * 100) / 100;
    return close;
  });
}
