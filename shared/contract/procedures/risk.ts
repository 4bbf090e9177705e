import { z } from 'zod';
import { command, query, type Procedure } from '../procedure.ts';
import { nothing } from '../schemas/common.ts';
import { ticketInput } from '../schemas/ticket.ts';
import { branchUtilisation } from './whatif-branches.ts';

/** Symbols of one correlation matrix; of a larger book the largest positions. */
export const MAX_CORRELATED = 500;
const MAX_LISTED = 50;
const MAX_DRAWS = 1_000_000;

const finite = z.number().nullable();
const symbol = z.string().min(1).max(64);

/** Whose book, and the returns it is measured over. Losses are positive, fractions are not percent. */
const bookInput = z.strictObject({
  /** Absent: the firm's. */
  account: z.string().min(1).max(128).optional(),
  /** Sessions of returns, of the calendar of `index`. */
  window: z.number().int().min(20).max(2_000).default(252),
  index: symbol.default('SPY'),
  /** What stands for a return that a symbol does not have: the index's, nothing, or no answer at all. */
  missing: z.enum(['proxy', 'zero', 'refuse']).default('proxy'),
});
const confidence = z.number().gt(0.5).lt(1).default(0.99);
const shortfallConfidence = z.number().gt(0.5).lt(1).default(0.975);
const measured = bookInput.extend({ confidence });
/** The ticket is counted as filled at the mark, where its account is of the book. */
const withTicket = bookInput.extend({ ticket: ticketInput.optional() });

/** What the numbers are of. */
const basis = z.strictObject({
  /** Close of the last session, `YYYY-MM-DD`. */
  asOf: z.string(),
  account: z.string().nullable(),
  currency: z.string(),
  index: z.string(),
  missing: z.enum(['proxy', 'zero', 'refuse']),
});
export type RiskBasis = z.output<typeof basis>;

const dated = z.strictObject({ amount: z.number(), peakDate: z.string(), troughDate: z.string() });
const component = z.strictObject({
  symbol: z.string(),
  value: z.number(),
  weightNav: finite,
  beta: finite,
  standaloneVar: finite,
  componentVar: finite,
  componentEs: finite,
  daysToLiquidate: finite,
});

/** The held positions at one session's horizon; sample covariance. Money in `currency`. */
const report = basis.extend({
  ...{ window: z.number().int(), confidence: z.number(), shortfallConfidence: z.number() },
  ...{ positions: z.number().int(), nav: z.number(), cash: z.number() },
  ...{ long: z.number(), short: z.number(), gross: z.number(), net: z.number() },
  /** Gross over NAV. */
  leverage: finite,
  ...{ hhi: z.number(), effectivePositions: finite },
  topGross: z.strictObject({ '1': z.number(), '5': z.number(), '10': z.number() }),
  /** Of one session, money; `volAnnual` over NAV and times the root of 252. */
  ...{ sigma: finite, volAnnual: finite, beta: finite },
  var: z.strictObject({ parametric: finite, historical: finite, cornishFisher: finite }),
  undiversifiedVar: finite,
  /** At `shortfallConfidence`. */
  es: z.strictObject({ parametric: finite, historical: finite }),
  drawdown: dated.extend({ fraction: dated.nullable() }).nullable(),
  /** At a fifth of the daily volume. */
  liquidity: z.strictObject({
    ...{ maxDays: finite, grossWeightedDays: finite, impactCost: finite },
    ...{ within1Day: z.number(), within5Days: z.number(), within10Days: z.number() },
  }),
  /** Symbols whose missing returns were filled, and how many; the first 50. */
  filled: z.array(z.strictObject({ symbol: z.string(), returns: z.number().int() })),
  /** The 50 with the largest part of the parametric VaR by magnitude. */
  components: z.array(component).max(MAX_LISTED),
});

const simulation = z.strictObject({
  ...{ seed: z.number(), draws: z.number(), degreesOfFreedom: finite, generator: z.string() },
  ...{ valueAtRisk: z.number(), valueAtRiskError: finite },
  ...{ expectedShortfall: z.number(), expectedShortfallError: finite },
});

const test = z.strictObject({ statistic: z.number(), pValue: z.number() });
const backtest = z.strictObject({
  ...{ observations: z.number().int(), exceptions: z.number().int(), expected: z.number() },
  ...{ coverage: test, independence: test, conditionalCoverage: test },
  zone: z.enum(['GREEN', 'YELLOW', 'RED']),
  cumulative: z.number(),
});
export type RiskBacktest = z.output<typeof backtest>;

const pastSession = z.strictObject({
  date: z.string(),
  /** What today's quantities would have made. */
  pnl: z.number(),
  /** Forecast from the sessions before it only. */
  ...{ varHistorical: z.number(), varParametric: z.number(), esHistorical: z.number() },
});
export type PastSession = z.output<typeof pastSession>;

const navOpen = z.strictObject({ from: z.string(), nav: finite });

const sums = z.strictObject({ long: finite, short: finite, gross: finite, net: finite });
const exposure = z.strictObject({
  /** Null: of those that have no group. */
  group: z.string().nullable(),
  positions: z.number().int(),
  before: sums,
  /** With the ticket; null without one that counts. */
  after: sums.nullable(),
});
export type RiskExposure = z.output<typeof exposure>;
export const RISK_GROUPINGS = ['SECTOR', 'COUNTRY', 'CURRENCY', 'ASSET_CLASS', 'FACTOR'] as const;
export type RiskGrouping = (typeof RISK_GROUPINGS)[number];

