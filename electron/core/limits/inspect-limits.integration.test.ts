import { afterEach, expect, it } from 'vitest';
import { CONTROLS } from '#shared/controls/registry.ts';
import { PRESET_NAMES } from '#shared/domain/limit-governance.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { build } from '#shared/testing/builders.ts';
import { actorNamed, openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';

let desk: TestDesk;
afterEach(async () => {
  await desk.close();
  desk.remove();
});

const send = (clOrdId: string, orderQty: string) =>
  desk.must('tickets.validate', {
    ticket: { clOrdId, account: 'MAIN', symbol: 'AAA', side: 'BUY', orderQty },
  });
const countsOf = async (limitId: string) => {
  const { limits } = await desk.must('limits.statistics', { window: '1h' });
  return limits.find((one) => one.limitId === limitId);
};

it('statistics count what was recorded before and after they were first asked for, once', async () => {
  desk = await openTestDesk();
  await send('T1', '500');
  await send('T2', '2000');
  const ID = 'max-position-notional';
  const found = { checks: 2, warnings: 0, denials: 1, max: 2, neverHit: false, alwaysHit: false };
  expect(await countsOf(ID)).toMatchObject(found);
  await send('T3', '2000');
  // A preview is no record.
  await desk.must('tickets.preview', {
    ticket: { account: 'MAIN', symbol: 'AAA', side: 'BUY', orderQty: '9' },
  });
  expect(await countsOf(ID)).toMatchObject({ ...found, checks: 3, denials: 2 });
  expect(await countsOf('gross-exposure')).toMatchObject({ checks: 3, denials: 0, neverHit: true });
  desk = await desk.reopen();
  expect(await countsOf(ID)).toMatchObject({ ...found, checks: 3, denials: 2 });
});

it('lint knows what the desk has', async () => {
  desk = await openTestDesk();
  expect(await desk.must('limits.lint', {})).toEqual([]);
  const limit = {
    limitId: 'x',
    control: 'MAX_POSITION_NOTIONAL' as const,
    scope: { level: 'SYMBOL' as const, key: 'ZZZ' },
    unit: 'MONEY' as const,
    currency: 'USD',
    hard: '1',
  };
  await desk.must('limits.tighten', { limit, reason: 'r' });
  await desk.must('limits.tighten', {
    limit: { ...limit, limitId: 'y', scope: { level: 'FIRM', key: '*' } },
    reason: 'r',
  });
  expect((await desk.must('limits.lint', {})).map(({ code, limitIds }) => [code, ...limitIds])).toEqual([
    ['MATCHES_NOTHING', 'x'],
    ['DOMINATED', 'max-position-notional', 'y'],
  ]);
});

/** Always on without a limit, in files of their own for what data they need, or of a metric that each desk names. */
const NOT_PRESET = new Set<string>([
  'STALE_PRICE',
  'SESSION',
  'DUPLICATE_ORDER',
  'FACTOR_EXPOSURE',
  'STRESS_LOSS',
  'SPREAD',
  'MARKET_CAP',
  'METRIC',
]);

it('every preset has a limit of the same controls, each with its source', async () => {
  desk = await openTestDesk();
  const presets = await desk.must('limits.presets', {});
  expect(presets.map(({ name }) => name)).toEqual([...PRESET_NAMES]);
  const controls = Object.values(CONTROLS)
    .filter(({ kind, code }) => kind === 'COMPARISON' && !NOT_PRESET.has(code))
    .map(({ code }) => code);
  for (const { limits } of presets) {
    expect(limits.filter(({ reason = '' }) => reason === '')).toEqual([]);
    const missing = controls.filter((code) => !limits.some(({ control }) => control === code));
    expect(missing).toEqual([]);
  }
});

it('a preset for an account is proposed under ids of its own, and one of it can be approved', async () => {
  desk = await openTestDesk();
  const scope = { level: 'ACCOUNT' as const, key: 'MAIN' };
  const answer = await desk.must('limits.instantiate', { preset: 'CONSERVATIVE', scope });
  expect(answer).toMatchObject({ status: 'PROPOSED' });
  const waiting = await desk.must('limits.versions', { waiting: true });
  expect(waiting).toHaveLength(answer.written);
  const weight = waiting.find(({ control }) => control === 'POSITION_WEIGHT');
  expect(weight).toMatchObject({ limitId: 'conservative-position-weight:ACCOUNT:MAIN', hard: '0.05', scope });
  expect(weight?.reason).toContain('CONSERVATIVE preset: Control catalogue');
  const decision = { limitId: weight?.limitId ?? '', version: 1, reason: 'agreed' };
  expect(await desk.call('limits.approve', decision)).toBe('FORBIDDEN');
  expect(await desk.callAs(actorNamed('bob'), 'limits.approve', decision)).toMatchObject({
    status: 'ACTIVE',
  });
  const odd = await desk.call('limits.instantiate', {
    preset: 'PAPER',
    scope: { level: 'DESK', key: 'a b' },
  });
  expect(odd).toBe('LIMIT_INVALID');
});

it('the export is what stands for good, and is taken again as it was', async () => {
  desk = await openTestDesk();
  const limit = {
    limitId: 'gross-exposure',
    control: 'GROSS_EXPOSURE' as const,
    scope: { level: 'FIRM' as const, key: '*' },
    unit: 'MONEY' as const,
    currency: 'USD',
    hard: '1',
    effectiveTo: new Date(build.NOON + 3_600_000).toISOString(),
  };
  await desk.must('limits.tighten', { limit, reason: 'r' });
  const { limits } = await desk.must('limits.export', {});
  expect(limits).toContainEqual(expect.objectContaining({ limitId: 'gross-exposure', hard: '10000000' }));
  const standing = desk.desk.lastingLimits();
  const changed = standing.map((one): Limit =>
    one.control === 'GROSS_EXPOSURE' ? { ...one, hard: '5' } : one,
  );
  const added = build.limit('LEVERAGE', 'RATIO', '2');
  expect(desk.desk.compareLimits(standing)).toMatchObject({ added: [], changed: [], missing: [] });
  expect(desk.desk.compareLimits([...changed.slice(1), added])).toEqual({
    added: ['leverage'],
    changed: changed.slice(1).some(({ control }) => control === 'GROSS_EXPOSURE') ? ['gross-exposure'] : [],
    unchanged: changed
      .slice(1)
      .filter(({ control }) => control !== 'GROSS_EXPOSURE')
      .map(({ limitId }) => limitId),
    missing: [changed[0]?.limitId],
  });
});
