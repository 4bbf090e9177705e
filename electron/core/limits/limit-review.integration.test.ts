import { afterEach, describe, expect, it } from 'vitest';
import type { LimitInput } from '#shared/contract/schemas/limit.ts';
import { actorNamed, openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';

let desk: TestDesk;
afterEach(async () => {
  await desk.close();
  desk.remove();
});

const ID = 'max-position-notional';
const position = (hard: string, more: Partial<LimitInput> = {}): LimitInput => ({
  limitId: ID,
  control: 'MAX_POSITION_NOTIONAL',
  scope: { level: 'FIRM', key: '*' },
  unit: 'MONEY',
  currency: 'USD',
  hard,
  soft: hard,
  ...more,
});
const as = actorNamed;
const waiting = async () =>
  (await desk.must('limits.waiting', {})).map(({ version, before, loosens }) => [
    version.version,
    version.createdBy,
    before?.hard ?? null,
    loosens.replace(/:.*/s, ''),
  ]);

describe('what waits', () => {
  it('stands beside what it would replace, and says whether it loosens', async () => {
    desk = await openTestDesk();
    expect(await waiting()).toEqual([]);
    await desk.mustAs(as('ann'), 'limits.propose', { limit: position('200000'), reason: 'more' });
    await desk.mustAs(as('ann'), 'limits.propose', {
      limit: position('50000', { effectiveFrom: '2030-01-01' }),
      reason: 'less, later',
    });
    await desk.mustAs(as('bob'), 'limits.tighten', { limit: position('80000'), reason: 'storm' });
    await desk.mustAs(as('ann'), 'limits.retire', { limitId: 'gross-exposure', reason: 'unused' });
    expect((await waiting()).map((row) => row.join(' ')).toSorted()).toEqual([
      '2 ann 100000 hard',
      '2 ann 10000000 it ends the limit',
      '3 ann 100000 ',
      '4 bob 100000 ',
    ]);
  });

  it('of a limit that is new has nothing below it', async () => {
    desk = await openTestDesk();
    const limit = position('1', { limitId: 'new', scope: { level: 'SYMBOL', key: 'AAA' } });
    await desk.must('limits.propose', { limit, reason: 'new' });
    expect(await waiting()).toEqual([[1, 'ann', null, '']]);
  });
});

describe('a version written against one that is no longer there', () => {
  it.each(['limits.propose', 'limits.tighten'] as const)('is refused by %s', async (method) => {
    desk = await openTestDesk();
    const write = (hard: string, expectedVersion: number) =>
      desk.call(method, { limit: position(hard), expectedVersion, reason: 'r' });
    expect(await write('90000', 0)).toBe('CONFLICT');
    expect(await write('90000', 1)).toMatchObject({ version: 2 });
    await desk.must('limits.tighten', { limit: position('80000'), reason: 'r' });
    expect(await write('70000', 1)).toBe('CONFLICT');
  });
});

it('an account without a limit that every ticket needs is named, until it has one', async () => {
  desk = await openTestDesk();
  expect(await desk.must('limits.uncovered', {})).toEqual([]);
  await desk.mustAs(as('ann'), 'limits.retire', { limitId: ID, reason: 'gone' });
  await desk.mustAs(as('bob'), 'limits.approve', { limitId: ID, version: 2, reason: 'gone' });
  const account = { account: 'MAIN', desk: 'DESK', missing: [ID.toUpperCase().replaceAll('-', '_')] };
  expect(await desk.must('limits.uncovered', {})).toEqual([{ ...account, conditional: [] }]);
  const limit = position('1', { limitId: 'some', filter: [{ field: 'side', op: 'in', values: ['BUY'] }] });
  await desk.mustAs(as('ann'), 'limits.propose', { limit, reason: 'buys only' });
  await desk.mustAs(as('bob'), 'limits.approve', { limitId: 'some', version: 1, reason: 'agreed' });
  expect(await desk.must('limits.uncovered', {})).toEqual([
    { ...account, missing: [], conditional: account.missing },
  ]);
});

it('a draft is replayed without being proposed, and refused when it makes no sense', async () => {
  desk = await openTestDesk();
  // The test desk has no replay thread: reaching it is INTERNAL.
  expect(await desk.call('limits.replay', { draft: position('5') })).toBe('INTERNAL');
  expect(await desk.call('limits.replay', { draft: position('5', { unit: 'QTY' }) })).toBe('LIMIT_INVALID');
  expect(await desk.call('limits.replay', { limitIds: [ID] })).toBe('NOT_FOUND');
  expect(await waiting()).toEqual([]);
});

describe('a limits file', () => {
  const fileOf = (...limits: readonly unknown[]) => ({
    file: 'l.json',
    text: JSON.stringify({ schemaVersion: 1, limits }),
  });

  it('is compared row by row, and then proposed', async () => {
    desk = await openTestDesk();
    const added = position('7', { limitId: 'new', scope: { level: 'SYMBOL', key: 'AAA' } });
    const file = fileOf(position('250000'), added);
    const found = await desk.must('limits.compareFile', file);
    expect(found).toMatchObject({ format: 'JSON', added: 1, changed: 1, unchanged: 0, missing: 2 });
    expect(found.rows.map((row) => [row.kind, row.limitId, row.before?.hard, row.after?.hard])).toEqual([
      ['ADDED', 'new', undefined, '7'],
      ['CHANGED', ID, '100000', '250000'],
      ['MISSING', 'gross-exposure', '10000000', undefined],
      ['MISSING', 'max-order-notional', '1000000', undefined],
    ]);
    expect(await waiting()).toEqual([]);
    expect(await desk.must('limits.importFile', file)).toEqual({ written: 2, status: 'PROPOSED' });
    expect((await waiting()).length).toBe(2);
    expect(await desk.must('limits.compareFile', file)).toMatchObject({ unchanged: 2, changed: 0, added: 0 });
  });

  it('with a refused row is shown whole and taken not at all', async () => {
    desk = await openTestDesk();
    const file = fileOf(position('250000'), position('5', { limitId: 'bad', unit: 'QTY' }));
    const found = await desk.must('limits.compareFile', file);
    expect(found).toMatchObject({ changed: 1, rejected: 1, rejects: [{ row: 2, column: 'unit' }] });
    expect(await desk.call('limits.importFile', file)).toBe('LIMIT_INVALID');
    expect(await desk.call('limits.compareFile', { file: 'l', text: '{' })).toBe('IMPORT_UNREADABLE');
    expect(await waiting()).toEqual([]);
  });

  it('in CSV comes back as it was exported', async () => {
    desk = await openTestDesk();
    const { csv } = await desk.must('limits.exportCsv', {});
    const found = await desk.must('limits.compareFile', { file: 'l.csv', text: csv });
    expect(found).toMatchObject({ format: 'CSV', unchanged: 3, added: 0, changed: 0, missing: 0, rows: [] });
  });
});
