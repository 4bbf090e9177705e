import type { ContractSamples } from './contract-sample.ts';
import { ticket } from './order-samples.testing.ts';

const riskBasis = {
  ...{ asOf: '2017-11-10', account: null, currency: 'USD', index: 'SPY' },
  missing: 'proxy' as const,
};

/** Sizing and risk. */
export const figureSamples = {
  'whatif.methods': {
    input: {},
    output: [
      {
        ...{ name: 'MAX_VAR', title: 'VaR', formula: 'VaR <= X', source: null, unit: 'MONEY' },
        ...{ together: false, takes: ['cap'] },
      },
    ],
  },
  'whatif.size': {
    input: { tickets: [ticket], method: 'MAX_VAR', target: 1_000 },
    output: { rebalances: [], tickets: [], more: { answerId: 'A-1', from: 400 } },
  },
  'whatif.rebalance': {
    input: { targets: [{ symbol: 'BRK.B', kind: 'WEIGHT', amount: 0.05 }] },
    output: { rebalances: [], targets: [], tickets: [], more: null },
  },
  'whatif.more': {
    input: { answerId: 'A-1', from: 400 },
    output: { rebalances: [], targets: [], tickets: [], more: null },
  },
  'whatif.running': {
    input: {},
    output: { kind: 'REBALANCE', rows: 500, progress: 0.4, elapsedMs: 1_200, user: 'okafor' },
  },
  'whatif.compareMethods': {
    input: { ticket, asked: [{ method: 'MAX_VAR', target: 1_000 }] },
    output: { tickets: [] },
  },
  'whatif.curve': {
    input: { ticket },
    output: { lot: 1, points: [], limits: [], largest: null, binding: null, lacks: [] },
  },
  'whatif.cancel': { input: {}, output: { cancelled: false } },
  'whatif.branches.list': { input: {}, output: [{ name: 'crash', changes: 2 }] },
  'whatif.branches.get': { input: { name: 'crash' }, output: { name: 'crash', changes: [] } },
  'whatif.branches.save': {
    input: {
      name: 'crash',
      changes: [
        { kind: 'SHOCK_BY_BETA', index: 'SPY', factor: -0.05 },
        { kind: 'ADD_TICKET', as: 'WORKING', ticket },
        { kind: 'SET_CASH', account: 'MAIN', cash: '1000000.00' },
      ],
    },
    output: { name: 'crash', changes: 3 },
  },
  'whatif.branches.drop': { input: { name: 'crash' }, output: { dropped: true } },
  'whatif.branches.compare': { input: { names: ['crash'] }, output: { columns: [] } },
  'whatif.branches.export': { input: { names: ['crash'] }, output: { csv: 'figure,base,crash\n' } },
  'whatif.branches.drafts': { input: { name: 'crash' }, output: { tickets: [] } },
  'risk.report': {
    input: {},
    output: {
      ...riskBasis,
      ...{ window: 252, confidence: 0.99, shortfallConfidence: 0.975 },
      ...{ positions: 1, nav: 100_000, cash: 82_750, long: 17_250, short: 0, gross: 17_250, net: 17_250 },
      ...{ leverage: 0.1725, hhi: 1, effectivePositions: 1, topGross: { '1': 1, '5': 1, '10': 1 } },
      ...{ sigma: 172.5, volAnnual: 0.027, beta: null },
      var: { parametric: 401.3, historical: 410, cornishFisher: null },
      undiversifiedVar: 401.3,
      es: { parametric: 403, historical: 420 },
      drawdown: null,
      liquidity: {
        ...{ maxDays: 0.1, grossWeightedDays: 0.1, impactCost: null },
        ...{ within1Day: 1, within5Days: 1, within10Days: 1 },
      },
      filled: [{ symbol: 'BRK.B', returns: 3 }],
      components: [],
    },
  },
  'risk.simulate': {
    input: { draws: 10_000 },
    output: {
      ...{ seed: 1, draws: 10_000, degreesOfFreedom: null, generator: 'philox4x32-10' },
      ...{ valueAtRisk: 401, valueAtRiskError: 6, expectedShortfall: 460, expectedShortfallError: null },
    },
  },
  'risk.cancel': { input: {}, output: { cancelled: false } },
  'risk.history': {
    input: { account: 'MAIN', sessions: 20 },
    output: {
      ...riskBasis,
      sessions: [
        { date: '2017-11-10', pnl: -12.5, varHistorical: 400, varParametric: 390, esHistorical: 420 },
      ],
      ...{ historical: null, parametric: null, nav: null },
    },
  },
  'risk.distribution': {
    input: { bins: 5 },
    output: {
      ...riskBasis,
      ...{ from: -10, width: 5, counts: [1, 2], cumulative: [0.33, 1] },
      ...{ mean: 0, stdDev: 1, skewness: null, excessKurtosis: null },
      ...{ valueAtRisk: 9, expectedShortfall: 9.5, worst: { date: '2017-11-10', pnl: -10 } },
    },
  },
  'risk.exposures': {
    input: { ticket },
    output: {
      ...{ currency: 'USD', nav: 100_000, ticketLack: null },
      groups: { SECTOR: [], COUNTRY: [], CURRENCY: [], ASSET_CLASS: [], FACTOR: [] },
    },
  },
  'risk.concentration': {
    input: { top: 5 },
    output: {
      ...{ currency: 'USD', gross: 17_250, positions: 1, hhi: 1, effectivePositions: 1, issuerHhi: 1 },
      top: [{ symbol: 'BRK.B', issuer: 'Berkshire', value: 17_250, share: 1, cumulative: 1 }],
    },
  },
  'risk.stress': {
    input: {},
    output: { currency: 'USD', nav: null, ladder: 'Standard ladder', ticketLack: null, lines: [] },
  },
  'risk.utilisations': { input: {}, output: { utilisations: [] } },
  'risk.correlations': {
    input: { symbols: ['BRK.B', 'AAPL'] },
    output: {
      ...riskBasis,
      ...{ symbols: ['BRK.B', 'AAPL'], held: 1, packed: 'v/', lacking: [] },
      strongest: [{ a: 'BRK.B', b: 'AAPL', rho: 0.55 }],
    },
  },
} satisfies Partial<ContractSamples>;
