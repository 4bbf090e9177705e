import { PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { InstrumentView, ScenarioSet } from '#shared/controls/views.ts';
import type { PositionFigures, PositionFlag } from '#shared/contract/schemas/book.ts';
import { inverseNormalCdf } from '#shared/quant/normal.ts';
import { dotProduct } from '#shared/quant/scenario.ts';
import { dateOf, sessionEnd } from '../marketdata/calendar-date.ts';
import type { DayFill } from '../ports/desk-reader.ts';
import { fillPnl, type FillPnl } from './day-fills.ts';
import type { DeskBook } from './desk-book.ts';

/** As `risk` reports; the index stands in for returns that a symbol lacks, as in the delivered limits. */
const RISK = { index: 'SPY', window: 252, policy: 'proxy', tail: 0 } as const;
/** What the figures read of the desk's history. */
export const FIGURES_HISTORY = { window: RISK.window, index: RISK.index } as const;
const CONFIDENCE = 0.99;
const PARTICIPATION = 0.2;
const ADV_BARS = 20;

export interface FigureSource {
  readonly desk: DeskBook;
  /** Fills of the desk clock's day that stand. */
  readonly fills: readonly DayFill[];
  /** Symbols with a bar that nobody has decided on. */
  readonly suspicious: ReadonlySet<string>;
  /** null: every account, the risk being the firm's. */
  readonly account: string | null;
}

/**
 * What a book's positions made today, do to its risk and lack. Money in the base currency, a gain positive, VaR positive
 * where the position adds risk; null where it is not defined.
 *
 *   dayPnl        q_open (P - P_prev) + sum d q (P - px) over the day's fills, at today's fx
 *   realisedPnl   what the day's fills closed, against the average price before each
 *   marginalVar   z cov(R_i, p) / sigma(p), per unit of money: parametric, one day, 252 returns, zero mean, ddof 1
 *   componentVar  value * marginalVar; the components of a book sum to its VaR
 *   liquidityDays |q| / (0.2 ADV20)
 */
export function positionFigures(source: FigureSource): PositionFigures {
  const { desk, account } = source;
  const names = account === null ? [...desk.accounts.keys()] : [account];
  const book = account === null ? desk.firm : desk.book('ACCOUNT', account);
  const risk = riskOf(desk, (id) => book.symbol(id).quantity);
  const traded = fillPnl(source.fills);
  const newestBar = desk.history.lastDateUpTo(desk.today);
  const rows = names.flatMap((name) => {
    const own = desk.book('ACCOUNT', name);
    return desk.instruments.flatMap((view) => {
      const { symbol } = view.instrument;
      const { quantity, workingBuy, workingSell } = own.symbol(view.id);
      const fills = traded.get(JSON.stringify([name, symbol]));
      if (quantity === 0 && workingBuy === 0 && workingSell === 0 && fills === undefined) return [];
      const value = quantity === 0 ? 0 : (quantity / QUANTITY_ONE) * view.shareMoney;
      const marginal = risk?.marginal(view) ?? null;
      return [
        {
          account: name,
          symbol,
          dayPnl: dayPnlOf(desk, view, quantity, fills),
          realisedPnl: realisedOf(view, fills),
          marginalVar: marginal,
          componentVar: marginal === null || Number.isNaN(value) ? null : value * marginal,
          liquidityDays: daysOf(view, quantity),
          flags: flagsOf(view, newestBar, source.suspicious, risk?.incomplete.has(view.id) ?? false),
        },
      ];
    });
  });
  return { account, rows, valueAtRisk: risk?.valueAtRisk ?? null, confidence: CONFIDENCE };
}

interface BookRisk {
  readonly valueAtRisk: number;
  /** Null for a symbol that is not valued. */
  marginal(view: InstrumentView): number | null;
  readonly incomplete: ReadonlySet<number>;
}

/** Of what a book holds; null without a window of returns, or when it holds nothing that moves. */
function riskOf(desk: DeskBook, quantityOf: (id: number) => number): BookRisk | null {
  const set = desk.market.scenarios(RISK);
  if (set === null || set.T < RISK.window) return null;
  const { T, returns } = set;
  const pnl = pnlOf(set, desk.instruments, quantityOf);
  let sum = 0;
  for (const value of pnl) sum += value;
  for (let t = 0; t < T; t++) pnl[t] = (pnl[t] as number) - sum / T;
  const sigma = Math.sqrt(dotProduct(pnl, pnl, 0, T) / (T - 1));
  if (!(sigma > 0)) return null;
  const z = inverseNormalCdf(CONFIDENCE);
  return {
    valueAtRisk: z * sigma,
    incomplete: new Set(set.incomplete),
    marginal: ({ id, shareMoney }) =>
      Number.isNaN(shareMoney) ? null : (z * dotProduct(pnl, returns, id * T, T)) / (T - 1) / sigma,
  };
}

function pnlOf(
  { T, returns }: ScenarioSet,
  instruments: readonly InstrumentView[],
  quantityOf: (id: number) => number,
): Float64Array {
  const pnl = new Float64Array(T);
  for (const { id, shareMoney } of instruments) {
    const worth = (quantityOf(id) / QUANTITY_ONE) * shareMoney;
    if (worth === 0 || Number.isNaN(worth)) continue;
    for (let t = 0; t < T; t++) pnl[t] = (pnl[t] as number) + worth * (returns[id * T + t] as number);
  }
  return pnl;
}

/** Base currency that one unit of price is worth for one share; null: not valued. */
const moneyOf = ({ price, shareMoney }: InstrumentView): number | null =>
  price === null || Number.isNaN(shareMoney) ? null : shareMoney / (price / PRICE_ONE);

function dayPnlOf(
  desk: DeskBook,
  view: InstrumentView,
  quantity: number,
  fills: FillPnl | undefined,
): number | null {
  const money = moneyOf(view);
  if (money === null || view.price === null) return null;
  const { bought = 0, paid = 0 } = fills ?? {};
  const opened = (quantity - bought) / QUANTITY_ONE;
  const previous = opened === 0 ? 0 : previousClose(desk, view);
  if (previous === null) return null;
  const price = view.price / PRICE_ONE;
  return money * (opened * (price - previous) + ((bought / QUANTITY_ONE) * price - paid));
}

/** The last close before the day of the mark; null when there is none. */
export function previousClose(desk: DeskBook, { instrument, priceAt }: InstrumentView): number | null {
  if (priceAt === null) return null;
  const { dates, closes } = desk.history.of(instrument.symbol);
  const day = dateOf(priceAt);
  for (let i = dates.length - 1; i >= 0; i--) {
    const close = closes[i] as number;
    if ((dates[i] as number) < day && !Number.isNaN(close)) return close / PRICE_ONE;
  }
  return null;
}

function realisedOf(view: InstrumentView, fills: FillPnl | undefined): number | null {
  const money = moneyOf(view);
  if (fills === undefined) return 0;
  return money === null || fills.realised === null ? null : fills.realised * money;
}

function daysOf({ volumeSum, volumeUnit, volumeBars }: InstrumentView, quantity: number): number | null {
  if (quantity === 0) return 0;
  const adv = (volumeSum * volumeUnit) / volumeBars;
  return volumeBars < ADV_BARS || !(adv > 0) ? null : Math.abs(quantity) / (PARTICIPATION * adv);
}

function flagsOf(
  view: InstrumentView,
  newestBar: number | null,
  suspicious: ReadonlySet<string>,
  isShort: boolean,
): PositionFlag[] {
  const { instrument, priceAt, unit, volumeBars, volumeSum } = view;
  const flags: PositionFlag[] = [];
  if (unit === null) flags.push('NO_MARK');
  else if (newestBar !== null && priceAt !== null && priceAt < sessionEnd(newestBar))
    flags.push('STALE_MARK');
  if (volumeBars < ADV_BARS || !(volumeSum > 0)) flags.push('NO_ADV');
  if (suspicious.has(instrument.symbol)) flags.push('SUSPICIOUS_BAR');
  if (instrument.sector === '') flags.push('NO_SECTOR');
  if (isShort) flags.push('SHORT_HISTORY');
  return flags;
}
