import { describe, expect, it } from 'vitest';
import type { ControlCode } from '#shared/domain/control.ts';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import type { EpochMs, LimitId } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { build } from './builders.ts';
import { evaluateNaively } from './naive-evaluator.ts';
import { limited, measured, simple, single } from './single-outcome.ts';

const SELL = { side: 'SELL' } as const;

describe('the worst case', () => {
  it.each([
    ['q=5, WB=4, BUY 7 is +16', 5, { side: 'BUY', shares: 4 }, 'BUY', 7, 9, 16],
    ['q=5, WS=3, SELL 7 is -5', 5, { side: 'SELL', shares: 3 }, 'SELL', 7, 2, 5],
    ['working sells do not help a buy', 5, { side: 'SELL', shares: 3 }, 'BUY', 7, 5, 12],
    ['working buys do not help a sell', 5, { side: 'BUY', shares: 4 }, 'SELL', 7, 5, 2],
    ['a short sale counts as a sell', 0, { side: 'SELL_SHORT', shares: 3 }, 'SELL_SHORT', 7, 3, 10],
    ['a short bought back', -5, { side: 'SELL', shares: 3 }, 'BUY', 7, 5, 2],
  ] as const)('%s', (_name, q, order, side, n, before, after) => {
    const desk = simple({
      positions: [build.position('A1', 'A', q)],
      working: [build.working(build.ticket('A', order.shares, { side: order.side }))],
    });
    const seen = measured(
      desk,
      build.ticket('A', n, { side }),
      build.limit('MAX_POSITION_QTY', 'QTY', '100'),
    );
    expect(seen).toMatchObject({ before, after, status: 'PASS', utilisation: after / 100 });
  });

  it('counts what is left of a working order, not what was ordered', () => {
    const order = { ticket: build.ticket('A', 10), leavesQty: build.quantity(4) };
    const limit = build.limit('MAX_POSITION_QTY', 'QTY', '100');
    expect(measured(simple({ working: [order] }), build.ticket('A', 1), limit).after).toBe(5);
  });

  it('sums gross and net over symbols, each side full', () => {
    const desk = simple({
      positions: [build.position('A1', 'A', 5), build.position('A1', 'B', -10)],
      working: [build.working(build.ticket('A', 7, SELL)), build.working(build.ticket('B', 4))],
    });
    const ticket = build.ticket('A', 1);
    // A: q+WB = 6, q-WS = -2 at 10; B: -6 and -10 at 20.
    expect(measured(desk, ticket, build.limit('GROSS_EXPOSURE', 'MONEY', '10000'))).toMatchObject({
      before: 250,
      after: 260,
    });
    // netLong 60 - 120, netShort -20 - 200.
    expect(measured(desk, ticket, build.limit('NET_EXPOSURE', 'MONEY', '10000'))).toMatchObject({
      before: 220,
      after: 220,
    });
    // NAV 1000 + 50 - 200.
    expect(measured(desk, ticket, build.limit('LEVERAGE', 'RATIO', '2')).after).toBeCloseTo(260 / 850, 15);
  });
});

describe('the limit', () => {
  const ticket = build.ticket('A', 7);
  it.each([
    ['below soft', '10', null, 'BLOCK', 'PASS'],
    ['at soft', '8.75', null, 'BLOCK', 'PASS'],
    ['above soft', '8.74', null, 'BLOCK', 'WARN'],
    ['at hard', '7', null, 'BLOCK', 'WARN'],
    ['above hard by the least quantity', '6.999999', null, 'BLOCK', 'BLOCK'],
    ['above hard, action WARN', '6', null, 'WARN', 'WARN'],
    ['above hard, action LOG', '6', null, 'LOG', 'PASS'],
    ['above soft, action LOG', '8', null, 'LOG', 'PASS'],
    ['at an explicit soft', '10', '7', 'BLOCK', 'PASS'],
    ['above an explicit soft', '10', '6.999999', 'BLOCK', 'WARN'],
    ['of zero', '0', null, 'BLOCK', 'BLOCK'],
  ] as const)('%s', (_name, hard, soft, action, status) => {
    const seen = measured(simple(), ticket, build.limit('MAX_ORDER_QTY', 'QTY', hard, { soft, action }));
    expect(seen).toMatchObject({ status, after: 7, before: null });
    expect(seen.utilisation).toBe(hard === '0' ? null : 7 / Number(hard));
  });

  it.each([
    ['a draft', { status: 'DRAFT' }, false],
    ['not yet', { effectiveFrom: (build.NOON + 1) as EpochMs }, false],
    ['from now', { effectiveFrom: build.NOON }, true],
    ['until now', { effectiveTo: build.NOON }, false],
    ['until after now', { effectiveTo: (build.NOON + 1) as EpochMs }, true],
    ['filtered out', { filter: [{ field: 'side', op: 'in', values: ['SELL'] }] }, false],
    ['filtered in', { filter: [{ field: 'side', op: 'notIn', values: ['SELL'] }] }, true],
    [
      'one clause fails',
      {
        filter: [
          { field: 'side', op: 'in', values: ['BUY'] },
          { field: 'symbol', op: 'in', values: ['B'] },
        ],
      },
      false,
    ],
    ['other account', { scope: { level: 'ACCOUNT', key: 'A2' } }, false],
    ['each account', { scope: { level: 'ACCOUNT', key: '*' } }, true],
    ['each trader, none named', { scope: { level: 'TRADER', key: '*' } }, false],
    ['each issuer, none known', { scope: { level: 'ISSUER', key: '*' } }, false],
    ['its sector', { scope: { level: 'SECTOR', key: 'Industrials' } }, true],
  ] as [string, Partial<Limit>, boolean][])('%s', (_name, more, applies) => {
    const desk = limited(simple(), build.limit('MAX_ORDER_QTY', 'QTY', '1', more));
    const found = evaluateNaively(desk, ticket).outcomes.filter((row) => row.code === 'MAX_ORDER_QTY');
    expect(found.map((row) => row.status)).toEqual(applies ? ['BLOCK'] : []);
  });

  it('is missing for a required control', () => {
    const desk = simple({ limits: build.wideLimits().slice(1) });
    expect(single(desk, ticket, 'NO_LIMITS_CONFIGURED').status).toBe('BLOCK');
    expect(single(simple(), ticket, 'NO_LIMITS_CONFIGURED').status).toBe('PASS');
  });

  it('of a scope shows the key that * stands for', () => {
    const limit = build.limit('MAX_ORDER_QTY', 'QTY', '10', { scope: { level: 'DESK', key: '*' } });
    expect(measured(simple(), ticket, limit).scope).toEqual({ level: 'DESK', key: 'DESK1' });
  });
});

