/** Assets by volatility and correlation, and the weights with equal risk contributions that the source prints. */
export interface PublishedEqualRisk {
  readonly source: string;
  readonly volatilities: readonly number[];
  readonly correlations: readonly (readonly number[])[];
  readonly weights: readonly number[];
  /** Half a unit of the last printed digit. */
  readonly tolerance: number;
}

export const PUBLISHED_EQUAL_RISK: readonly PublishedEqualRisk[] = [
  {
    source:
      'T. Roncalli, Introduction to Risk Parity and Budgeting (2013), chapter 2: three assets, ERC portfolio',
    volatilities: [0.3, 0.2, 0.15],
    correlations: [
      [1, 0.8, 0.5],
      [0.8, 1, 0.3],
      [0.5, 0.3, 1],
    ],
    weights: [0.1969, 0.3244, 0.4787],
    tolerance: 5e-5,
  },
];
