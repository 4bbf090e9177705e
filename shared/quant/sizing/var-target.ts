import { largestWithinSigma, sigmaWith } from './book-sigma.ts';
import type { SingleMethod } from './sizing-method.ts';

/**
 * The order's incremental parametric VaR is X: exact, with its correlation with the book. A hedge may lower the VaR
 * first; the quantity is where it has come up again to X above that of the book.
 */
export const varTarget: SingleMethod = {
  kind: 'SINGLE',
  title: 'Incremental VaR target',
  formula: 'VaR(book + n) - VaR(book) = X',
  source: 'P. Jorion, Value at Risk (3rd ed.), section 7.2.2 (incremental VaR by full revaluation).',
  unit: 'MONEY',
  needs: ['price', 'stdDev', 'bookVariance', 'covariance'],
  size: (facts, { target, z }) => largestWithinSigma(facts, Math.sqrt(facts.bookVariance) + target / z),
  used: (facts, { z }, n) => z * (sigmaWith(facts, n) - Math.sqrt(facts.bookVariance)),
};
