import type { InputOf, OutputOf, ProcedureName } from '#shared/contract/contract.ts';

/** One call of a procedure that its schema takes, and an answer that its schema allows. */
export type ContractSamples = {
  readonly [N in ProcedureName]: { readonly input: InputOf<N>; readonly output: OutputOf<N> };
};

const ticket = { account: 'MAIN', symbol: 'BRK.B', side: 'BUY', orderQty: '100' };

const decision: OutputOf<'tickets.preview'> = {
  decisionId: 'D-1',
  clOrdId: 'T-1',
  verdict: 'PASS',
  maxQty: 250,
  binding: { code: 'MAX_ORDER_QTY', limitId: 'firm-order-qty' },
  outcomes: [],
  notional: 17_250,
  reducing: false,
  evalMicros: 3,
  deskClock: 1_510_358_399_000,
  engineVersion: '0.1.0',
};

export const blotterSample: OutputOf<'tickets.cancel'> = {
  seq: 7,
  decisionId: 'D-1',
  clOrdId: 'T-1',
  at: 1_510_358_399_000,
  actor: 'okafor',
  account: 'MAIN',
  symbol: 'BRK.B',
  side: 'BUY',
  orderQty: 100,
  ordType: 'MARKET',
  price: null,
  timeInForce: 'DAY',
  trader: '',
  strategy: '',
  verdict: 'PASS',
  maxQty: 250,
  bindingCode: 'MAX_ORDER_QTY',
  bindingLimitId: 'firm-order-qty',
  notional: 17_250,
  state: 'SENT',
  cumQty: 0,
  leavesQty: 100,
  evalMicros: 3,
};

const riskBasis = {
  ...{ asOf: '2017-11-10', account: null, currency: 'USD', index: 'SPY' },
  missing: 'proxy' as const,
};

const markRow: OutputOf<'marks.correct'> = {
  symbol: 'BRK.B',
  name: 'Berkshire Hathaway',
  currency: 'USD',
  price: 172.5,
  at: 1_510_358_399_000,
  from: 'QUOTE',
  bid: null,
  ask: null,
  previousClose: null,
  change: null,
};

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

const bar = { symbol: 'AVB', date: '2012-12-21' };
const flaggedBar = {
  ...bar,
  rule: 'DECIMAL_SHIFT',
  value: 13.5,
  against: 134,
  state: 'EXCLUDED',
  by: 'ann',
  at: 1_510_358_399_000,
  reason: 'a shift',
} as const;

const importReport: OutputOf<'imports.accept'> = {
  importId: 'I-1',
  state: 'STAGED',
  files: [],
  leftAlone: [],
  rows: 0,
  rowsPerSecond: 0,
  progress: null,
  error: null,
};

const importProfile = { name: 'Prime broker', choices: { 'positions_*.csv': { decimal: ',' } } };

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

export const statusSample: OutputOf<'desk.status'> = {
  version: '0.1.0',
  actor: 'engine',
  capabilities: [],
  store: { name: 'desk.db', state: 'OPEN' },
  clock: { mode: 'AS_OF', now: 1_510_358_399_000 },
  counts: { instruments: 0, accounts: 0, positions: 0, limits: 0, bars: 0 },
  dataAsOf: null,
  decisionMicros: { p50: null, p99: null },
  queueDepth: 0,
  trading: { state: 'ACTIVE', scope: 'FIRM *' },
};

const identity: OutputOf<'session.whoAmI'> = {
  roles: ['TRADER'],
  user: 'okafor',
  capabilities: ['VIEW'],
  accounts: null,
  origin: 'browser',
  signedIn: true,
  singleOwner: false,
};

const user: OutputOf<'users.save'> = {
  user: 'okafor',
  roles: ['TRADER'],
  accounts: ['MAIN'],
  osAccount: null,
  disabled: false,
  hasPassword: true,
};

