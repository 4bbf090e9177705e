import { describe, expect, it } from 'vitest';
import type { AlertKind, AlertRule } from '#shared/domain/alert-rule.ts';
import type { Decision, Outcome, Verdict } from '#shared/domain/decision.ts';
import type { AccountId, TraderId } from '#shared/domain/ids.ts';
import type { Override } from '#shared/domain/override.ts';
import { build } from '#shared/testing/builders.ts';
import type { Observation } from '../observation.ts';
import { readBy } from './registry.ts';

const rule = (kind: AlertKind, scope: AlertRule['scope'] = { level: 'FIRM', key: '*' }): AlertRule => ({
  ruleId: 'r',
  version: 0,
  title: 'R',
  kind,
  scope,
  levels: [{ at: 0.7, severity: 'INFO' }],
  withinSeconds: null,
  cooldownSeconds: 0,
  escalateAfter: null,
  escalateUnacknowledgedSeconds: null,
  enabled: true,
});

const ticket = build.ticket('AAA', 10, { account: 'MAIN' as AccountId, trader: 'tess' as TraderId });
const outcome = (part: Partial<Outcome>): Outcome =>
  ({
    code: 'MAX_ORDER_QTY',
    limitId: 'l',
    scope: { level: 'ACCOUNT', key: 'MAIN' },
    group: null,
    after: 90,
    hard: 100,
    notApplicable: false,
    ...part,
  }) as Outcome;
const decided = (verdict: Verdict, outcomes: readonly Outcome[] = [], sent = false): Observation => ({
  topic: 'DECISION',
  decision: {
    decisionId: 'D',
    verdict,
    outcomes,
    binding: { code: 'MAX_ORDER_QTY', limitId: 'l' },
  } as unknown as Decision,
  sent,
  ticket,
  desk: 'EQ',
  actor: 'ann',
});
const read = (of: AlertRule, observation: Observation) =>
  readBy(of, observation).map(({ key, value }) => [key, value]);

describe('THRESHOLD', () => {
  it.each([
    ['below the first level', {}, { after: 69.9 }, []],
    ['at the first level', {}, { after: 70 }, [['l MAIN ', 0.7]]],
    ['at hard', {}, { after: 100 }, [['l MAIN ', 1]]],
    ['above hard', {}, { after: 250 }, [['l MAIN ', 2.5]]],
    ['by group', {}, { group: 'Energy' }, [['l MAIN Energy', 0.9]]],
    ['unknown', {}, { after: null }, []],
    ['against a hard limit of 0', {}, { hard: 0 }, []],
    ['of a control without a limit', {}, { limitId: null }, []],
    ['that does not apply', {}, { notApplicable: true }, []],
    ['of a minimum', {}, { code: 'MIN_ADV', after: 125, hard: 100 }, [['l MAIN ', 0.8]]],
    ['of a minimum with nothing left', {}, { code: 'MIN_ADV', after: 0 }, []],
    ['of its own scope', { level: 'ACCOUNT', key: 'MAIN' }, {}, [['l MAIN ', 0.9]]],
    ['of each of its level', { level: 'ACCOUNT', key: '*' }, {}, [['l MAIN ', 0.9]]],
    ['of another key', { level: 'ACCOUNT', key: 'OTHER' }, {}, []],
    ['of another level', { level: 'DESK', key: '*' }, {}, []],
  ] as const)('reads the use %s', (_, scope, part, expected) => {
    const of = 'level' in scope ? rule('THRESHOLD', scope) : rule('THRESHOLD');
    const sent = decided('PASS', [outcome(part as Partial<Outcome>)], true);
    expect(read(of, sent)).toEqual(expected);
  });

  it.each(['PASS', 'WARN', 'BLOCK', 'UNDETERMINED'] as const)(
    'reads nothing of a %s that was not sent',
    (verdict) => {
      expect(read(rule('THRESHOLD'), decided(verdict, [outcome({ after: 164 })]))).toEqual([]);
    },
  );
});

