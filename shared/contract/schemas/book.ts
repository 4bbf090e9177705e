import { z } from 'zod';
import { finite } from './common.ts';

/** A fill that the desk could not take. */
export const refusedExecution = z.strictObject({
  /** Counts up from 1 since the desk was opened. */
  number: z.number().int(),
  at: z.number(),
  actor: z.string(),
  execId: z.string(),
  clOrdId: z.string(),
  lastQty: z.string(),
  lastPx: z.string(),
  code: z.string(),
  sentence: z.string(),
});
export type RefusedExecution = z.output<typeof refusedExecution>;

export const bookRow = z.strictObject({
  account: z.string(),
  symbol: z.string(),
  name: z.string(),
  sector: z.string(),
  quantity: z.number(),
  workingBuy: z.number(),
  workingSell: z.number(),
  price: finite,
  priceAsOf: z.number().nullable(),
  value: finite,
  avgPrice: finite,
  unrealisedPnl: finite,
});
export type BookRow = z.output<typeof bookRow>;

/** A place in the changes of one book: what came after it is asked for next. */
export const bookPlace = z.strictObject({ book: z.string().max(64), change: z.number().int().min(0) });
export type BookPlace = z.output<typeof bookPlace>;

/** What is wrong with the data of a position. */
export const POSITION_FLAGS = [
  'NO_MARK',
  'STALE_MARK',
  'NO_ADV',
  'SUSPICIOUS_BAR',
  'NO_SECTOR',
  'SHORT_HISTORY',
] as const;
export type PositionFlag = (typeof POSITION_FLAGS)[number];

/** What positions made today, and what they do to the risk of the book that was asked for; base currency. */
export interface PositionFigures {
  /** Whose book the risk is of; null: the firm's. */
  readonly account: string | null;
  readonly rows: readonly {
    readonly account: string;
    readonly symbol: string;
    readonly dayPnl: number | null;
    readonly realisedPnl: number | null;
    /** Parametric VaR that one more unit of money adds. */
    readonly marginalVar: number | null;
    readonly componentVar: number | null;
    readonly liquidityDays: number | null;
    readonly flags: readonly PositionFlag[];
  }[];
  readonly valueAtRisk: number | null;
  readonly confidence: number;
}

/** Figures as they travel: the symbols account by account, and a column a figure, comma-separated, empty where there is none. */
export const packedFigures = z.strictObject({
  account: z.string().nullable(),
  books: z.array(z.strictObject({ account: z.string(), symbols: z.array(z.string()) })),
  dayPnl: z.string(),
  realisedPnl: z.string(),
  marginalVar: z.string(),
  componentVar: z.string(),
  liquidityDays: z.string(),
  /** A bit each of POSITION_FLAGS, the first the lowest. */
  flags: z.string(),
  valueAtRisk: finite,
  confidence: z.number(),
});
export type PackedFigures = z.output<typeof packedFigures>;

/** A sent ticket with quantity left. */
export const workingRow = z.strictObject({
  clOrdId: z.string(),
  account: z.string(),
  symbol: z.string(),
  side: z.string(),
  orderQty: z.number(),
  cumQty: z.number(),
  leavesQty: z.number(),
  ordType: z.string(),
  price: finite,
  stopPx: finite,
  timeInForce: z.string(),
  trader: z.string(),
  strategy: z.string(),
  /** YYYY-MM-DD of the session it was sent in. */
  sentOn: z.string(),
});
export type WorkingRow = z.output<typeof workingRow>;

/** The price that a symbol is valued at. */
export const markRow = z.strictObject({
  symbol: z.string(),
  name: z.string(),
  currency: z.string(),
  price: finite,
  at: z.number().nullable(),
  from: z.enum(['CLOSE', 'QUOTE']).nullable(),
  bid: finite,
  ask: finite,
  previousClose: finite,
  /** price / previousClose - 1, fraction. */
  change: finite,
});
export type MarkRow = z.output<typeof markRow>;

export const bookSummary = z.strictObject({
  scope: z.strictObject({ level: z.string(), key: z.string() }),
  nav: finite,
  cash: z.number(),
  long: finite,
  short: finite,
  gross: finite,
  net: finite,
  leverage: finite,
  positions: z.number().int(),
  workingTickets: z.number().int(),
});
export type BookSummary = z.output<typeof bookSummary>;
