import { largestWithinVariance } from '../variance-boundary.ts';
import type { OrderFacts } from './sizing-method.ts';

/** Part of the terms of a variance below which their sum is rounding. */
const DUST = 1e-15;

/** One-session standard deviation of the book with n shares of the order, money. */
export function sigmaWith(facts: OrderFacts, n: number): number {
  const { bookVariance, covariance, stdDev } = facts;
  const delta = facts.direction * n * facts.price;
  const own = (delta * stdDev) ** 2;
  const variance = bookVariance + 2 * delta * covariance + own;
  return variance > DUST * (bookVariance + own) ? Math.sqrt(variance) : 0;
}

/** The largest real n whose book deviation is at most `sigma`, shares; 0 when none is, Infinity when all are. */
export function largestWithinSigma(facts: OrderFacts, sigma: number): number {
  const { bookVariance, covariance, stdDev, direction, price } = facts;
  const unit = (stdDev * price) ** 2;
  return Math.max(0, largestWithinVariance(bookVariance, direction * price * covariance, unit, sigma ** 2));
}
