/** @source the eigenvalues 2 - 2 cos(k pi/(n+1)) of the second difference matrix, in every text on it. */
export const secondDifferenceEigenvalue = (k: number, n: number): number =>
  2 - 2 * Math.cos((k * Math.PI) / (n + 1));
