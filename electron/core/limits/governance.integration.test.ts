import { afterEach, describe, expect, it } from 'vitest';
import { valueOf } from '#electron/store/temporary-desk.testing.ts';
import { verifyJournal } from '#electron/workers/journal-verify.ts';
import type { Capability } from '#shared/contract/procedure.ts';
import type { LimitInput } from '#shared/contract/schemas/limit.ts';
import type { Actor } from '../desk/actor.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import { build } from '#shared/testing/builders.ts';
import { ACTOR, actorNamed, openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';

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
/** The most shares of AAA at 100 that may be bought. */
const most = async (): Promise<number | null> => {
  const ticket = { account: 'MAIN', symbol: 'AAA', side: 'BUY', orderQty: '9000' };
  return (await desk.must('tickets.preview', { ticket })).maxQty;
};
const propose = (user: string, hard: string, more: Partial<LimitInput> = {}) =>
  desk.callAs(actorNamed(user), 'limits.propose', { limit: position(hard, more), reason: 'more room' });
const decide = (user: string, how: 'approve' | 'reject', version: number) =>
  desk.callAs(actorNamed(user), `limits.${how}`, { limitId: ID, version, reason: `${how} it` });
const later = (hours: number) => new Date(build.NOON + hours * 3_600_000).toISOString();
const statuses = async () =>
  (await desk.must('limits.versions', { limitId: ID })).map(({ version, status }) => `${version} ${status}`);

describe('a change of a limit', () => {
  it('waits for another officer, then replaces the version before, for the very next ticket', async () => {
    desk = await openTestDesk();
    expect(await propose('ann', '200000')).toMatchObject({ version: 2, status: 'PROPOSED' });
    expect(await most()).toBe(1000);
    expect(await decide('ann', 'approve', 2)).toBe('FORBIDDEN');
    expect(await most()).toBe(1000);
    expect(await decide('bob', 'approve', 2)).toMatchObject({ status: 'ACTIVE', approvedBy: 'bob' });
    expect(await most()).toBe(2000);
    expect(await decide('cy', 'approve', 2)).toBe('CONFLICT');
    desk = await desk.reopen();
    expect(await most()).toBe(2000);
    expect(await desk.must('limits.versions', { limitId: ID })).toMatchObject([
      {
        version: 2,
        status: 'ACTIVE',
        createdBy: 'ann',
        reason: 'more room',
        approvedBy: 'bob',
        approvalReason: 'approve it',
      },
      { version: 1, status: 'RETIRED', endedBy: 'bob', endReason: 'approve it' },
    ]);
    expect(valueOf(await verifyJournal(desk.file))).toMatchObject({ ok: true, problems: [] });
  });

  it('that was proposed against a version which is no longer the newest is not approved', async () => {
    desk = await openTestDesk();
    await propose('ann', '200000');
    await desk.callAs(actorNamed('cy'), 'limits.tighten', { limit: position('50000'), reason: 'storm' });
    expect(await decide('bob', 'approve', 2)).toBe('CONFLICT');
    expect(await most()).toBe(500);
  });

  it('is dropped by a rejection, and may be withdrawn', async () => {
    desk = await openTestDesk();
    await propose('ann', '200000');
    await propose('ann', '300000');
    expect(await decide('bob', 'reject', 2)).toMatchObject({ status: 'RETIRED' });
    expect(await decide('ann', 'reject', 3)).toMatchObject({ status: 'RETIRED' });
    expect(await statuses()).toEqual(['3 RETIRED', '2 RETIRED', '1 ACTIVE']);
    expect(await decide('bob', 'approve', 9)).toBe('NOT_FOUND');
  });

  it('is rejected by who approves limits, and withdrawn by who wrote it, with no more than may be asked of them', async () => {
    desk = await openTestDesk();
    const may = (user: string, ...capabilities: Capability[]) => ({
      ...actorNamed(user),
      capabilities: new Set<Capability>(['VIEW', ...capabilities]),
    });
    const reject = (actor: Actor, version: number) =>
      desk.callAs(actor, 'limits.reject', { limitId: ID, version, reason: 'no' });
    await propose('ann', '200000');
    await propose('ann', '300000');
    expect(await reject(may('ann'), 2)).toBe('FORBIDDEN');
    expect(await reject(may('cy', 'MANAGE_LIMITS'), 2)).toBe('FORBIDDEN');
    expect(await statuses()).toEqual(['3 PROPOSED', '2 PROPOSED', '1 ACTIVE']);
    expect(await reject(may('ann', 'MANAGE_LIMITS'), 2)).toMatchObject({ status: 'RETIRED' });
    expect(await reject(may('bob', 'APPROVE_LIMITS'), 3)).toMatchObject({ status: 'RETIRED' });
  });

  it('for a while ends by itself, to the millisecond, and leaves the one below', async () => {
    desk = await openTestDesk();
    await propose('ann', '200000', { effectiveTo: later(2) });
    await decide('bob', 'approve', 2);
    expect(await statuses()).toEqual(['2 ACTIVE', '1 ACTIVE']);
    const end = build.NOON + 2 * 3_600_000;
    desk.setNow((end - 1) as EpochMs);
    expect(await most()).toBe(2000);
    desk.setNow(end as EpochMs);
    expect(await most()).toBe(1000);
    expect(await desk.must('limits.list', {})).toMatchObject([{}, {}, { limitId: ID, version: 1 }]);
  });

  it('from a later instant leaves the one before in force until then', async () => {
    desk = await openTestDesk();
    await propose('ann', '200000', { effectiveFrom: later(1) });
    await decide('bob', 'approve', 2);
    expect(await most()).toBe(1000);
    desk.setNow((build.NOON + 3_600_000) as EpochMs);
    expect(await most()).toBe(2000);
  });

  it('that ends a limit needs two, and then no ticket may go without it', async () => {
    desk = await openTestDesk();
    expect(await desk.call('limits.retire', { limitId: ID, reason: 'old' })).toMatchObject({
      status: 'PROPOSED',
    });
    expect(await decide('ann', 'approve', 2)).toBe('FORBIDDEN');
    expect(await most()).toBe(1000);
    expect(await decide('bob', 'approve', 2)).toMatchObject({ status: 'RETIRED' });
    expect(await most()).toBe(0);
    // Nor may one person bring it back.
    const tighten = await desk.callAs(actorNamed('ann'), 'limits.tighten', {
      limit: position('1'),
      reason: 'back',
    });
    expect(tighten).toBe('LIMIT_INVALID');
    const save = { limit: position('1'), expectedVersion: 0, reason: 'back' };
    expect(await desk.call('limits.save', save)).toMatchObject({ status: 'PROPOSED' });
    expect(
      valueOf(await desk.desk.importLimits([build.limit('LEVERAGE', 'RATIO', '9')], ACTOR)),
    ).toMatchObject({
      status: 'PROPOSED',
    });
    expect(await most()).toBe(0);
  });
});

describe('an emergency', () => {
  const tighten = (user: string, hard: string, more: Partial<LimitInput> = {}) =>
    desk.callAs(actorNamed(user), 'limits.tighten', { limit: position(hard, more), reason: 'storm' });

  it('is tightened at once by one, kept by another', async () => {
    desk = await openTestDesk();
    expect(await tighten('ann', '50000')).toMatchObject({ status: 'ACTIVE', awaitingReview: true });
    expect(await most()).toBe(500);
    expect(await desk.must('limits.versions', { waiting: true })).toMatchObject([
      { limitId: ID, version: 2 },
    ]);
    expect(await decide('ann', 'approve', 2)).toBe('FORBIDDEN');
    expect(await decide('ann', 'reject', 2)).toBe('FORBIDDEN');
    expect(await decide('bob', 'approve', 2)).toMatchObject({ awaitingReview: false, approvedBy: 'bob' });
    expect(await most()).toBe(500);
    expect(await statuses()).toEqual(['2 ACTIVE', '1 RETIRED']);
    expect(valueOf(await verifyJournal(desk.file))).toMatchObject({ ok: true, problems: [] });
  });

  it('is taken back by another: what was before comes back', async () => {
    desk = await openTestDesk();
    await tighten('ann', '50000');
    expect(await decide('bob', 'reject', 2)).toMatchObject({ status: 'RETIRED' });
    expect(await most()).toBe(1000);
  });

  it.each<[string, string, Partial<LimitInput>]>([
    ['a higher hard', '100000.01', {}],
    ['a weaker action', '50000', { action: 'WARN' }],
    ['another scope', '50000', { scope: { level: 'ACCOUNT', key: 'OTHER' } }],
  ])('does not take %s', async (_name, hard, more) => {
    desk = await openTestDesk();
    expect(await tighten('ann', hard, more)).toBe('LIMIT_INVALID');
    expect(await most()).toBe(1000);
  });
});

describe('the stress level', () => {
  const set = (user: string, level: number) =>
    desk.callAs(actorNamed(user), 'limits.setStressLevel', { level, reason: 'desk' });

  it('is raised by one and lowered by two, and moves the limits that follow it at once', async () => {
    desk = await openTestDesk();
    const tighten = {
      metric: 'STRESS_LEVEL' as const,
      points: [[0, 1] as [number, number], [1, 0.5] as [number, number]],
    };
    await desk.callAs(actorNamed('ann'), 'limits.tighten', {
      limit: position('100000', { params: { tighten } }),
      reason: 'r',
    });
    // Nobody ever set it: as tight as it can be.
    expect(await most()).toBe(500);
    const ticket = { account: 'MAIN', symbol: 'AAA', side: 'BUY', orderQty: '9000' };
    const { outcomes } = await desk.must('tickets.preview', { ticket });
    expect(outcomes.find(({ limitId }) => limitId === ID)).toMatchObject({
      hard: 50_000,
      notes: ['follows STRESS_LEVEL, hard 100000 without it'],
    });
    expect(await set('ann', 0)).toEqual({ level: null, proposal: { level: 0, by: 'ann' } });
    expect(await set('ann', 0)).toMatchObject({ level: null });
    expect(await most()).toBe(500);
    expect(await set('bob', 0.2)).toEqual({ level: 0.2, proposal: null });
    expect(await most()).toBe(900);
    expect(await set('bob', 1)).toEqual({ level: 1, proposal: null });
    expect(await most()).toBe(500);
    await set('bob', 0);
    desk = await desk.reopen();
    expect(await most()).toBe(500);
    expect(await set('cy', 0)).toEqual({ level: 0, proposal: null });
    expect(await most()).toBe(1000);
    const [, , row] = await desk.must('limits.list', {});
    expect(row).toMatchObject({ hard: '100000', tightened: { metric: 'STRESS_LEVEL', value: 0, factor: 1 } });
    expect(valueOf(await verifyJournal(desk.file))).toMatchObject({ ok: true, problems: [] });
  });
});
