/**
 * An indefinite correlation matrix and what is made of it by setting negative eigenvalues to 0.
 * @source QuantLib test-suite/covariance.cpp, testSalvagingCorrelation, spectral.
 */
export const QUANTLIB_SALVAGED = {
  matrix: [1, 0.9, 0.7, 0.9, 1, 0.3, 0.7, 0.3, 1],
  smallest: -0.007352439405896669,
  salvaged: { '01': 0.894024408508599, '02': 0.696319066114392, '12': 0.300969036104592 },
  tolerance: 1e-10,
} as const;

/** @source the eigenvalues 2 - 2 cos(k pi/(n+1)) of the second difference matrix, in every text on it. */
export const secondDifferenceEigenvalue = (k: number, n: number): number =>
  2 - 2 * Math.cos((k * Math.PI) / (n + 1));
