import type { ControlCode } from '#shared/domain/control.ts';
import type { Gaps, Holding } from './naive-book.ts';
import { bookOf, holdingOf, wcLong, wcShort, withTicket } from './naive-book.ts';
import type { NaiveMeasure } from './naive-measure.ts';
import { unlessMissing } from './naive-measure.ts';
import type { NaiveQuestion } from './naive-question.ts';
import type { NaiveRule } from './naive-rule.ts';
import { navOf, valueOf } from './naive-valuation.ts';
import { Rational } from './rational.ts';

/** Sums that need values, with the question and the list of gaps they share. */
class BookValues {
  readonly question: NaiveQuestion;
  readonly gaps: Gaps;

  constructor(question: NaiveQuestion, gaps: Gaps) {
    this.question = question;
    this.gaps = gaps;
  }

  value(symbol: Holding['symbol'], shares: Rational): Rational {
    return valueOf(this.question, symbol, shares, this.gaps);
  }

  /** The larger of the two worst cases of each symbol, by absolute value. */
  worstCases(book: readonly Holding[]): Rational[] {
    return book.map((row) => this.value(row.symbol, wcLong(row).abs().max(wcShort(row).abs())));
  }

  gross(book: readonly Holding[]): Rational {
    return sum(this.worstCases(book));
  }

  /** max(|netLong|, |netShort|). */
  net(book: readonly Holding[]): Rational {
    const long = sum(book.map((row) => this.value(row.symbol, wcLong(row))));
    const short = sum(book.map((row) => this.value(row.symbol, wcShort(row))));
    return long.abs().max(short.abs());
  }

  hhi(book: readonly Holding[]): Rational {
    const gross = this.gross(book);
    const squares = sum(this.worstCases(book).map((value) => value.times(value)));
    return gross.num === 0n ? Rational.ZERO : squares.over(gross.times(gross));
  }

  topN(book: readonly Holding[], n: number): Rational {
    return sum(
      this.worstCases(book)
        .sort((a, b) => b.compare(a))
        .slice(0, n),
    );
  }

  issuerOf(symbol: string): string {
    const issuer = this.question.desk.instruments.find((row) => row.symbol === symbol)?.issuer ?? '';
    return issuer === '' ? `symbol ${symbol}` : `issuer ${issuer}`;
  }

  sectorOf(symbol: string): string {
    return this.question.desk.instruments.find((row) => row.symbol === symbol)?.sector ?? '';
  }
}

const sum = (values: readonly Rational[]): Rational =>
  values.reduce((total, value) => total.plus(value), Rational.ZERO);

/** The ticket's own side's worst case in its symbol, absolute shares: a buy's against wcLong, a sell's against wcShort. */
export function ownSide({ ticket }: NaiveQuestion, book: readonly Holding[]): Rational {
  const own = holdingOf(book, ticket.symbol);
  return (ticket.side === 'BUY' ? wcLong(own) : wcShort(own)).abs();
}

/** The control's own number of one book, before any division by NAV. */
function numberOf(rule: NaiveRule, values: BookValues, book: readonly Holding[]): Rational {
  const { question } = values;
  const { symbol } = question.ticket;
  const sector = book.filter((row) => values.sectorOf(row.symbol) === rule.group);
  const issuer = book.filter((row) => values.issuerOf(row.symbol) === values.issuerOf(symbol));
  switch (rule.code) {
    case 'MAX_POSITION_QTY':
      return ownSide(question, book);
    case 'MAX_POSITION_NOTIONAL':
    case 'POSITION_WEIGHT':
      return values.value(symbol, ownSide(question, book));
    case 'POSITION_COUNT':
      return new Rational(
        BigInt(book.filter((row) => wcLong(row).num !== 0n || wcShort(row).num !== 0n).length),
      );
    case 'TOP_N_CONCENTRATION':
      return values.topN(book, Number(rule.params['n'] ?? 5));
    case 'HHI':
      return values.hhi(book);
    case 'ISSUER_WEIGHT':
      return values.gross(issuer);
    case 'SECTOR_GROSS':
      return values.gross(sector);
    case 'SECTOR_NET':
      return values.net(sector);
    case 'NET_EXPOSURE':
      return values.net(book);
    default:
      return values.gross(book);
  }
}

const NEVER_OVER_NAV: readonly ControlCode[] = [
  'MAX_POSITION_QTY',
  'MAX_POSITION_NOTIONAL',
  'POSITION_COUNT',
  'HHI',
];

/**
 * Groups P and E: the same number of the scope's book with and without the ticket, exactly. All but quantities,
 * money, counts and HHI are divided by NAV, which the ticket does not change.
 */
export function measureBook(question: NaiveQuestion, rule: NaiveRule): NaiveMeasure {
  const scope = rule.scope ?? { level: 'FIRM', key: '*' };
  const isSector = rule.code === 'SECTOR_GROSS' || rule.code === 'SECTOR_NET';
  const gaps: Gaps = [];
  if (isSector && rule.group === null) gaps.push({ input: 'sector', detail: question.ticket.symbol });
  const values = new BookValues(question, gaps);
  const book = bookOf(question, scope);
  const after = numberOf(rule, values, withTicket(book, question.ticket));
  const before = numberOf(rule, values, book);
  const isOverNav = rule.unit !== 'MONEY' && !NEVER_OVER_NAV.includes(rule.code);
  const nav = isOverNav ? navOf(question, scope, gaps) : Rational.ONE;
  return unlessMissing(gaps, { kind: 'EXACT', before: before.over(nav), after: after.over(nav) });
}
