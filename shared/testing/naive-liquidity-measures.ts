import { MONEY_PLACES, MULTIPLIER_PLACES, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import type { Gaps } from './naive-book.ts';
import { bookOf, holdingOf, wcLong, wcShort, withTicket } from './naive-book.ts';
import { ownSide } from './naive-book-measures.ts';
import type { NaiveDesk } from './naive-desk.ts';
import type { NaiveMeasure } from './naive-measure.ts';
import { unlessMissing } from './naive-measure.ts';
import type { NaiveQuestion } from './naive-question.ts';
import { clockDate, clockDay } from './naive-question.ts';
import { returnsOf, sessionsOf } from './naive-returns.ts';
import type { NaiveRule } from './naive-rule.ts';
import { sampleVariance } from './naive-statistics.ts';
import { notionalOf, unitValue } from './naive-valuation.ts';
import { Rational } from './rational.ts';

const ADV_BARS = 20;
const IMPACT_WINDOW = 252;
const IMPACT_MINIMUM = 20;

/** Mean volume of the symbol's last 20 bars up to the clock's date, shares; too few or one without volume: a gap. */
function advOf({ desk, ticket }: NaiveQuestion, rule: NaiveRule, gaps: Gaps): Rational {
  const last = desk.bars
    .filter((bar) => bar.symbol === ticket.symbol && bar.date <= clockDate(desk))
    .sort((a, b) => a.date - b.date)
    .slice(-ADV_BARS);
  const volumes = last.map((bar) => bar.volume).filter((volume) => volume !== null);
  if (last.length < Number(rule.params['minBars'] ?? ADV_BARS) || volumes.length < last.length) {
    gaps.push({ input: 'volume', detail: ticket.symbol });
    return Rational.ZERO;
  }
  const total = volumes.reduce(
    (sum, volume) => sum.plus(Rational.scaled(volume, QUANTITY_PLACES)),
    Rational.ZERO,
  );
  return total.over(new Rational(BigInt(last.length)));
}

/**
 * Sample deviation of a symbol's existing daily returns in the index's last sessions, at least 20 of them; where the index
 * has no bar at all, that is what is missing.
 */
export function dailyVolatility(
  { desk }: NaiveQuestion,
  symbol: string,
  rule: NaiveRule,
  window: number,
  gaps: Gaps,
): number | null {
  const index = String(rule.params['index'] ?? 'SPY');
  if (!desk.bars.some((bar) => bar.symbol === index)) {
    gaps.push({ input: 'history', detail: index });
    return null;
  }
  const sessions = sessionsOf(desk, index).slice(-(window + 1));
  const existing = returnsOf(desk, symbol, sessions).filter((r) => r !== null);
  if (existing.length >= IMPACT_MINIMUM) return Math.sqrt(sampleVariance(existing));
  gaps.push({ input: 'returns', detail: symbol });
  return null;
}

/** Sum of spreads over sum of mids of the two-sided quotes of some UTC days, known by the desk clock; null: none. */
export function spreadOver(desk: NaiveDesk, symbol: string, fromDay: number, toDay: number): Rational | null {
  let [spreads, sides] = [Rational.ZERO, Rational.ZERO];
  for (const { at, bid, ask } of desk.quotes.filter((row) => row.symbol === symbol)) {
    const day = Math.floor(at / 86_400_000);
    if (bid === null || ask === null || at > desk.clock.now || day < fromDay || day > toDay) continue;
    spreads = spreads.plus(new Rational(BigInt(ask - bid)));
    sides = sides.plus(new Rational(BigInt(ask) + BigInt(bid), 2n));
  }
  return sides.num === 0n ? null : spreads.over(sides);
}

/** (ask - bid)/mid in basis points: of the last quote when it is of the clock's day, else of the five days before. */
function measureSpread({ desk, ticket }: NaiveQuestion): NaiveMeasure {
  const today = clockDay(desk);
  const last = desk.quotes
    .filter((row) => row.symbol === ticket.symbol && row.bid !== null && row.at <= desk.clock.now)
    .sort((a, b) => a.at - b.at)
    .at(-1);
  const own =
    last === undefined ? null : spreadOver({ ...desk, quotes: [last] }, ticket.symbol, today, today);
  const spread = own ?? spreadOver(desk, ticket.symbol, today - 5, today - 1);
  if (spread === null) return { kind: 'MISSING', missing: [{ input: 'quote', detail: ticket.symbol }] };
  return { kind: 'EXACT', before: null, after: spread.times(Rational.of(10_000)) };
}

/** Shares outstanding at the mark, rounded half-even to the cent once; the multiplier has no part in it. */
function measureMarketCap(question: NaiveQuestion): NaiveMeasure {
  const { ticket, instrument } = question;
  const gaps: Gaps = [];
  const perContract = unitValue(question, ticket.symbol, gaps);
  const shares = instrument?.sharesOutstanding ?? null;
  if (shares === null) gaps.push({ input: 'sharesOutstanding', detail: ticket.symbol });
  if (gaps.length > 0) return { kind: 'MISSING', missing: gaps };
  const perShare = perContract.over(Rational.scaled(instrument?.multiplier ?? 1, MULTIPLIER_PLACES));
  const value = perShare.times(new Rational(BigInt(shares ?? 0))).roundHalfEven(MONEY_PLACES);
  return { kind: 'EXACT', before: null, after: value };
}

/** Y*sigma_d*sqrt(n/ADV)*1e4 in basis points, or that share of the notional in base currency. */
function measureImpact(question: NaiveQuestion, rule: NaiveRule, adv: Rational, gaps: Gaps): NaiveMeasure {
  const sigma = dailyVolatility(question, question.ticket.symbol, rule, IMPACT_WINDOW, gaps) ?? 0;
  const notional = rule.unit === 'MONEY' ? notionalOf(question, gaps).toNumber() : 1e4;
  if (gaps.length > 0) return { kind: 'MISSING', missing: gaps };
  const participation = Rational.scaled(question.ticket.orderQty, QUANTITY_PLACES).over(adv).toNumber();
  const after = Number(rule.params['y'] ?? 1) * sigma * Math.sqrt(participation) * notional;
  return { kind: 'STATISTIC', before: null, after, noise: 0, proxied: [] };
}

/**
 * Group L: volumes, participation and days exactly, impact in float64. Shares of the scope's book in the ticket's
 * symbol only. An ADV of zero is compared by MIN_ADV and missing (`adv`) to every division by it.
 */
export function measureLiquidity(question: NaiveQuestion, rule: NaiveRule): NaiveMeasure {
  const gaps: Gaps = [];
  const { ticket } = question;
  if (rule.code === 'SPREAD') return measureSpread(question);
  if (rule.code === 'MARKET_CAP') return measureMarketCap(question);
  const adv = advOf(question, rule, gaps);
  if (rule.code === 'MIN_ADV') return unlessMissing(gaps, { kind: 'EXACT', before: null, after: adv });
  if (gaps.length === 0 && adv.num === 0n) gaps.push({ input: 'adv', detail: ticket.symbol });
  if (rule.code === 'IMPACT') return measureImpact(question, rule, adv, gaps);
  if (gaps.length > 0) return { kind: 'MISSING', missing: gaps };
  if (rule.code === 'PARTICIPATION') {
    return {
      kind: 'EXACT',
      before: null,
      after: Rational.scaled(ticket.orderQty, QUANTITY_PLACES).over(adv),
    };
  }
  const before = bookOf(question, rule.scope ?? { level: 'FIRM', key: '*' });
  const after = withTicket(before, ticket);
  if (rule.code === 'POSITION_ADV') {
    return {
      kind: 'EXACT',
      before: ownSide(question, before).over(adv),
      after: ownSide(question, after).over(adv),
    };
  }
  const perDay = adv.times(Rational.of(String(rule.params['rate'] ?? '0.2')));
  const days = (book: typeof before): Rational => {
    const own = holdingOf(book, ticket.symbol);
    return wcLong(own).abs().max(wcShort(own).abs()).over(perDay);
  };
  return { kind: 'EXACT', before: days(before), after: days(after) };
}
