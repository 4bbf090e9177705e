export interface PublishedSeries {
  readonly source: string;
  readonly values: readonly number[];
  readonly mean: number;
  readonly stdDev: number;
  /** Relative tolerance of the standard deviation: what double precision can keep of the values. */
  readonly tolerance: number;
}

const alternating = (first: number, low: number, high: number): readonly number[] => [
  first,
  ...Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? low : high)),
];

/** Series that break one-pass variances. */
export const CERTIFIED_SERIES: readonly PublishedSeries[] = [
  {
    source: 'NIST StRD NumAcc1',
    values: [10_000_001, 10_000_003, 10_000_002],
    mean: 10_000_002,
    stdDev: 1,
    tolerance: 1e-15,
  },
  {
    source: 'NIST StRD NumAcc2',
    values: alternating(1.2, 1.1, 1.3),
    mean: 1.2,
    stdDev: 0.1,
    tolerance: 1e-13,
  },
  {
    source: 'NIST StRD NumAcc3',
    values: alternating(1_000_000.2, 1_000_000.1, 1_000_000.3),
    mean: 1_000_000.2,
    stdDev: 0.1,
    tolerance: 1e-8,
  },
  {
    source: 'NIST StRD NumAcc4',
    values: alternating(10_000_000.2, 10_000_000.1, 10_000_000.3),
    mean: 10_000_000.2,
    stdDev: 0.1,
    tolerance: 1e-7,
  },
];

/** @source MATLAB's values as tested by scipy.stats: biased skewness and (not excess) kurtosis. */
export const MATLAB_MOMENTS = {
  values: [1.165, 0.6268, 0.0751, 0.3516, -0.6965],
  skewness: -0.29322304336607,
  kurtosis: 2.1658856802973,
} as const;

/** @source F. Anscombe, Graphs in Statistical Analysis, The American Statistician 27 (1973): slope 0.500 in each. */
export const ANSCOMBE = {
  x: [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5],
  y: [
    [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68],
    [9.14, 8.14, 8.74, 8.77, 9.26, 8.1, 6.13, 3.1, 9.13, 7.26, 4.74],
    [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73],
  ],
  slope: 0.5,
} as const;

/** @source QuantLib test-suite/covariance.cpp, testCovariance: pairs and their correlation. */
export const QUANTLIB_CORRELATION = {
  x: [3, 2, 4, 5, 6],
  y: [9, 7, 12, 15, 17],
  covariance: [
    [2.5, 6.5],
    [6.5, 17],
  ],
  correlation: 0.9970544855015813,
} as const;

export interface PublishedQuantile {
  readonly source: string;
  readonly values: readonly number[];
  readonly q: number;
  readonly value: number;
}

/** Linear interpolation, position q*(n-1). */
export const LINEAR_QUANTILES: readonly PublishedQuantile[] = [
  { source: 'empyrical tests/test_stats.py', values: [1, 2], q: 0, value: 1 },
  { source: 'empyrical tests/test_stats.py', values: [1, 2], q: 0.3, value: 1.3 },
  { source: 'empyrical tests/test_stats.py', values: [1, 2], q: 1, value: 2 },
  { source: 'empyrical tests/test_stats.py', values: [1, 81, 82, 83, 84, 85], q: 0.1, value: 41 },
  { source: 'empyrical tests/test_stats.py', values: [1, 81, 82, 83, 84, 85], q: 0.2, value: 81 },
  { source: 'empyrical tests/test_stats.py', values: [1, 81, 82, 83, 84, 85], q: 0.3, value: 81.5 },
  { source: 'numpy test_function_base, percentile', values: [15, 20, 35, 40, 50], q: 0.4, value: 29 },
];

/** Nearest rank, the ceil(q*n)-th smallest (numpy `inverted_cdf`). */
export const NEAREST_RANKS: readonly PublishedQuantile[] = [
  { source: 'numpy test_function_base, percentile', values: [15, 20, 35, 40, 50], q: 0.4, value: 20 },
  { source: 'Wikipedia, Percentile', values: [15, 20, 35, 40, 50], q: 0.05, value: 15 },
  { source: 'Wikipedia, Percentile', values: [15, 20, 35, 40, 50], q: 0.3, value: 20 },
  { source: 'Wikipedia, Percentile', values: [15, 20, 35, 40, 50], q: 0.5, value: 35 },
  { source: 'Wikipedia, Percentile', values: [3, 6, 7, 8, 8, 10, 13, 15, 16, 20], q: 0.25, value: 7 },
  { source: 'Wikipedia, Percentile', values: [3, 6, 7, 8, 8, 10, 13, 15, 16, 20], q: 0.5, value: 8 },
  { source: 'Wikipedia, Percentile', values: [3, 6, 7, 8, 8, 10, 13, 15, 16, 20], q: 0.75, value: 15 },
];
