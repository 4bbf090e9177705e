import type { InputOf, OutputOf } from '#shared/contract/contract.ts';
import type { ContractSamples } from './contract-sample.ts';

const auditRow: OutputOf<'audit.records'>['records'][number] = {
  seq: 7,
  at: 1_510_358_399_000,
  kind: 'STATE',
  actor: 'okafor',
  about: [],
  more: 0,
  outcome: 'HALTED',
  sent: null,
  count: null,
  reason: 'runaway',
  decisionId: null,
  size: 120,
};

const alert: OutputOf<'alerts.acknowledge'>['rows'][number] = {
  alertId: 1,
  ruleId: 'limit-use',
  title: 'Use of a limit',
  kind: 'THRESHOLD',
  key: 'firm-order-qty *',
  scope: { level: 'FIRM', key: '*' },
  severity: 'WARNING',
  state: 'ACKNOWLEDGED',
  escalated: false,
  snoozedUntil: null,
  count: 2,
  value: 0.95,
  threshold: 0.9,
  firstAt: 0,
  lastAt: 1,
  raisedAt: 0,
  subject: {
    decisionId: 'D-1',
    limitId: 'firm-order-qty',
    control: 'MAX_ORDER_QTY',
    symbol: 'BRK.B',
    detail: 'WARN',
  },
  acknowledged: { by: 'okafor', at: 1, note: 'a client block' },
  resolved: null,
};

const alertRule = {
  ruleId: 'limit-use',
  title: 'Use of a limit',
  kind: 'THRESHOLD',
  scope: { level: 'FIRM', key: '*' },
  levels: [{ at: 0.9, severity: 'WARNING' }],
  withinSeconds: null,
  cooldownSeconds: 300,
  escalateAfter: { count: 3, seconds: 600 },
  escalateUnacknowledgedSeconds: null,
  enabled: true,
} satisfies InputOf<'alerts.saveRule'>['rule'];

/** Alerts and the audit. */
export const watchSamples = {
  'alerts.list': {
    input: {},
    output: {
      rows: [alert],
      next: null,
      counts: { INFO: 0, WARNING: 1, CRITICAL: 0 },
      gauges: { open: 1, unwritten: 0, coalesced: 1, faults: 0 },
    },
  },
  'alerts.deliveries': {
    input: { alertId: 1 },
    output: [{ reason: 'CRITICAL', at: 1_700_000_000_000, deliveredAt: null }],
  },
  'alerts.acknowledge': { input: { alertIds: [1], note: 'a client block' }, output: { rows: [alert] } },
  'alerts.seen': { input: { alertIds: [1] }, output: { changed: 0 } },
  'alerts.snooze': { input: { alertIds: [1], until: 900_000 }, output: { rows: [] } },
  'alerts.resolve': { input: { alertIds: [1] }, output: { rows: [] } },
  'alerts.rules': { input: {}, output: [{ ...alertRule, version: 0 }] },
  'alerts.saveRule': {
    input: { rule: alertRule, expectedVersion: null },
    output: { ...alertRule, version: 1 },
  },
  'audit.records': {
    input: { filter: { object: { type: 'SYMBOL', key: 'BRK.B' } } },
    output: { records: [auditRow], next: 6, scanned: 1 },
  },
  'audit.record': {
    input: { seq: 7 },
    output: {
      row: auditRow,
      changes: [{ of: 'FIRM *', field: 'state', before: 'ACTIVE', after: 'HALTED' }],
      fields: [{ path: 'state', value: 'HALTED' }],
      left: 0,
      mac: '00ff',
    },
  },
  'audit.facts': {
    input: {},
    output: { records: 7, firstAt: 0, lastAt: 1_510_358_399_000, bytes: 40_960, verified: null },
  },
  'audit.export': {
    input: {},
    output: { exportId: 'export-1', file: 'desk-audit.zip', bytes: 1_024, records: 7 },
  },
  'audit.exportPiece': { input: { exportId: 'export-1', offset: 0 }, output: { data: '' } },
  'audit.verify': { input: {}, output: { ok: true, records: 0, problems: [] } },
} satisfies Partial<ContractSamples>;