describe('reducing', () => {
  it.each([
    ['closes all', 5, 0, 'SELL', 5, true],
    ['crosses zero', 5, 0, 'SELL', 6, false],
    ['with what is already leaving', 5, 3, 'SELL', 2, true],
    ['more than what is left to close', 5, 3, 'SELL', 3, false],
    ['a buy of a long', 5, 0, 'BUY', 1, false],
    ['a sell of nothing', 0, 0, 'SELL', 1, false],
    ['a buy of a short', -5, 0, 'BUY', 5, true],
    ['a buy beyond a short', -5, 0, 'BUY', 6, false],
    ['a short sale of a long', 5, 0, 'SELL_SHORT', 5, true],
  ] as const)('%s', (_name, q, ws, side, n, reducing) => {
    const desk = simple({
      positions: [build.position('A1', 'A', q)],
      working: ws > 0 ? [build.working(build.ticket('A', ws, SELL))] : [],
    });
    expect(evaluateNaively(desk, build.ticket('A', n, { side })).reducing).toBe(reducing);
  });

  const over = simple({ positions: [build.position('A1', 'A', 50)] });

  it('is never blocked by P and E, and says so', () => {
    const limit = build.limit('MAX_POSITION_QTY', 'QTY', '10');
    expect(measured(over, build.ticket('A', 5, SELL), limit)).toMatchObject({
      after: 45,
      status: 'WARN',
      exempt: 'REDUCING',
    });
  });

  it('is blocked by O', () => {
    expect(measured(over, build.ticket('A', 5, SELL), build.limit('MAX_ORDER_QTY', 'QTY', '4')).status).toBe(
      'BLOCK',
    );
  });

  it('does not exempt a ticket that only leaves it no worse', () => {
    const limit = build.limit('MAX_POSITION_QTY', 'QTY', '10');
    const crossing = measured(over, build.ticket('A', 100, SELL), limit);
    expect(crossing).toMatchObject({ before: 50, after: 50, status: 'WARN', exempt: 'NOT_WORSE' });
    expect(measured(over, build.ticket('A', 101, SELL), limit)).toMatchObject({
      after: 51,
      status: 'BLOCK',
      exempt: null,
    });
  });

  it('turns what cannot be determined into a warning in P, never in O', () => {
    const desk = { ...over, marks: [] };
    const decision = evaluateNaively(desk, build.ticket('A', 5, SELL));
    const status = (code: ControlCode) => decision.outcomes.find((row) => row.code === code);
    expect(status('MAX_POSITION_NOTIONAL')).toMatchObject({
      status: 'WARN',
      exempt: 'REDUCING',
      missing: { input: 'price' },
    });
    expect(status('STALE_PRICE')).toMatchObject({ status: 'UNDETERMINED', missing: { input: 'price' } });
    expect(decision.verdict).toBe('UNDETERMINED');
  });
});

it('lists outcomes in catalogue order, limits of one control in their own', () => {
  const limits = [
    build.limit('POSITION_COUNT', 'COUNT', '9', { limitId: 'second' as LimitId }),
    ...build.wideLimits().reverse(),
    build.limit('POSITION_COUNT', 'COUNT', '9', { limitId: 'first' as LimitId }),
  ];
  const { outcomes } = evaluateNaively(simple({ limits }), build.ticket('A', 1));
  const ranks = outcomes.map((row) => CONTROL_CODES.indexOf(row.code));
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(outcomes.filter((row) => row.code === 'POSITION_COUNT').map((row) => row.limitId)).toEqual([
    'second',
    'first',
  ]);
});
