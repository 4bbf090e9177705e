import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { valueOf } from '#electron/store/temporary-desk.testing.ts';
import { verifyJournal } from '#electron/workers/journal-verify.ts';
import type { LimitInput, LimitRow, LimitVersionRow } from '#shared/contract/schemas/limit.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import { LIMIT_ACTIONS, type Limit } from '#shared/domain/limit.ts';
import { build } from '#shared/testing/builders.ts';
import { actorNamed, openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';
import { inForce } from './layers.ts';

const HOUR = 3_600_000;
const USERS = ['ann', 'bob', 'cy'] as const;
const IDS = ['max-order-notional', 'max-position-notional', 'extra'] as const;
type Id = (typeof IDS)[number];

/** Hard, soft and action of a limit at one instant, as numbers that grow with what they let through; null: none. */
type Reach = readonly [hard: number, soft: number, action: number] | null;

/** One version that two people (or the initial set) agreed to, from its beginning to its end. */
interface Agreed {
  readonly version: number;
  readonly reach: NonNullable<Reach>;
  readonly from: number;
  readonly to: number;
  readonly scope: string;
}

/** Only what two people agreed to, kept by hand; and the desk's own time. */
interface Model {
  readonly agreed: Map<Id, Agreed[]>;
  now: number;
}
interface Real {
  desk: TestDesk;
}

const reachOf = ({ hard, soft, action }: Pick<Limit, 'hard' | 'soft' | 'action'>): NonNullable<Reach> => [
  Number(hard),
  soft === null ? 0.8 * Number(hard) : Number(soft),
  LIMIT_ACTIONS.indexOf(action),
];

const inputOf = (id: Id, hard: number, change: Change, now: number): LimitInput => ({
  limitId: id,
  control: id === 'max-order-notional' ? 'MAX_ORDER_NOTIONAL' : 'MAX_POSITION_NOTIONAL',
  scope: change.wide ? { level: 'FIRM', key: '*' } : { level: 'ACCOUNT', key: 'MAIN' },
  unit: 'MONEY',
  currency: 'USD',
  hard: String(hard),
  soft: String(hard * change.softShare),
  action: change.action,
  ...(change.from === 0 ? {} : { effectiveFrom: new Date(now + change.from * HOUR).toISOString() }),
  ...(change.hours === 0 ? {} : { effectiveTo: new Date(now + change.hours * HOUR).toISOString() }),
});

type Command = fc.AsyncCommand<Model, Real>;

const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run,
  toString: () => name,
});

interface Change {
  readonly wide: boolean;
  readonly softShare: number;
  readonly action: Limit['action'];
  readonly from: number;
  readonly hours: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  wide: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
  softShare: fc.constantFrom(0.5, 1),
  action: fc.oneof({ weight: 4, arbitrary: fc.constant('BLOCK' as const) }, fc.constantFrom('WARN', 'LOG')),
  from: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.constantFrom(-5, 3)),
  hours: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.constantFrom(2, 6)),
});

/** What two people agreed to is in force at an instant: the newest of those that are live. */
function agreedAt(model: Model, id: Id, at: number): Agreed | null {
  const live = (model.agreed.get(id) ?? []).filter(({ from, to }) => from <= at && at < to);
  return live.reduce<Agreed | null>(
    (best, one) => (best === null || one.version > best.version ? one : best),
    null,
  );
}

async function activeOf(desk: TestDesk): Promise<Limit[]> {
  const versions = await desk.must('limits.versions', { after: '', count: 10_000 });
  return versions.filter(({ status }) => status === 'ACTIVE') as unknown as Limit[];
}

/** At every instant from now on: nothing is looser than what two people agreed to, and nothing of it is gone. */
async function expectNothingLooser(model: Model, { desk }: Real): Promise<void> {
  const active = await activeOf(desk);
  const edges = active.flatMap(({ effectiveFrom, effectiveTo }) => [effectiveFrom, effectiveTo ?? 0]);
  const own = [...model.agreed.values()]
    .flat()
    .flatMap(({ from, to }) => [from, Number.isFinite(to) ? to : 0]);
  for (const at of new Set([model.now, ...edges, ...own])) {
    if (at < model.now) continue;
    const live = inForce(active, at as EpochMs);
    for (const id of IDS) {
      const agreed = agreedAt(model, id, at);
      if (agreed === null) continue;
      const limit = live.find(({ limitId }) => limitId === id);
      const what = `${id} at +${(at - model.now) / HOUR} h`;
      expect(limit, `${what} is gone`).toBeDefined();
      if (limit === undefined) continue;
      const reach = reachOf(limit);
      reach.forEach((value, i) =>
        expect(value, `${what} is looser`).toBeLessThanOrEqual(agreed.reach[i] ?? 0),
      );
      expect(limit.scope.level, `${what} covers less`).toBe(agreed.scope);
    }
    // Without any limit of this control every ticket is denied, so that its first one lets something through.
    const [needed] = IDS;
    if (agreedAt(model, needed, at) === null)
      expect(
        live.find(({ limitId }) => limitId === needed),
        `${needed} came to be`,
      ).toBeUndefined();
  }
}

