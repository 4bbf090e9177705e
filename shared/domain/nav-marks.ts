import type { Money } from './decimal.ts';

/** What a book was worth when a period opened. */
export interface NavOpen {
  /** First day of the period, YYYYMMDD: the session, the Monday of its week, the first of its month. */
  readonly from: number;
  /** null: it could not be valued. */
  readonly nav: Money | null;
}

/** Values that losses are measured from, of the firm, a desk or an account; what was paid in or out moves them along. */
export interface NavMarks {
  readonly level: 'FIRM' | 'DESK' | 'ACCOUNT';
  readonly key: string;
  readonly day: NavOpen;
  readonly week: NavOpen;
  readonly month: NavOpen;
  /** The most it was ever seen to be worth; null: never valued. */
  readonly highWater: Money | null;
}
