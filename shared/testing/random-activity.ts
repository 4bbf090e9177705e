import type { Quantity } from '#shared/domain/decimal.ts';
import type { IsoDate } from '#shared/domain/ids.ts';
import type { Locate } from '#shared/domain/reference.ts';
import { SIDES, type Ticket } from '#shared/domain/ticket.ts';
import type { NaiveDesk, NaiveFill, NaiveSend, NaiveThrottle } from './naive-desk.ts';
import { clockDate } from './naive-question.ts';
import type { SeededRandom } from './seeded-random.ts';

type Past = Pick<NaiveDesk, 'messages' | 'fills' | 'throttles' | 'locates'>;

/** Microseconds before now: at, before and after the ends of the usual windows. */
const AGES = [
  ...[0, 0, 1, 998_999, 999_000, 999_999, 1_000_000, 1_000_001],
  ...[28_999_999, 29_999_999, 30_000_000, 30_000_001, 299_999_999, 300_000_000, 3_599_999_999, 3_600_000_000],
] as const;

/** So many ages, the longest first: things happen in order. */
const ages = (random: SeededRandom, count: number): number[] =>
  random.times(count, () => random.pick(AGES)).sort((a, b) => b - a);

/** A ticket that is the decided one again, nearly so, or any other. */
function echo(random: SeededRandom, ticket: Ticket, other: Ticket): Ticket {
  if (random.chance(0.3)) return other;
  const tenth = Math.floor(ticket.orderQty / 10);
  const offset = random.pick([0, 0, 0, tenth, -tenth, tenth + 1, 2 * tenth]);
  const same = { ...ticket, clOrdId: other.clOrdId, orderQty: (ticket.orderQty + offset) as Quantity };
  return random.pick<Ticket>([
    same,
    same,
    same,
    { ...same, account: other.account },
    { ...same, side: random.pick(SIDES) },
    { ...same, price: other.price },
    { ...same, trader: other.trader, strategy: other.strategy },
  ]);
}

function randomLocates(random: SeededRandom, ticket: Ticket): Locate[] {
  return random.times(random.between(0, 2), () => ({
    account: ticket.account,
    symbol: ticket.symbol,
    quantity: Math.max(
      0,
      ticket.orderQty * random.pick([1, 1, 2, 3, 40]) + random.pick([0, 0, -1]),
    ) as Quantity,
    expires: random.pick(['2026-01-15', '2026-01-16', '2026-01-16', '2026-02-01']) as IsoDate,
  }));
}

/** What the desk sent, had filled and may sell short before the ticket came. */
export function randomActivity(
  random: SeededRandom,
  desk: NaiveDesk,
  ticket: Ticket,
  order: (clOrdId: string) => Ticket,
): Past {
  const today = clockDate(desk);
  const isBusy = random.chance(0.5);
  const messages = ages(random, isBusy ? random.between(1, 8) : 0).map((age, at): NaiveSend => ({
    kind: random.chance(0.2) ? 'CANCEL' : 'SEND',
    tick: desk.tick - age,
    day: random.chance(0.8) ? today : 20_260_115,
    ticket: echo(random, ticket, order(`M${at}`)),
    notional: random.chance(0.02) ? null : random.between(0, 10_000_000),
  }));
  const fills = ages(random, random.chance(0.5) ? random.between(1, 6) : 0).map((age, at): NaiveFill => ({
    tick: desk.tick - age,
    day: random.chance(0.8) ? today : 20_260_115,
    ticket: { ...echo(random, ticket, order(`F${at}`)), strategy: ticket.strategy },
    quantity: ticket.orderQty,
  }));
  const throttles = random.times(random.chance(0.2) ? 1 : 0, (): NaiveThrottle => {
    const { strategy, symbol, side } = ticket;
    return {
      strategy,
      symbol,
      side: random.chance(0.8) ? side : 'BUY',
      limitId: `limit-${random.between(0, 3)}` as NaiveThrottle['limitId'],
    };
  });
  return { messages, fills, throttles, locates: randomLocates(random, ticket) };
}
