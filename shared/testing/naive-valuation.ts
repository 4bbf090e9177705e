import {
  FX_PLACES,
  MONEY_PLACES,
  MULTIPLIER_PLACES,
  PRICE_PLACES,
  QUANTITY_PLACES,
} from '#shared/domain/decimal.ts';
import type { Price } from '#shared/domain/decimal.ts';
import type { Currency, SymbolId } from '#shared/domain/ids.ts';
import type { Scope } from '#shared/domain/limit.ts';
import type { Gaps, Holding } from './naive-book.ts';
import { accountsOf, bookOf } from './naive-book.ts';
import type { NaiveDesk } from './naive-desk.ts';
import type { NaiveQuestion } from './naive-question.ts';
import { Rational } from './rational.ts';

const MARKET_BUFFER = '0.05';
const price = (scaled: Price): Rational => Rational.scaled(scaled, PRICE_PLACES);

/** The reference price of a symbol; null when it never had a mark. */
export function markOf(desk: NaiveDesk, symbol: SymbolId): Rational | null {
  const mark = desk.marks.find((row) => row.symbol === symbol);
  return mark === undefined ? null : price(mark.price);
}

function fxOf(desk: NaiveDesk, currency: Currency): Rational | null {
  if (currency === desk.baseCurrency) return Rational.ONE;
  const quote = desk.fx.find((row) => row.currency === currency);
  return quote === undefined ? null : Rational.scaled(quote.rate, FX_PLACES);
}

/**
 * Base currency per share at the mark: px*fx*mult. The ticket's own symbol lacks `price` or `fx`, another one
 * lacks its `mark` whichever of the two it is; zero is returned then.
 */
export function unitValue({ desk, ticket }: NaiveQuestion, symbol: SymbolId, gaps: Gaps): Rational {
  const instrument = desk.instruments.find((row) => row.symbol === symbol);
  const px = markOf(desk, symbol);
  const fx = instrument === undefined ? null : fxOf(desk, instrument.currency);
  if (px !== null && fx !== null && instrument !== undefined) {
    return px.times(fx).times(Rational.scaled(instrument.multiplier, MULTIPLIER_PLACES));
  }
  if (symbol !== ticket.symbol) gaps.push({ input: 'mark', detail: symbol });
  else {
    if (px === null) gaps.push({ input: 'price', detail: symbol });
    if (fx === null) gaps.push({ input: 'fx', detail: instrument?.currency ?? '' });
  }
  return Rational.ZERO;
}

/** Value in base currency of a signed number of shares, rounded half-even to the minor unit once. */
export const valueOf = (question: NaiveQuestion, symbol: SymbolId, shares: Rational, gaps: Gaps): Rational =>
  shares.times(unitValue(question, symbol, gaps)).roundHalfEven(MONEY_PLACES);

const isAccountScope = (scope: Scope): boolean => ['FIRM', 'DESK', 'ACCOUNT'].includes(scope.level);

/**
 * NAV in base currency of the scope's accounts, of the ticket's account for the scopes that are not of accounts.
 * Needs the marks of symbols with a filled position. A NAV that is unknown, zero or negative is missing as `nav`.
 */
export function navOf(question: NaiveQuestion, scope: Scope, gaps: Gaps): Rational {
  const nav = navMoneyOf(question, scope, gaps);
  if (nav.num > 0n || gaps.some(({ input }) => input === 'nav')) return nav;
  gaps.push({ input: 'nav', detail: scope.key });
  return Rational.ONE;
}

/** The same as money, which may be zero or negative. */
export function navMoneyOf(question: NaiveQuestion, scope: Scope, gaps: Gaps): Rational {
  const { desk, ticket } = question;
  const owner: Scope = isAccountScope(scope) ? scope : { level: 'ACCOUNT', key: ticket.account };
  const accounts = accountsOf(question, owner);
  const unknown: Gaps = [];
  let nav = desk.accounts
    .filter((row) => accounts.includes(row.account))
    .reduce((sum, row) => sum.plus(Rational.scaled(row.cash, MONEY_PLACES)), Rational.ZERO);
  for (const { symbol, q } of bookOf(question, owner).filter((row: Holding) => row.q.num !== 0n)) {
    nav = nav.plus(valueOf(question, symbol, q, unknown));
  }
  if (unknown.length === 0) return nav;
  gaps.push({ input: 'nav', detail: owner.key });
  return Rational.ONE;
}

/** The price that a ticket's notional is reckoned at, before fx. A limit price that is not positive is missing. */
function valuationPrice({ desk, ticket }: NaiveQuestion, buffer: Rational, gaps: Gaps): Rational {
  const px = markOf(desk, ticket.symbol);
  const isLimit = ticket.ordType === 'LIMIT' || ticket.ordType === 'STOP_LIMIT';
  if (isLimit && (ticket.price === null || ticket.price <= 0)) {
    gaps.push({ input: 'price', detail: ticket.symbol });
    return Rational.ZERO;
  }
  const limit = isLimit && ticket.price !== null ? price(ticket.price) : null;
  if (limit !== null && ticket.side === 'BUY') return limit;
  if (px === null) {
    gaps.push({ input: 'price', detail: ticket.symbol });
    return Rational.ZERO;
  }
  return limit === null ? px.times(Rational.ONE.plus(buffer)) : limit.max(px);
}

/**
 * Notional of the ticket in base currency: n*valPx*fx*mult rounded half-even to the minor unit once, valPx exact.
 * BUY LIMIT and STOP_LIMIT at the price, SELL at the larger of price and px, MARKET and STOP at px*(1 + buffer).
 */
export function notionalOf(
  question: NaiveQuestion,
  gaps: Gaps,
  buffer = Rational.of(MARKET_BUFFER),
): Rational {
  const { desk, ticket, instrument } = question;
  const valPx = valuationPrice(question, buffer, gaps);
  const fx = instrument === null ? null : fxOf(desk, instrument.currency);
  if (instrument === null || fx === null) {
    gaps.push({ input: 'fx', detail: instrument?.currency ?? '' });
    return Rational.ZERO;
  }
  return Rational.scaled(ticket.orderQty, QUANTITY_PLACES)
    .times(valPx)
    .times(fx)
    .times(Rational.scaled(instrument.multiplier, MULTIPLIER_PLACES))
    .roundHalfEven(MONEY_PLACES);
}
