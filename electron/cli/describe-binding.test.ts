import { describe, expect, it } from 'vitest';
import type { ControlCode } from '#shared/domain/control.ts';
import type { Decision, Outcome } from '#shared/domain/decision.ts';
import type { ClOrdId, DecisionId, EpochMs, LimitId } from '#shared/domain/ids.ts';
import { describeBinding } from './describe-binding.ts';

const passing: Outcome = {
  code: 'MAX_ORDER_NOTIONAL',
  status: 'PASS',
  scope: { level: 'FIRM', key: '*' },
  limitId: 'firm-order' as LimitId,
  limitVersion: 1,
  group: null,
  before: null,
  after: 400_000,
  soft: 800_000,
  hard: 1_000_000,
  unit: 'MONEY',
  utilisation: 0.4,
  maxQty: 2_500,
  numerator: null,
  denominator: null,
  inputsAsOf: null,
  exempt: null,
  notApplicable: false,
  missing: null,
  notes: [],
};
const sector: Outcome = {
  ...passing,
  code: 'SECTOR_GROSS',
  limitId: 'tech-gross' as LimitId,
  group: 'Information Technology',
  after: 0.315,
  soft: 0.24,
  hard: 0.3,
  unit: 'FRACTION',
};
const titles = new Map<ControlCode, string>([
  ['MAX_ORDER_NOTIONAL', 'Order notional'],
  ['SECTOR_GROSS', 'Sector gross exposure'],
]);

function decision(
  outcomes: readonly Outcome[],
  verdict: Decision['verdict'],
  binding: number | null,
): Decision {
  const bound = binding === null ? undefined : outcomes[binding];
  return {
    decisionId: 'D-1' as DecisionId,
    clOrdId: 'T-1' as ClOrdId,
    verdict,
    maxQty: 2_500,
    binding: bound === undefined ? null : { code: bound.code, limitId: bound.limitId },
    outcomes,
    notional: 400_000,
    reducing: false,
    evalMicros: 1,
    deskClock: 0 as EpochMs,
    engineVersion: '1',
  };
}

describe('describeBinding', () => {
  const over: Outcome = { ...passing, status: 'BLOCK', after: 1_200_000 };
  const missing: Outcome = {
    ...passing,
    status: 'UNDETERMINED',
    missing: { input: 'price', detail: 'BRK.B' },
  };
  const invalid: Outcome = {
    ...passing,
    code: 'ORDER_INVALID',
    status: 'BLOCK',
    limitId: null,
    hard: null,
    notes: ['orderQty "1o" is not a number'],
  };
  it.each<[string, Decision, string]>([
    ['nothing binds', decision([passing], 'PASS', null), ''],
    [
      'a pass says what is next',
      decision([passing], 'PASS', 0),
      'Order notional: 400,000 of 1,000,000 [firm-order]',
    ],
    ['a breach', decision([over], 'BLOCK', 0), 'Order notional: 1,200,000, limit 1,000,000 [firm-order]'],
    [
      'a breach in a group, in percent',
      decision([passing, { ...sector, status: 'BLOCK' }], 'BLOCK', 1),
      'Sector gross exposure Information Technology: 31.5 %, limit 30 % [tech-gross]',
    ],
    [
      'a warning, though something else binds',
      decision([passing, { ...sector, status: 'WARN', after: 0.25 }], 'WARN', 0),
      'Sector gross exposure Information Technology: 25 %, warning at 24 % [tech-gross]',
    ],
    [
      'an exemption',
      decision([{ ...sector, status: 'WARN', exempt: 'REDUCING' }], 'WARN', null),
      'Sector gross exposure Information Technology: 31.5 %, limit 30 %, the ticket reduces [tech-gross]',
    ],
    [
      'a missing input',
      decision([missing], 'UNDETERMINED', null),
      'Order notional: no price (BRK.B) [firm-order]',
    ],
    ['a defect', decision([passing, invalid], 'BLOCK', 0), 'ORDER_INVALID: orderQty "1o" is not a number'],
  ])('%s', (_, given, words) => {
    expect(describeBinding(given, titles)).toBe(words);
  });
});
