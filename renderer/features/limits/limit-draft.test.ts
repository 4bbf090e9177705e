import { describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '#shared/contract/contract.ts';
import { readDraft, startDraft, type LimitDraft } from './limit-draft.ts';
import { limitRow } from './limit-row.testing.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const ENTRY: CatalogueEntry = {
  code: 'POSITION_WEIGHT',
  group: 'P',
  title: 'Position weight',
  formula: '',
  units: ['FRACTION'],
  minimum: false,
  alwaysOn: false,
  ratioOf: null,
  params: [{ name: 'window', unit: 'sessions', fallback: '252', required: false }],
  grouped: false,
};
const before = limitRow({
  params: {
    window: 60,
    tighten: {
      metric: 'STRESS_LEVEL',
      points: [
        [0, 1],
        [1, 0.5],
      ],
    },
  },
  filter: [{ field: 'side', op: 'in', values: ['BUY'] }],
  effectiveTo: Date.UTC(2026, 5, 1, 8, 30),
});
const start = startDraft({ kind: 'EDIT', row: before }, 'USD');
const read = (change: Partial<LimitDraft>, row = before) =>
  readDraft({ ...start, ...change }, row, ENTRY, NOW);

it('a draft that nobody touched is the limit as it stands', () => {
  const { limit, changed, looser, problem } = read({});
  expect({ changed, looser, problem }).toEqual({ changed: false, looser: [], problem: null });
  expect(limit).toMatchObject({
    limitId: before.limitId,
    scope: before.scope,
    hard: '0.1',
    soft: '0.08',
    params: before.params,
    filter: before.filter,
    effectiveTo: '2026-06-01T08:30:00.000Z',
  });
});

describe('what may let more through is named', () => {
  it.each([
    [{ hard: '12' }, ['hard or soft']],
    [{ hard: '9' }, []],
    [{ action: 'WARN' }, ['action']],
    [{ params: { window: '90' } }, ['params']],
    [{ params: {} }, ['params']],
    [{ rule: '' }, ['params']],
    [{ filter: 'side in SELL' }, ['filter']],
    [{ hard: '20', filter: '' }, ['hard or soft', 'filter']],
    [{ to: '' }, []],
  ] as const)('%j: %j', (change, looser) => {
    expect(read(change as Partial<LimitDraft>)).toMatchObject({ changed: true, looser, problem: null });
  });

  it('an action that is stronger is not', () => {
    expect(read({ action: 'BLOCK' }, limitRow({ ...before, action: 'LOG' }))).toMatchObject({
      changed: true,
      looser: [],
    });
  });
});

it.each([
  [{ limitId: 'a b' }, 'The name'],
  [{ key: ' ' }, 'whose'],
  [{ hard: '' }, 'Hard'],
  [{ filter: 'price in 5' }, 'none of'],
  [{ filter: 'side in ,' }, 'no value'],
  [{ rule: 'MOON 0:1' }, 'none of'],
  [{ rule: 'STRESS_LEVEL 0' }, 'value:factor'],
  [{ to: '2026-01-01T00:00' }, 'end after'],
  [{ from: '2027-01-01T00:00', to: '2026-12-01T00:00' }, 'end after'],
  [{ from: 'soon' }, 'date'],
])('%j cannot be sent', (change, sentence) => {
  const { limit, problem } = read(change);
  expect(limit).toBeNull();
  expect(problem).toContain(sentence);
});

it('begins later: it is proposed whatever it does', () => {
  expect(read({ from: '2026-03-01T00:00' })).toMatchObject({ changed: true, isLater: true });
});

it('a param without a default must be said', () => {
  const entry = { ...ENTRY, params: [{ name: 'op', unit: 'a sign', fallback: null, required: true }] };
  const draft = { ...startDraft({ kind: 'NEW', row: null }, 'USD'), limitId: 'new', hard: '5' };
  expect(readDraft(draft, null, entry, NOW).problem).toContain('op');
  expect(readDraft({ ...draft, params: { op: '<=' } }, null, entry, NOW).limit).toMatchObject({
    currency: 'USD',
    params: { op: '<=' },
  });
});
