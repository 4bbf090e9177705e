import type { ControlCode } from '#shared/domain/control.ts';
import type { ScopeLevel } from '#shared/domain/limit.ts';
import type { Gaps, Holding } from './naive-book.ts';
import { bookOf, holdingOf, wcLong, wcShort, withTicket } from './naive-book.ts';
import type { NaiveMeasure } from './naive-measure.ts';
import { unlessMissing } from './naive-measure.ts';
import type { NaiveQuestion } from './naive-question.ts';
import { GROUPED_BY, isInNaiveGroup, type NaiveRule } from './naive-rule.ts';
import { navMoneyOf, navOf, valueOf } from './naive-valuation.ts';
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

  /** The holdings of the group, or region, that the rule looks at. */
  groupOf({ code, group }: NaiveRule, book: readonly Holding[]): Holding[] {
    const groupedBy = GROUPED_BY[code];
    if (groupedBy === undefined || group === null) return [];
    return book.filter(({ symbol }) => {
      const row = this.question.desk.instruments.find((instrument) => instrument.symbol === symbol);
      return isInNaiveGroup(
        groupedBy,
        group,
        (row === undefined ? '' : row[FIELD[groupedBy] ?? 'sector']) ?? '',
      );
    });
  }

  /** Sum over the book of the worse of each symbol's margined long and short case. */
  margin(book: readonly Holding[], long: Rational, short: Rational): Rational {
    return sum(
      book.map((row) => {
        const bought = this.value(row.symbol, wcLong(row)).max(Rational.ZERO).times(long);
        const sold = Rational.ZERO.minus(this.value(row.symbol, wcShort(row)))
          .max(Rational.ZERO)
          .times(short);
        return bought.max(sold);
      }),
    );
  }
}

/** The instrument's field of each level that is grouped by. */
const FIELD: Partial<Record<ScopeLevel, 'sector' | 'country' | 'currency' | 'assetClass'>> = {
  SECTOR: 'sector',
  COUNTRY: 'country',
  CURRENCY: 'currency',
  ASSET_CLASS: 'assetClass',
};

const sum = (values: readonly Rational[]): Rational =>
  values.reduce((total, value) => total.plus(value), Rational.ZERO);

/** The ticket's own side's worst case in its symbol, absolute shares: a buy's against wcLong, a sell's against wcShort. */
export function ownSide({ ticket }: NaiveQuestion, book: readonly Holding[]): Rational {
  const own = holdingOf(book, ticket.symbol);
  return (ticket.side === 'BUY' ? wcLong(own) : wcShort(own)).abs();
}

/** NAV less the margin of the book, at the limit's rates, the account's own, or the usual ones. */
function excess(rule: NaiveRule, values: BookValues, book: readonly Holding[]): Rational {
  const { question } = values;
  const scope = rule.scope ?? { level: 'FIRM', key: '*' };
  const own =
    rule.scope?.level === 'ACCOUNT' && !('marginLong' in rule.params) && !('marginShort' in rule.params);
  const long = own ? (question.account?.marginRateLong ?? 1) : (rule.params['marginLong'] ?? 1);
  const short = own ? (question.account?.marginRateShort ?? 1.5) : (rule.params['marginShort'] ?? 1.5);
  const rates = [long, short].map((rate) => Rational.of(String(rate)));
  const margin = values.margin(book, rates[0] ?? Rational.ONE, rates[1] ?? Rational.ONE);
  return navMoneyOf(question, scope, values.gaps).minus(margin);
}

/** The control's own number of one book, before any division by NAV. */
function numberOf(rule: NaiveRule, values: BookValues, book: readonly Holding[]): Rational {
  const { question } = values;
  const { symbol } = question.ticket;
  const group = values.groupOf(rule, book);
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
    case 'COUNTRY_GROSS':
    case 'ASSET_CLASS_GROSS':
      return values.gross(group);
    case 'SECTOR_NET':
    case 'CURRENCY_NET':
      return values.net(group);
    case 'BUYING_POWER':
      return excess(rule, values, book);
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
  const gaps: Gaps = [];
  const groupedBy = GROUPED_BY[rule.code];
  if (groupedBy !== undefined && rule.group === null)
    gaps.push({ input: FIELD[groupedBy] ?? '', detail: question.ticket.symbol });
  const values = new BookValues(question, gaps);
  const book = bookOf(question, scope);
  const after = numberOf(rule, values, withTicket(book, question.ticket));
  const before = numberOf(rule, values, book);
  const isOverNav = rule.unit !== 'MONEY' && !NEVER_OVER_NAV.includes(rule.code);
  const nav = isOverNav ? navOf(question, scope, gaps) : Rational.ONE;
  return unlessMissing(gaps, { kind: 'EXACT', before: before.over(nav), after: after.over(nav) });
}
