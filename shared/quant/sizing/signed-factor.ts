import type { CovarianceFactor } from '../covariance.ts';
import type { Basket } from './sizing-method.ts';

/** The covariance of the orders in their own directions: a sale gains where its symbol falls. */
export function signedFactor({ orders, covariance }: Basket): CovarianceFactor {
  const { T } = covariance;
  const scaled = Float64Array.from(covariance.scaled);
  for (const [s, { direction }] of orders.entries())
    if (direction < 0) for (let at = s * T; at < (s + 1) * T; at++) scaled[at] = 0 - (scaled[at] as number);
  return { ...covariance, scaled };
}
