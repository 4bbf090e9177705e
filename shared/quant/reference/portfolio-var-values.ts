/** A book of money positions, its covariance (rows = cols = positions) and what the source prints about it. */
export interface PublishedBook {
  readonly source: string;
  readonly positions: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly z: number;
  readonly horizonDays: number;
  readonly valueAtRisk: number;
  readonly marginal?: readonly (number | null)[];
  readonly component?: readonly number[];
  readonly incremental?: readonly number[];
  /** VaR of each position alone. */
  readonly standalone?: readonly number[];
  /** Half a unit of the last printed digit of the VaR and of the other figures. */
  readonly tolerance: number;
  readonly partTolerance?: number;
  readonly marginalTolerance?: number;
}

export const PUBLISHED_BOOKS: readonly PublishedBook[] = [
  {
    source: 'P. Jorion, Value at Risk, 3rd ed., chapter 7: 2 m CAD and 1 m EUR, volatilities 5 and 12 %',
    positions: [2_000_000, 1_000_000],
    covariance: [
      [0.0025, 0],
      [0, 0.0144],
    ],
    z: 1.65,
    horizonDays: 1,
    valueAtRisk: 257_738,
    marginal: [0.0528, 0.1521],
    component: [105_630, 152_108],
    standalone: [165_000, 198_000],
    tolerance: 0.5,
    partTolerance: 0.6,
    marginalTolerance: 5e-5,
  },
  {
    source: 'P. Jorion, Value at Risk, 3rd ed., chapter 7: the same book after adding 10,000 of CAD',
    positions: [2_010_000, 1_000_000],
    covariance: [
      [0.0025, 0],
      [0, 0.0144],
    ],
    z: 1.65,
    horizonDays: 1,
    valueAtRisk: 258_267,
    tolerance: 0.5,
  },
  {
    source: 'Bionic Turtle forum 20327, Jorion chapter 7 at z = 1.645, thousands',
    positions: [2_000, 1_000],
    covariance: [
      [0.0025, 0],
      [0, 0.0144],
    ],
    z: 1.645,
    horizonDays: 1,
    valueAtRisk: 256.9,
    incremental: [59.55, 92.45],
    standalone: [164.49, 197.38],
    tolerance: 0.06,
    partTolerance: 0.06,
  },
  {
    source: 'Bionic Turtle forum 8120: 5 m CHF and 5 m JPY, volatilities 10 and 20 %, correlation 0.3',
    positions: [5, 5],
    covariance: [
      [0.01, 0.006],
      [0.006, 0.04],
    ],
    z: 1.645,
    horizonDays: 1,
    valueAtRisk: 2.048,
    marginal: [0.1057, null],
    tolerance: 5e-4,
    marginalTolerance: 5e-5,
  },
  {
    source: 'J. Hull, Options, Futures and Other Derivatives, Value at Risk: 10 m Microsoft and 5 m AT&T',
    positions: [10_000_000, 5_000_000],
    covariance: [
      [0.0004, 0.00006],
      [0.00006, 0.0001],
    ],
    z: 2.33,
    horizonDays: 10,
    valueAtRisk: 1_622_657,
    standalone: [1_473_621, 368_405],
    tolerance: 0.5,
    partTolerance: 0.6,
  },
  {
    source: 'J. Hull, Options, Futures and Other Derivatives, 9th ed., ch. 22: four indices, equal weights',
    positions: [4000, 3000, 1000, 2000],
    covariance: [
      [0.0001227, 7.68e-5, 7.67e-5, -9.5e-6],
      [7.68e-5, 0.000201, 0.0001817, 3.94e-5],
      [7.67e-5, 0.0001817, 0.000195, 4.07e-5],
      [-9.5e-6, 3.94e-5, 4.07e-5, 0.0001909],
    ],
    z: 2.326347874,
    horizonDays: 1,
    valueAtRisk: 217.757,
    tolerance: 0.022,
  },
  {
    source: 'J. Hull, Options, Futures and Other Derivatives, 9th ed., ch. 22: four indices, EWMA 0.94',
    positions: [4000, 3000, 1000, 2000],
    covariance: [
      [0.0004801, 0.0004303, 0.0004257, -3.96e-5],
      [0.0004303, 0.0010314, 0.000963, 0.0002095],
      [0.0004257, 0.000963, 0.0009535, 0.0001681],
      [-3.96e-5, 0.0002095, 0.0001681, 0.0002541],
    ],
    z: 2.326347874,
    horizonDays: 1,
    valueAtRisk: 471.025,
    tolerance: 0.047,
  },
];

/**
 * Sessions that hold all but a tolerance of the weight of an exponentially weighted estimate with lambda 0.94.
 * @source J.P. Morgan/Reuters, RiskMetrics Technical Document, 4th ed. (1996), table of required historical days.
 */
export const EFFECTIVE_DAYS = [
  { tolerance: 0.01, days: 74 },
  { tolerance: 0.001, days: 112 },
  { tolerance: 0.0001, days: 149 },
] as const;

/**
 * The five worst of 500 historical scenarios of the same four-index book and the 99 % expected shortfall printed.
 * @source J. Hull, Options, Futures and Other Derivatives, 9th ed., ch. 22, historical simulation.
 */
export const HULL_WORST_LOSSES = {
  losses: [477_841, 345_435, 282_204, 277_041, 253_385],
  scenarios: 500,
  confidence: 0.99,
  expectedShortfall: 327_181,
} as const;
