import { largestWithinSigma, sigmaWith } from './book-sigma.ts';
import type { SingleMethod } from './sizing-method.ts';

/**
 * The largest order after which the parametric VaR of the whole book is at most X; where the book is above X, the
 * largest that brings it down to X.
 */
export const maxVar: SingleMethod = {
  kind: 'SINGLE',
  title: 'Largest within a book VaR',
  formula: 'VaR(book + n) <= X',
  unit: 'MONEY',
  needs: ['price', 'stdDev', 'bookVariance', 'covariance'],
  size: (facts, { target, z }) => largestWithinSigma(facts, target / z),
  used: (facts, { z }, n) => z * sigmaWith(facts, n),
};
