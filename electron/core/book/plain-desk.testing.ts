import { FX_ONE, type FxRate, type Money, type Price, type Quantity } from '#shared/domain/decimal.ts';
import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import type { Quote } from '#shared/domain/market-data.ts';
import { directionOf, type Ticket } from '#shared/domain/ticket.ts';
import { unitValueOf, valueOf } from '#shared/domain/valuation.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { randomCase } from '#shared/testing/random-desk.ts';
import type { SeededRandom } from '#shared/testing/seeded-random.ts';
import { latestMarks, summariseQuotes } from '../marketdata/symbol-quotes.ts';
import { workingOf, type DeskBook } from './desk-book.ts';

/** The desk as plain rows, moved by the same commands as the book and read by nobody but the rebuilt one. */
export class PlainDesk {
  desk: NaiveDesk;

  constructor(desk: NaiveDesk) {
    this.desk = desk;
  }

  reserve(ticket: Ticket): void {
    this.desk = { ...this.desk, working: [...this.desk.working, { ticket, leavesQty: ticket.orderQty }] };
  }

  /** Takes quantity from a working ticket; gone when nothing is left. */
  take(at: number, quantity: number): void {
    const working = this.desk.working
      .map((row, index) =>
        index === at ? { ...row, leavesQty: (row.leavesQty - quantity) as Quantity } : row,
      )
      .filter(({ leavesQty }) => leavesQty > 0);
    this.desk = { ...this.desk, working };
  }

  mark(quote: Quote): void {
    const marks = latestMarks(this.desk.marks, summariseQuotes([quote], quote.at, quote.at));
    this.desk = { ...this.desk, marks, quotes: [...this.desk.quotes, quote] };
  }

  rate(currency: Currency, rate: FxRate): void {
    this.desk = {
      ...this.desk,
      fx: [...this.desk.fx.filter((row) => row.currency !== currency), { currency, rate }],
    };
  }

  fill({ account, symbol, side, trader, strategy }: Ticket, lastQty: number, cash: number): void {
    const quantity = directionOf(side) * lastQty;
    const { desk } = this;
    const own = desk.positions.find((row) => row.account === account && row.symbol === symbol);
    const position = {
      account,
      symbol,
      avgPrice: null,
      quantity: ((own?.quantity ?? 0) + quantity) as Quantity,
    };
    const built = [
      ...desk.built,
      ...(trader === ''
        ? []
        : [{ level: 'TRADER' as const, key: trader, account, symbol, quantity: quantity as Quantity }]),
      ...(strategy === ''
        ? []
        : [{ level: 'STRATEGY' as const, key: strategy, account, symbol, quantity: quantity as Quantity }]),
    ];
    const accounts = desk.accounts.map((row) =>
      row.account === account ? { ...row, cash: (row.cash + cash) as Money } : row,
    );
    this.desk = {
      ...desk,
      positions: [...desk.positions.filter((row) => row !== own), position],
      built,
      accounts,
    };
  }
}

/** A quote or a trade of any symbol, a second later than the last, or a new rate. */
export function markStep(random: SeededRandom, live: DeskBook, plain: PlainDesk, second: number): void {
  if (random.chance(0.2)) {
    const [currency, rate] = [
      random.pick(['EUR', 'JPY']) as Currency,
      build.fxRate(random.pick(['1.3', '0.7'])),
    ];
    live.takeRate(currency, rate);
    return plain.rate(currency, rate);
  }
  const { symbol } = random.pick(plain.desk.instruments);
  const bid = random.between(1, 2_000_000_000) as Price;
  const at = (plain.desk.clock.now - 1_000_000 + second * 1_000) as EpochMs;
  const isToday = Math.floor(at / 86_400_000) === Math.floor(plain.desk.clock.now / 86_400_000);
  const both = { bid, ask: (bid + random.between(0, 5)) as Price };
  const quote: Quote = {
    ...build.quote(symbol, 1, 1, at),
    // A quote of an earlier day would change the ladder, and the desk is read again.
    ...(isToday && random.chance(0.7) ? both : { bid: null, ask: null, last: bid }),
  };
  const isNewer = quote.at > live.newestQuoteOf(symbol);
  if (live.takeQuote(quote) !== isNewer) throw new Error('a quote is taken when it is newer, and only then');
  if (isNewer) plain.mark(quote);
}

/** One random command to both: a reservation, a release or a fill of part or all of a working ticket. */
export function step(
  random: SeededRandom,
  live: DeskBook,
  plain: PlainDesk,
  orders: readonly Ticket[],
): void {
  const { working } = plain.desk;
  const at = working.length === 0 ? -1 : random.between(0, working.length - 1);
  const row = working[at];
  if (row === undefined || random.chance(0.4)) {
    const ticket = random.pick(orders);
    live.change(ticket, workingOf(ticket, ticket.orderQty));
    plain.reserve(ticket);
    return;
  }
  const { ticket, leavesQty } = row;
  const quantity = random.chance(0.5) ? leavesQty : Math.max(1, Math.floor(leavesQty * random.fraction()));
  plain.take(at, quantity);
  if (random.chance(0.4)) return live.change(ticket, workingOf(ticket, -quantity));
  const price = random.between(1, 2_000_000_000) as Price;
  const multiplier = live.instrument(ticket.symbol)?.instrument.multiplier;
  if (multiplier === undefined) throw new Error('an order for no instrument');
  const cash =
    0 - directionOf(ticket.side) * valueOf(quantity, unitValueOf(price, FX_ONE as FxRate, multiplier));
  live.change(ticket, { ...workingOf(ticket, -quantity), filled: directionOf(ticket.side) * quantity });
  live.addCash(ticket.account, cash);
  plain.fill(ticket, quantity, cash);
}

/** A dozen orders for the desk's own accounts and instruments. */
export function ordersFor(desk: NaiveDesk, random: SeededRandom): Ticket[] {
  return random.times(12, (position) => {
    const instrument = random.pick(desk.instruments);
    return {
      ...randomCase(1).ticket,
      clOrdId: `R${position}` as Ticket['clOrdId'],
      account: random.pick(desk.accounts).account,
      symbol: instrument.symbol,
      side: random.pick(['BUY', 'SELL', 'SELL_SHORT'] as const),
      orderQty: (instrument.lotSize * random.between(1, 15)) as Quantity,
      trader: random.pick(['', 'ann', 'bob']) as Ticket['trader'],
      strategy: random.pick(['', 'mean', 'trend']) as Ticket['strategy'],
    };
  });
}
