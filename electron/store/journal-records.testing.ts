import type {
  BustRecord,
  CancelRecord,
  DecisionRecord,
  ExecutionRecord,
  ExpireRecord,
  LimitsRecord,
} from '#electron/core/ports/journal.ts';
import type { ControlCode } from '#shared/domain/control.ts';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { utilisationOf, type Outcome } from '#shared/domain/decision.ts';
import type { Price, Quantity } from '#shared/domain/decimal.ts';
import type {
  AccountId,
  ClOrdId,
  DecisionId,
  EpochMs,
  ExecId,
  LimitId,
  SymbolId,
} from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';

/** Records for the tests of store and journal: ticket `n` of account MAIN, 100 shares of A each. */
const AT = 1_700_000_000_000 as EpochMs;
export const ORDER_QTY = 100_000_000;

const ticket = (n: number): Ticket => ({
  clOrdId: `T-${n}` as ClOrdId,
  account: 'MAIN' as AccountId,
  symbol: 'A' as SymbolId,
  side: 'BUY',
  orderQty: ORDER_QTY as Quantity,
  ordType: 'LIMIT',
  price: 2_504_100_000 as Price,
  stopPx: null,
  timeInForce: 'DAY',
  trader: 'trader' as Ticket['trader'],
  strategy: 'strategy' as Ticket['strategy'],
  transactTime: AT,
  defects: [],
});

/** A control that acts without a limit, and one with. */
const bare = (code: ControlCode): Outcome => ({
  code,
  status: 'PASS',
  scope: null,
  limitId: null,
  limitVersion: null,
  group: null,
  before: null,
  after: null,
  soft: null,
  hard: null,
  unit: null,
  utilisation: null,
  maxQty: null,
  numerator: null,
  denominator: null,
  inputsAsOf: null,
  exempt: null,
  notApplicable: false,
  missing: null,
  notes: [],
});
const limited = (code: ControlCode, n: number): Outcome => ({
  ...bare(code),
  scope: { level: 'ACCOUNT', key: 'MAIN' },
  limitId: limitIdOf(code),
  limitVersion: 3,
  before: 50_000 / 976_561 + n * 1e-9,
  after: 60_000 / 976_561 + n * 1e-9,
  soft: 0.08,
  hard: 0.1,
  unit: 'FRACTION',
  utilisation: utilisationOf(60_000 / 976_561 + n * 1e-9, 0.1),
  maxQty: 12_345,
  numerator: 60_000 + n,
  denominator: 976_561,
  inputsAsOf: AT,
});
const limitIdOf = (code: ControlCode) => code.toLowerCase() as LimitId;

/** A decision with 25 outcomes; `send` as its ticket is to be recorded, null for a validation alone. */
export function decisionRecord(n: number, send: 'SENT' | 'DENIED' | null = 'SENT'): DecisionRecord {
  const codes = CONTROL_CODES.slice(0, 25);
  return {
    kind: 'DECISION',
    at: AT,
    actor: 'alice',
    ticket: ticket(n),
    decision: {
      decisionId: `D-${n}` as DecisionId,
      clOrdId: ticket(n).clOrdId,
      verdict: send === 'DENIED' ? 'BLOCK' : 'PASS',
      maxQty: 250,
      binding: { code: 'POSITION_WEIGHT', limitId: limitIdOf('POSITION_WEIGHT') },
      outcomes: codes.map((code, i) => (i < 7 ? bare(code) : limited(code, n))),
      notional: 2504.1,
      reducing: false,
      evalMicros: 17.25,
      deskClock: AT,
      engineVersion: '0.1.0',
    },
    inputs: {
      limitVersions: codes.slice(7).map((code) => [limitIdOf(code), 3]),
      bookSeq: n,
      marketData: 'import-1',
      ladder: 'ladder-1',
      staleUpTo: null,
    },
    send: send && {
      sent: send === 'SENT',
      idempotencyKey: `key-${n}-abcdefgh`,
      bodyHash: `hash-${n}`,
      acknowledgement: null,
    },
  };
}

export const cancelRecord = (n: number, released = ORDER_QTY): CancelRecord => ({
  kind: 'CANCEL',
  at: AT,
  actor: 'alice',
  clOrdId: ticket(n).clOrdId,
  released: released as Quantity,
});

export const expireRecord = (...numbers: number[]): ExpireRecord => ({
  kind: 'EXPIRE',
  at: AT,
  actor: 'desk',
  expired: numbers.map((n) => ({ clOrdId: ticket(n).clOrdId, released: ORDER_QTY as Quantity })),
});

/** Ticket `n` in the place of ticket `original`, of which `carried` was filled. */
export const replaceRecord = (n: number, original: number, carried = 0): DecisionRecord => ({
  ...decisionRecord(n),
  replaces: {
    clOrdId: ticket(original).clOrdId,
    released: (ORDER_QTY - carried) as Quantity,
    carried: carried as Quantity,
  },
});

export const bustRecord = (execId: string, holder: number, returned: number): BustRecord => ({
  kind: 'BUST',
  at: AT,
  actor: 'venue',
  execId: execId as ExecId,
  workingAs: ticket(holder).clOrdId,
  returned: returned as Quantity,
  reason: 'erroneous',
});

export const executionRecord = (n: number, execId: string, lastQty = ORDER_QTY): ExecutionRecord => ({
  kind: 'EXECUTION',
  at: AT,
  actor: 'venue',
  execId: execId as ExecId,
  clOrdId: ticket(n).clOrdId,
  account: 'MAIN' as AccountId,
  symbol: 'A',
  direction: 1,
  lastQty: lastQty as Quantity,
  lastPx: 2_500_000_000 as Price,
  cashChange: -250_000,
});

export const limitRecord = (
  version: number,
  hard: string,
  status: Limit['status'] = 'ACTIVE',
): LimitsRecord => ({
  kind: 'LIMITS',
  at: AT,
  actor: 'officer',
  reason: 'because',
  limits: [
    {
      limitId: 'firm-order' as LimitId,
      version,
      control: 'MAX_ORDER_NOTIONAL',
      scope: { level: 'FIRM', key: '*' },
      group: null,
      filter: [],
      unit: 'MONEY',
      currency: 'USD' as Limit['currency'],
      hard,
      soft: null,
      action: 'BLOCK',
      params: {},
      effectiveFrom: AT,
      effectiveTo: null,
      status,
      createdBy: 'officer',
      approvedBy: 'chief',
      reason: 'because',
      ...(status === 'ACTIVE' && version > 1 && { change: 'TIGHTEN' as const }),
    },
  ],
});