const place = { level: 'ACCOUNT', key: 'MAIN' } as const;
const stateSample: OutputOf<'states.set'> = {
  ...place,
  state: 'HALTED',
  reason: 'runaway',
  actor: 'okafor',
  at: 0,
  recorded: true,
};
const rearm: OutputOf<'states.requestRearm'> = {
  ...place,
  requestId: 'R-1',
  from: 'HALTED',
  to: 'ACTIVE',
  reason: 'mended',
  requestedBy: 'okafor',
  requestedAt: 0,
  expiresAt: 900_000,
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
const writtenTicket = {
  ...ticket,
  clOrdId: 'T-1',
  ordType: 'MARKET',
  timeInForce: 'DAY',
  trader: '',
  strategy: '',
};

const override: OutputOf<'overrides.request'> = {
  overrideId: 'O-1',
  state: 'REQUESTED',
  expired: false,
  ticket: writtenTicket,
  account: 'MAIN',
  symbol: 'BRK.B',
  side: 'BUY',
  orderQty: 100,
  ordType: 'MARKET',
  price: null,
  controls: ['MAX_ORDER_QTY'],
  reason: 'client block',
  requestedBy: 'okafor',
  requestedAt: 0,
  decidedBy: null,
  expiresAt: 900_000,
  decisionId: null,
};

export const contractSamples: ContractSamples = {
  'desk.status': { input: {}, output: statusSample },
  'desk.loadSample': { input: {}, output: importReport },
  'controls.catalogue': { input: {}, output: [] },
  'instruments.search': { input: { text: 'brk' }, output: [] },
  'instruments.bars': { input: { symbol: 'BRK.B' }, output: [] },
  'bars.suspicious': {
    input: {},
    output: { bars: [flaggedBar], total: 1 },
  },
  'bars.accept': { input: { bars: [bar], reason: 'a split' }, output: { changed: 1 } },
  'bars.exclude': { input: { bars: [bar], reason: 'a shift' }, output: { changed: 1 } },
  'accounts.list': { input: {}, output: [{ account: 'MAIN', desk: 'MAIN', baseCurrency: 'USD' }] },
  'tickets.preview': { input: { ticket }, output: decision },
  'tickets.validate': { input: { ticket }, output: decision },
  'tickets.send': {
    input: { ticket, idempotencyKey: 'key-00000001' },
    output: { decision, sent: true, replayed: false },
  },
  'tickets.cancel': { input: { clOrdId: 'T-1' }, output: blotterSample },
  'marks.record': {
    input: { marks: [{ symbol: 'AAPL', bid: '172.4', ask: '172.6', time: 1_510_358_399_000 }] },
    output: { taken: 1, late: 0, unknown: 0 },
  },
  'fx.record': { input: { rates: [{ currency: 'EUR', rate: '1.17' }] }, output: { taken: 1 } },
  'executions.record': {
    input: { execId: 'E-1', clOrdId: 'T-1', lastQty: '10', lastPx: '172.5' },
    output: blotterSample,
  },
  'tickets.replace': {
    input: { origClOrdId: 'T-1', ticket, idempotencyKey: 'key-00000002' },
    output: { decision, sent: true, replayed: false },
  },
  'tickets.expire': { input: { clOrdId: 'T-1' }, output: { ...blotterSample, state: 'EXPIRED' } },
  'executions.bust': { input: { execId: 'E-1', reason: 'wrong price' }, output: blotterSample },
  'executions.refused': { input: {}, output: [] },
  'baskets.validate': {
    input: { tickets: [ticket] },
    output: { allowed: true, sent: 0, tickets: [], net: null },
  },
  'baskets.send': {
    input: { tickets: [ticket], allOrNone: true, idempotencyKey: 'key-00000003' },
    output: {
      allowed: true,
      sent: 0,
      tickets: [],
      net: null,
      replayed: false,
      acknowledgementRequired: false,
    },
  },
  'baskets.outcome': { input: { idempotencyKey: 'key-00000003' }, output: null },
  'blotter.list': { input: {}, output: [blotterSample] },
  'tickets.outcome': { input: { idempotencyKey: 'key-00000001' }, output: { decision, sent: true } },
  'decisions.record': {
    input: { decisionId: 'D-1' },
    output: {
      seq: 7,
      at: 1_510_358_399_000,
      actor: 'okafor',
      ticket: writtenTicket,
      decision,
      inputs: {
        limitVersions: [{ limitId: 'firm-order-qty', version: 1 }],
        bookSeq: 6,
        marketData: 'I-1',
        barRulings: 0,
        tightened: [],
        live: true,
        ladder: null,
      },
      send: { sent: true, acknowledgement: null },
      replaces: null,
      basket: null,
      override: null,
    },
  },
  'decisions.recompute': {
    input: { decisionId: 'D-1' },
    output: { result: 'EQUAL', difference: null },
  },
  'decisions.cancelRecompute': { input: {}, output: { cancelled: false } },
  'decisions.get': { input: { decisionId: 'D-1' }, output: decision },
  'book.rows': { input: {}, output: [] },
  'book.figures': {
    input: { account: 'MAIN' },
    output: {
      account: 'MAIN',
      books: [{ account: 'MAIN', symbols: ['AAA', 'BBB'] }],
      dayPnl: '12.5,',
      realisedPnl: '0,0',
      marginalVar: ',',
      componentVar: ',',
      liquidityDays: '0.25,',
      flags: '0,5',
      valueAtRisk: null,
      confidence: 0.99,
    },
  },
  'tickets.working': { input: {}, output: [] },
  'marks.list': { input: { text: 'brk' }, output: [markRow] },
  'marks.correct': { input: { symbol: 'BRK.B', price: '172.5', reason: 'a late print' }, output: markRow },
  'book.summaries': { input: {}, output: [] },
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
  'imports.upload': {
    input: { uploadId: 'upload-1', file: 'bars.csv', offset: 0, data: 'c3ltYm9s' },
    output: { received: 6 },
  },
  'imports.stage': {
    input: { uploadId: 'upload-1', choices: { '*': { decimal: ',' } } },
    output: importReport,
  },
  'imports.accept': { input: { importId: 'I-1' }, output: importReport },
  'imports.drop': { input: { importId: 'I-1' }, output: importReport },
  'imports.profiles': { input: {}, output: [importProfile] },
  'imports.saveProfile': { input: importProfile, output: importProfile },
  'imports.deleteProfile': { input: { name: 'Prime broker' }, output: importProfile },
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
  'activity.throttled': { input: {}, output: [] },
  'activity.reenable': {
    input: { strategy: 'CORE', symbol: 'BRK.B', side: 'BUY', reason: 'looked into it' },
    output: { strategy: 'CORE', symbol: 'BRK.B', side: 'BUY', limitIds: ['core-runs'] },
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
  'tasks.list': {
    input: {},
    output: {
      tasks: [
        {
          ...{ taskId: 'I-1', kind: 'IMPORT', about: 'bars.csv', user: 'ann', state: 'RUNNING' },
          ...{ startedAt: 1_000, elapsedMs: 1_200, progress: 0.4, done: 20_000, amount: null },
          ...{ isCancellable: true, failure: null },
        },
      ],
    },
  },
  'tasks.cancel': { input: { taskId: 'I-1' }, output: {} },
  'diagnostics.get': {
    input: {},
    output: {
      at: 1_510_358_399_000,
      openedAt: 0,
      gauges: [{ code: 'JOURNAL_RECORDS', value: 12, bound: 256 }],
      errors: [{ code: 'NOT_FOUND', count: 1 }],
      versions: { Preflight: '0.1.0' },
    },
  },
  'session.signIn': { input: { user: 'okafor', password: 'a long password' }, output: identity },
  'session.signOut': { input: {}, output: identity },
  'session.whoAmI': { input: {}, output: identity },
  'users.list': { input: {}, output: [user] },
  'users.save': { input: { user: 'okafor', roles: ['TRADER'], accounts: ['MAIN'] }, output: user },
  'users.disable': { input: { user: 'okafor', disabled: true }, output: user },
  'users.setPassword': { input: { user: 'okafor', password: 'a long password' }, output: user },
  'states.list': { input: {}, output: { states: [stateSample], rearms: [rearm] } },
  'states.set': { input: { ...place, state: 'HALTED', reason: 'runaway' }, output: stateSample },
  'states.requestRearm': { input: { ...place, state: 'ACTIVE', reason: 'mended' }, output: rearm },
  'states.approveRearm': { input: { requestId: 'R-1' }, output: stateSample },
  'overrides.request': {
    input: { ticket, controls: ['MAX_ORDER_QTY'], reason: 'client block' },
    output: override,
  },
  'overrides.grant': { input: { overrideId: 'O-1' }, output: override },
  'overrides.refuse': { input: { overrideId: 'O-1' }, output: override },
  'overrides.list': { input: {}, output: [override] },
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
};
