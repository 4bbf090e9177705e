import { expect, it } from 'vitest';
import { diffLimits } from './limit-diff.ts';
import { limitRow } from './limit-row.testing.ts';

const named = (...args: Parameters<typeof diffLimits>) =>
  diffLimits(...args).map(({ field, before, after, change }) => [field, before, after, change]);

it('names the fields that differ, numbers with by how much', () => {
  const after = limitRow({ hard: '0.125', soft: null, action: 'WARN', params: { window: 60 } });
  expect(named(limitRow(), after)).toEqual([
    ['Hard', '10 %', '12.5 %', expect.closeTo(0.25)],
    ['Soft', '8 %', 'by default', null],
    ['Action', 'Block', 'Warn', null],
    ['Window', '–', '60', null],
  ]);
});

it('finds nothing between versions that say the same', () => {
  expect(diffLimits(limitRow(), limitRow({ version: 4, reason: 'again', createdBy: 'b' }))).toEqual([]);
});

it('shows every digit, so that no change looks like none', () => {
  const money = { unit: 'MONEY', currency: 'USD', soft: null } as const;
  const [old, next] = [
    limitRow({ ...money, hard: '1000000.00' }),
    limitRow({ ...money, hard: '1000000.01' }),
  ];
  expect(named(old, next)).toEqual([['Hard', '1,000,000', '1,000,000.01', expect.closeTo(1e-8)]]);
  expect(named(old, limitRow({ ...money, hard: '1000000' }))).toEqual([]);
});

it('tells a rule, a filter and another scope in words', () => {
  const after = limitRow({
    scope: { level: 'ACCOUNT', key: 'ALPHA' },
    filter: [{ field: 'side', op: 'notIn', values: ['BUY', 'SELL'] }],
    params: {
      tighten: {
        metric: 'STRESS_LEVEL',
        points: [
          [0, 1],
          [1, 0.5],
        ],
      },
    },
  });
  expect(named(limitRow(), after)).toEqual([
    ['Scope', 'Firm', 'Account ALPHA', null],
    ['Only for', '–', 'Side is not BUY or SELL', null],
    ['Tighten', '–', 'STRESS_LEVEL 0:1 1:0.5', null],
  ]);
});

it('of a limit that is new says everything but its name', () => {
  const fields = diffLimits(null, limitRow()).map(({ field }) => field);
  expect(fields).toEqual(['Unit', 'Hard', 'Soft', 'Action', 'Until']);
});
