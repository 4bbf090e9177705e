import { bookStdDev } from '../covariance.ts';
import type { Basket } from './sizing-method.ts';

/** Money in each order, signed by its side. */
const signedValues = ({ orders }: Basket, quantities: Float64Array): Float64Array =>
  quantities.map((n, i) => {
    const order = orders[i];
    return order === undefined ? NaN : order.direction * n * order.price;
  });

/** Quantities of orders worth `values` each, shares. */
export const toQuantities = ({ orders }: Basket, values: Float64Array): Float64Array =>
  values.map((value, i) => value / (orders[i]?.price ?? NaN));

/** One-session standard deviation of the basket as a book of its own, money. */
export const basketSigma = (basket: Basket, quantities: Float64Array): number =>
  bookStdDev(basket.covariance, signedValues(basket, quantities));