const write = (
  how: 'limits.propose' | 'limits.tighten' | 'limits.save',
  user: string,
  id: Id,
  hard: number,
  change: Change,
): Command =>
  command(`${user}: ${how} ${id} ${hard} ${JSON.stringify(change)}`, async (model, real) => {
    const limit = inputOf(id, hard, change, model.now);
    const rows = await real.desk.must('limits.list', {});
    const shown = rows.find(({ limitId }) => limitId === id)?.version ?? 0;
    const more = how === 'limits.save' ? { expectedVersion: shown } : {};
    const row = await real.desk.callAs(actorNamed(user), how, { limit, reason: 'r', ...more } as never);
    if (typeof row === 'string') expect(['LIMIT_INVALID', 'CONFLICT']).toContain(row);
    await expectNothingLooser(model, real);
  });

const retire = (user: string, id: Id): Command =>
  command(`${user}: retire ${id}`, async (model, real) => {
    await real.desk.callAs(actorNamed(user), 'limits.retire', { limitId: id, reason: 'r' });
    await expectNothingLooser(model, real);
  });

const decide = (how: 'limits.approve' | 'limits.reject', user: string, pick: number): Command =>
  command(`${user}: ${how} #${pick}`, async (model, real) => {
    const waiting = await real.desk.must('limits.versions', { waiting: true });
    const version = waiting[pick % Math.max(1, waiting.length)];
    if (version === undefined) return;
    const { limitId, version: number } = version;
    const row = await real.desk.callAs(actorNamed(user), how, { limitId, version: number, reason: 'r' });
    const isOwn = version.createdBy === user;
    if (isOwn && (how === 'limits.approve' || version.status === 'ACTIVE')) expect(row).toBe('FORBIDDEN');
    if (typeof row !== 'string' && how === 'limits.approve') agree(model, version, row);
    await expectNothingLooser(model, real);
  });

/** Two people agreed: a version counts from now on, or the limit no longer does. */
function agree(model: Model, version: LimitVersionRow, row: LimitRow): void {
  const id = version.limitId as Id;
  if (row.status === 'RETIRED' && version.change === 'RETIRE') {
    model.agreed.set(id, []);
    return;
  }
  const one: Agreed = {
    version: version.version,
    reach: reachOf(version as never),
    from: version.effectiveFrom,
    to: version.effectiveTo ?? Infinity,
    scope: version.scope.level,
  };
  model.agreed.set(id, [...(model.agreed.get(id) ?? []), one]);
}

const wait = (hours: number): Command =>
  command(`wait ${hours} h`, async (model, real) => {
    model.now += hours * HOUR;
    real.desk.setNow(model.now as EpochMs);
    await expectNothingLooser(model, real);
  });

const restart = (): Command =>
  command('restart', async (model, real) => {
    expect(await real.desk.picture()).toEqual(await real.desk.storedPicture());
    real.desk = await real.desk.reopen();
    real.desk.setNow(model.now as EpochMs);
    await expectNothingLooser(model, real);
  });

const importSet = (user: string, hard: number): Command =>
  command(`${user}: import ${hard}`, async (model, real) => {
    const limit = build.limit('MAX_ORDER_NOTIONAL', 'MONEY', String(hard));
    valueOf(await real.desk.desk.importLimits([limit], actorNamed(user)));
    await expectNothingLooser(model, real);
  });

const user = fc.constantFrom(...USERS);
const id = fc.constantFrom(...IDS);
const hard = fc.constantFrom(10, 50_000, 100_000, 1_000_000, 2_000_000);
const COMMANDS = [
  fc
    .tuple(fc.constantFrom('limits.propose', 'limits.tighten', 'limits.save'), user, id, hard, change)
    .map(([how, who, what, value, more]) => write(how, who, what, value, more)),
  fc.tuple(user, id).map(([who, what]) => retire(who, what)),
  fc
    .tuple(fc.constantFrom('limits.approve', 'limits.approve', 'limits.reject'), user, fc.nat(9))
    .map(([how, who, pick]) => decide(how, who, pick)),
  fc.constantFrom(1, 3, 10).map((hours) => wait(hours)),
  fc.constant(restart()),
  fc.tuple(user, hard).map(([who, value]) => importSet(who, value)),
];

describe('limit governance', () => {
  it(
    'no sequence of commands raises a limit in force without two officers, now or later',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.commands(COMMANDS, { size: 'max', maxCommands: 30 }), async (commands) => {
          const desk = await openTestDesk();
          const real: Real = { desk };
          const agreed = new Map<Id, Agreed[]>(
            (await activeOf(desk)).map((limit) => [
              limit.limitId as unknown as Id,
              [{ version: 1, reach: reachOf(limit), from: 0, to: Infinity, scope: limit.scope.level }],
            ]),
          );
          try {
            await fc.asyncModelRun(() => ({ model: { agreed, now: build.NOON }, real }), commands);
            expect(valueOf(await verifyJournal(real.desk.file))).toMatchObject({ ok: true, problems: [] });
          } finally {
            await real.desk.close();
            real.desk.remove();
          }
        }),
        { numRuns: 8, endOnFailure: true },
      );
    },
  );
});