/** Why the ticket does not count. */
const ticketLack = z.strictObject({ input: z.string(), detail: z.string() }).nullable();

const stressLine = z.strictObject({
  id: z.string(),
  /** Its title; of a scenario of each sector, with the sector. */
  title: z.string(),
  source: z.string(),
  /** Negative is a gain; null: `unknown` has a symbol without the number it needs. */
  ...{ before: finite, after: finite },
  unknown: z.string().nullable(),
  /** The five that lose most, the largest first. */
  contributors: z.array(z.strictObject({ symbol: z.string(), loss: z.number() })),
});
export type StressLine = z.output<typeof stressLine>;

const READING = {
  errors: ['NOT_FOUND', 'MISSING_HISTORY', 'OVERLOADED', 'STORE_UNAVAILABLE', 'STORE_CORRUPT', 'CANCELLED'],
  deadlineMs: 120_000,
} as const;

/** The risk of what is held, read off the engine's thread from what is on record. */
export const riskProcedures = {
  'risk.report': query(measured.extend({ shortfallConfidence }), report, READING),
  /**
   * VaR and ES of one session simulated from the covariance, on the numerics workers; progress comes as `risk.progress`.
   * One at a time: CONFLICT. The same seed gives the same numbers.
   */
  'risk.simulate': query(
    measured.extend({
      draws: z.number().int().min(1_000).max(MAX_DRAWS).default(100_000),
      seed: z.number().int().nonnegative().default(1),
      degreesOfFreedom: z.number().int().min(3).max(1_000).nullable().default(null),
    }),
    simulation.nullable(),
    { ...READING, errors: [...READING.errors, 'CONFLICT'] },
  ),
  'risk.cancel': command(nothing, z.strictObject({ cancelled: z.boolean() }), { capability: 'VIEW' }),
  /**
   * Today's quantities over past sessions: not what was held then. Each session's P&L against the VaR that the `window`
   * sessions before it give. An exception is a loss above the VaR. Beside it what the desk has on record of the NAV.
   */
  'risk.history': query(
    measured.extend({ shortfallConfidence, sessions: z.number().int().min(20).max(1_000).default(250) }),
    basis.extend({
      sessions: z.array(pastSession),
      historical: backtest.nullable(),
      parametric: backtest.nullable(),
      nav: z
        .strictObject({ now: finite, day: navOpen, week: navOpen, month: navOpen, highWater: finite })
        .nullable(),
    }),
    READING,
  ),
  /** P&L of one session of today's quantities over the window: equal bins, and what lies below each. */
  'risk.distribution': query(
    measured.extend({ shortfallConfidence, bins: z.number().int().min(5).max(200).default(41) }),
    basis.extend({
      /** Lower edge of the first, width of each. */
      ...{ from: z.number(), width: z.number() },
      counts: z.array(z.number().int()),
      cumulative: z.array(z.number()),
      ...{ mean: z.number(), stdDev: finite, skewness: finite, excessKurtosis: finite },
      ...{
        valueAtRisk: finite,
        expectedShortfall: finite,
        worst: z.strictObject({ date: z.string(), pnl: z.number() }),
      },
    }),
    READING,
  ),
  /** Of what is held, by group; of a factor loadings times value as `net`. Null: a symbol of the group has no mark or loading. */
  'risk.exposures': query(
    withTicket,
    z.strictObject({
      ...{ currency: z.string(), nav: finite, ticketLack },
      groups: z.record(z.enum(RISK_GROUPINGS), z.array(exposure)),
    }),
    READING,
  ),
  /** The largest positions by magnitude, as shares of gross; issuers beside symbols. */
  'risk.concentration': query(
    bookInput.extend({ top: z.number().int().min(1).max(200).default(20) }),
    z.strictObject({
      ...{ currency: z.string(), gross: z.number(), positions: z.number().int() },
      ...{ hhi: z.number(), effectivePositions: finite, issuerHhi: z.number() },
      top: z.array(
        z.strictObject({
          ...{ symbol: z.string(), issuer: z.string() },
          ...{ value: z.number(), share: z.number(), cumulative: z.number() },
        }),
      ),
    }),
    READING,
  ),
  /** Every line of the desk's stress ladder with every working order filled, as STRESS_LOSS measures it; worst first. */
  'risk.stress': query(
    withTicket,
    z.strictObject({
      ...{ currency: z.string(), nav: finite, ladder: z.string(), ticketLack },
      lines: z.array(stressLine),
    }),
    READING,
  ),
  /**
   * The 20 limits that the book uses most of, before any ticket. Limits of traders and strategies are not among them: what is
   * held is nobody's.
   */
  'risk.utilisations': query(
    bookInput,
    z.strictObject({ utilisations: z.array(branchUtilisation) }),
    READING,
  ),
  /**
   * Pearson correlations over the window, of the symbols named or of what is held, in the order of average-linkage clusters
   * of 1 - rho; `packed` as shared/contract/packed-correlations.ts has it.
   */
  'risk.correlations': query(
    bookInput.extend({ symbols: z.array(symbol).min(2).max(MAX_CORRELATED).optional() }),
    basis.extend({
      symbols: z.array(z.string()),
      /** Symbols that were held; more than are shown where the largest were taken. */
      held: z.number().int(),
      packed: z.string(),
      /** Symbols whose returns do not vary, or are missing where that is refused. */
      lacking: z.array(z.string()),
      /** The 100 furthest from 0. */
      strongest: z.array(z.strictObject({ a: z.string(), b: z.string(), rho: z.number() })),
    }),
    READING,
  ),
} as const satisfies Record<string, Procedure>;
