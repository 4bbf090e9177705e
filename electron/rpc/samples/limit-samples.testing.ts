import type { OutputOf } from '#shared/contract/contract.ts';
import type { ContractSamples } from './contract-sample.ts';

const limit = {
  limitId: 'firm-order',
  control: 'MAX_ORDER_NOTIONAL',
  scope: { level: 'FIRM', key: '*' },
  unit: 'MONEY',
  currency: 'USD',
  hard: '1000000.00',
} as const;

const limitRow: OutputOf<'limits.save'> = {
  ...limit,
  version: 1,
  group: null,
  filter: [],
  soft: null,
  effectiveHard: 1_000_000,
  effectiveSoft: 800_000,
  action: 'BLOCK',
  params: {},
  effectiveFrom: 0,
  effectiveTo: null,
  status: 'ACTIVE',
  createdBy: 'okafor',
  approvedBy: null,
  reason: 'first',
  tightened: null,
  awaitingReview: true,
};

/** Limits. */
export const limitSamples = {
  'limits.list': { input: {}, output: [] },
  'limits.versions': {
    input: { waiting: true },
    output: [
      {
        ...limitRow,
        change: 'TIGHTEN',
        replaces: 0,
        createdAt: 0,
        approvedAt: null,
        approvalReason: null,
        endedBy: null,
        endedAt: null,
        endReason: null,
      },
    ],
  },
  'limits.waiting': { input: {}, output: [] },
  'limits.uncovered': {
    input: {},
    output: [{ account: 'MAIN', desk: 'MAIN', missing: ['GROSS_EXPOSURE'], conditional: [] }],
  },
  'limits.save': { input: { limit, expectedVersion: 0, reason: 'first' }, output: limitRow },
  'limits.propose': { input: { limit, reason: 'first' }, output: limitRow },
  'limits.tighten': { input: { limit, reason: 'first' }, output: limitRow },
  'limits.retire': { input: { limitId: 'firm-order', reason: 'unused' }, output: limitRow },
  'limits.approve': { input: { limitId: 'firm-order', version: 1, reason: 'agreed' }, output: limitRow },
  'limits.reject': { input: { limitId: 'firm-order', version: 1, reason: 'too wide' }, output: limitRow },
  'limits.stressLevel': { input: {}, output: { level: null, proposal: { level: 0.2, by: 'okafor' } } },
  'limits.setStressLevel': { input: { level: 0.5, reason: 'panic' }, output: { level: 0.5, proposal: null } },
  'limits.lint': {
    input: {},
    output: [{ limitIds: ['a', 'b'], code: 'DOMINATED', sentence: 'a can never bind.' }],
  },
  'limits.presets': { input: {}, output: [{ name: 'MODERATE', limits: [limit] }] },
  'limits.instantiate': {
    input: { preset: 'MODERATE', scope: { level: 'FIRM', key: '*' } },
    output: { written: 31, status: 'ACTIVE' },
  },
  'limits.statistics': {
    input: { window: '1d' },
    output: {
      edges: [0.5, null],
      limits: [
        {
          limitId: 'firm-order',
          checks: 2,
          warnings: 1,
          denials: 0,
          p50: 0.5,
          p95: 0.9,
          max: 0.9,
          bins: [1, 1],
          trend: [null, 0.5, 0.9],
          neverHit: false,
          alwaysHit: false,
        },
      ],
    },
  },
  'limits.replay': {
    input: { limitIds: ['order'] },
    output: { decisions: 2, changed: 0, changes: {}, tickets: [], breaches: [] },
  },
  'limits.cancelReplay': { input: {}, output: { cancelled: false } },
  'limits.export': { input: {}, output: { schemaVersion: 1, limits: [limit] } },
  'limits.exportCsv': { input: {}, output: { csv: 'schemaVersion,limitId\n' } },
  'limits.compareFile': {
    input: { file: 'limits.json', text: '{"schemaVersion":1,"limits":[]}' },
    output: {
      file: 'limits.json',
      format: 'JSON',
      added: 0,
      changed: 0,
      unchanged: 0,
      missing: 1,
      rows: [{ limitId: 'firm-order', kind: 'MISSING', before: limitRow, after: null }],
      rejected: 0,
      rejects: [],
    },
  },
  'limits.importFile': {
    input: { file: 'limits.json', text: '{"schemaVersion":1,"limits":[]}' },
    output: { written: 0, status: 'PROPOSED' },
  },
} satisfies Partial<ContractSamples>;
