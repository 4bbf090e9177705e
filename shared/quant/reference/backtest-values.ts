export interface PublishedBacktest {
  readonly source: string;
  readonly observations: number;
  readonly exceptions: number;
  readonly confidence: number;
  readonly coverage: { readonly statistic: number; readonly pValue: number };
  readonly independence: { readonly statistic: number; readonly pValue: number };
  readonly conditionalCoverage: { readonly statistic: number; readonly pValue: number };
  /** Sessions: none then none, none then an exception, exception then none, both. */
  readonly pairs: readonly [number, number, number, number];
}

/** Printed to five decimals. */
export const PUBLISHED_BACKTESTS: readonly PublishedBacktest[] = [
  {
    source: 'MathWorks Risk Management Toolbox, varbacktest.cc: EquityIndex, Normal95',
    observations: 1043,
    exceptions: 57,
    confidence: 0.95,
    coverage: { statistic: 0.46147, pValue: 0.49694 },
    independence: { statistic: 0.25866, pValue: 0.61104 },
    conditionalCoverage: { statistic: 0.72013, pValue: 0.69763 },
    pairs: [932, 53, 53, 4],
  },
];

/** @source PerformanceAnalytics, testthat snapshots: 95 % historical VaR of 293 months, in sample. */
export const EXPECTED_EXCEPTIONS = {
  observations: 293,
  confidence: 0.95,
  expected: 14.65,
  actual: 15,
} as const;

/**
 * Exceptions that do not reject the model at 5 %, ends included, by sessions (255, 510, 1,000) and tail probability.
 * null: the print has no lower end.
 * @source P. Kupiec (1995), as printed in P. Jorion, Value at Risk, 3rd ed., table 6-4.
 */
export const KUPIEC_REGIONS = [
  {
    probability: 0.01,
    accepted: [
      [null, 6],
      [2, 10],
      [5, 16],
    ],
  },
  {
    probability: 0.025,
    accepted: [
      [3, 11],
      [7, 20],
      [16, 35],
    ],
  },
  {
    probability: 0.05,
    accepted: [
      [7, 20],
      [17, 35],
      [38, 64],
    ],
  },
  {
    probability: 0.075,
    accepted: [
      [12, 27],
      [28, 50],
      [60, 91],
    ],
  },
  {
    probability: 0.1,
    accepted: [
      [17, 35],
      [39, 64],
      [82, 119],
    ],
  },
] as const;

/** @source chi-square tables: upper points at 5 % and 1 %, degrees of freedom 1 and 2, three decimals. */
export const CHI_SQUARE_POINTS = [
  { degreesOfFreedom: 1, tail: 0.05, point: 3.841 },
  { degreesOfFreedom: 1, tail: 0.01, point: 6.635 },
  { degreesOfFreedom: 2, tail: 0.05, point: 5.991 },
  { degreesOfFreedom: 2, tail: 0.01, point: 9.21 },
] as const;

/**
 * Probability of at most so many exceptions in 250 sessions at 99 %, four decimals, and the zone.
 * @source Basel Committee, Supervisory framework for the use of backtesting (January 1996), table 2.
 */
export const BASEL_ZONES = [
  { exceptions: 0, cumulative: 0.0811, zone: 'GREEN' },
  { exceptions: 1, cumulative: 0.2858, zone: 'GREEN' },
  { exceptions: 2, cumulative: 0.5432, zone: 'GREEN' },
  { exceptions: 3, cumulative: 0.7581, zone: 'GREEN' },
  { exceptions: 4, cumulative: 0.8922, zone: 'GREEN' },
  { exceptions: 5, cumulative: 0.9588, zone: 'YELLOW' },
  { exceptions: 6, cumulative: 0.9863, zone: 'YELLOW' },
  { exceptions: 7, cumulative: 0.996, zone: 'YELLOW' },
  { exceptions: 8, cumulative: 0.9989, zone: 'YELLOW' },
  { exceptions: 9, cumulative: 0.9997, zone: 'YELLOW' },
  { exceptions: 10, cumulative: 0.9999, zone: 'RED' },
  { exceptions: 11, cumulative: 1, zone: 'RED' },
] as const;
