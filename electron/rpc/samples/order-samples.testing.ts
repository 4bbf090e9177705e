import type { OutputOf } from '#shared/contract/contract.ts';
import type { ContractSamples } from './contract-sample.ts';

export const ticket = { account: 'MAIN', symbol: 'BRK.B', side: 'BUY', orderQty: '100' };

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

/** Tickets, what was decided of them, and the book that they make. */
export const orderSamples = {
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
  'book.rows': {
    input: { account: 'MAIN', since: { book: 'B-1', change: 7 } },
    output: {
      anew: false,
      rows: [],
      gone: [{ account: 'MAIN', symbol: 'AAA' }],
      next: { book: 'B-1', change: 8 },
      more: false,
    },
  },
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
  'marks.list': { input: { text: 'brk' }, output: { marks: [markRow], total: 1 } },
  'marks.correct': { input: { symbol: 'BRK.B', price: '172.5', reason: 'a late print' }, output: markRow },
  'book.summaries': { input: {}, output: [] },
  'activity.throttled': { input: {}, output: [] },
  'activity.reenable': {
    input: { strategy: 'CORE', symbol: 'BRK.B', side: 'BUY', reason: 'looked into it' },
    output: { strategy: 'CORE', symbol: 'BRK.B', side: 'BUY', limitIds: ['core-runs'] },
  },
  'overrides.request': {
    input: { ticket, controls: ['MAX_ORDER_QTY'], reason: 'client block' },
    output: override,
  },
  'overrides.grant': { input: { overrideId: 'O-1' }, output: override },
  'overrides.refuse': { input: { overrideId: 'O-1' }, output: override },
  'overrides.list': { input: {}, output: [override] },
} satisfies Partial<ContractSamples>;
