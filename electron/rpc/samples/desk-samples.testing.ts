import type { OutputOf } from '#shared/contract/contract.ts';
import type { ContractSamples } from './contract-sample.ts';

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

/** What opens, fills and runs a desk. */
export const deskSamples = {
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
} satisfies Partial<ContractSamples>;
