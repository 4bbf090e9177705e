import type { CovarianceFactor } from '../covariance.ts';

/** What a method reads of an order and of the book it would join. Money in base currency, quantities in shares. */
export interface OrderFacts {
  /** +1 buys, -1 sells. */
  readonly direction: 1 | -1;
  /** One share at its mark. */
  readonly price: number;
  /** Held before the order, signed, every working order filled. */
  readonly held: number;
  readonly nav: number;
  /** Sum of |value| over the book without the order. */
  readonly gross: number;
  /** Mean daily volume, shares. */
  readonly adv: number;
  /** Of one session's return, ddof 1. */
  readonly stdDev: number;
  /** Of the book's P&L in one session, ddof 1, money squared. */
  readonly bookVariance: number;
  /** Of the book's P&L with the symbol's return, money. */
  readonly covariance: number;
  /** What one share loses when its protective stop is hit. */
  readonly stopLoss: number;
  /** The most that the desk's limits let go. */
  readonly allowed: number;
}
export type OrderFact = Exclude<keyof OrderFacts, 'direction'>;

export interface SizingParams {
  /** In the method's unit; 0 for a method without one. */
  readonly target: number;
  /** Normal quantile of the confidence. */
  readonly z: number;
  /** Largest share of NAV (KELLY), or of the basket's value (MIN_VARIANCE), in one name. */
  readonly cap: number;
  /** Expected excess return of the order in its own direction, a year. */
  readonly edgeAnnual: number;
}

export type SizingInput = 'edgeAnnual' | 'cap' | 'stopDistance';

interface Described {
  readonly title: string;
  /** What is solved for the quantity n, or for the quantities of all orders. */
  readonly formula: string;
  /** Author, title, section; absent where the formula is the definition of its name. */
  readonly source?: string;
  /** Unit of the target; null: the method takes none. */
  readonly unit: 'MONEY' | 'FRACTION' | null;
  /** What must be known of an order. */
  readonly needs: readonly OrderFact[];
  /** What it reads of a request besides the target. */
  readonly takes?: readonly SizingInput[];
}

/** Sizes one order whatever the others are. Both functions get known, finite facts and a target >= 0. */
export interface SingleMethod extends Described {
  readonly kind: 'SINGLE';
  /** The largest real quantity that keeps the target, shares; 0 when none does, Infinity when every one does. */
  size(facts: OrderFacts, params: SizingParams): number;
  /** What n shares use of the target, in its unit: `size` is where it reaches the target. */
  used(facts: OrderFacts, params: SizingParams, n: number): number;
}

/** The orders of one rebalance. */
export interface Basket {
  readonly orders: readonly OrderFacts[];
  /** Covariance of the orders' symbols, one row an order: symbols = orders.length. */
  readonly covariance: CovarianceFactor;
}

/** Why a basket has no sizes. */
export type BasketProblem = 'NOT_CONVERGED' | 'INFEASIBLE';

/** Sizes the orders of one rebalance together, as a book of their own. */
export interface BasketMethod extends Described {
  readonly kind: 'BASKET';
  /** Real quantities, shares, one an order. */
  size(basket: Basket, params: SizingParams): Float64Array | BasketProblem;
  /** What the quantities use of the target together, in its unit. */
  used(basket: Basket, params: SizingParams, quantities: Float64Array): number;
}

export type SizingMethod = SingleMethod | BasketMethod;

/** Sessions a year, for annual targets. */
export const SESSIONS_A_YEAR = 252;