describe('DENIALS', () => {
  it.each([
    ['PASS', { level: 'FIRM', key: '*' }, []],
    ['WARN', { level: 'FIRM', key: '*' }, []],
    ['BLOCK', { level: 'FIRM', key: '*' }, [['*', 1]]],
    ['UNDETERMINED', { level: 'TRADER', key: '*' }, [['tess', 1]]],
    ['BLOCK', { level: 'DESK', key: 'EQ' }, [['EQ', 1]]],
    ['BLOCK', { level: 'ACCOUNT', key: 'OTHER' }, []],
    ['BLOCK', { level: 'STRATEGY', key: '*' }, []],
  ] as const)('reads a %s of %o as %j', (verdict, scope, expected) => {
    expect(read(rule('DENIALS', scope), decided(verdict))).toEqual(expected);
  });

  it('takes who acted for the trader of a ticket that names none', () => {
    const observation = { ...decided('BLOCK'), ticket: { ...ticket, trader: '' } } as Observation;
    expect(read(rule('DENIALS', { level: 'TRADER', key: '*' }), observation)).toEqual([['ann', 1]]);
  });
});

const overrideOf = {
  ticket,
  requestedBy: 'tess',
  controls: ['MAX_ORDER_QTY'],
  reason: 'x',
} as unknown as Override;
const halted = { level: 'ACCOUNT', key: 'MAIN', reason: 'x', actor: 'ann' } as const;
const fill = { execId: 'E', clOrdId: 'T', lastQty: '1', lastPx: '2', code: 'OVER_FILL' };

describe('the other kinds', () => {
  it.each<[string, AlertRule, Observation, unknown]>([
    ['an override', rule('OVERRIDES'), { topic: 'OVERRIDE', override: overrideOf, desk: 'EQ' }, [['*', 1]]],
    [
      'an override of another account',
      rule('OVERRIDES', { level: 'ACCOUNT', key: 'OTHER' }),
      { topic: 'OVERRIDE', override: overrideOf, desk: 'EQ' },
      [],
    ],
    [
      'the age of a mark',
      rule('STALE_DATA'),
      decided('PASS', [outcome({ code: 'STALE_PRICE', limitId: null, after: 30 })]),
      [['AAA', 30]],
    ],
    [
      'no mark',
      rule('STALE_DATA'),
      decided('UNDETERMINED', [outcome({ code: 'STALE_PRICE', after: null })]),
      [],
    ],
    ['workers that are down', rule('BREAKER'), { topic: 'HEALTH', part: 'NUMERICS' }, [['NUMERICS', 1]]],
    ['a store that is down', rule('BREAKER'), { topic: 'HEALTH', part: 'STORE' }, [['STORE', 2]]],
    ['a drawdown', rule('DRAWDOWN'), { topic: 'BOOK', drawdown: () => 0.06 }, [['*', 0.06]]],
    ['an unknown drawdown', rule('DRAWDOWN'), { topic: 'BOOK', drawdown: () => null }, []],
    [
      'a loss above its VaR',
      rule('VAR_EXCEPTION'),
      { topic: 'BACKTEST', session: '2026-01-15', loss: 30, valueAtRisk: 20 },
      [['2026-01-15', 1.5]],
    ],
    [
      'a loss at its VaR',
      rule('VAR_EXCEPTION'),
      { topic: 'BACKTEST', session: '2026-01-15', loss: 20, valueAtRisk: 20 },
      [],
    ],
    ['a halt', rule('TRADING_STATE'), { topic: 'STATE', ...halted, state: 'HALTED' }, [['ACCOUNT MAIN', 2]]],
    [
      'reducing',
      rule('TRADING_STATE'),
      { topic: 'STATE', ...halted, state: 'REDUCING' },
      [['ACCOUNT MAIN', 1]],
    ],
    [
      'a halt elsewhere',
      rule('TRADING_STATE', { level: 'DESK', key: '*' }),
      { topic: 'STATE', ...halted, state: 'HALTED' },
      [],
    ],
    [
      'a refused fill',
      rule('EXECUTION_REFUSED'),
      { topic: 'REFUSED_FILL', fill: { ...fill, number: 1, at: 0, actor: 'venue', sentence: '' } },
      [['OVER_FILL', 1]],
    ],
    ['something of another topic', rule('DRAWDOWN'), decided('BLOCK'), []],
  ])('read %s', (_, of, observation, expected) => {
    expect(read(of, observation)).toEqual(expected);
  });
});
