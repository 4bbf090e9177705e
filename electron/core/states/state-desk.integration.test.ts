import { fc } from '#shared/testing/seeded-check.testing.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  rawDatabase,
  seedDesk,
  temporaryDesk,
  valueOf,
  writeRecords,
} from '#electron/store/temporary-desk.testing.ts';
import { verifyAudit } from '#electron/store/verify-audit.ts';
import type { InputOf } from '#shared/contract/contract.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import { TRADING_STATES, type TradingState } from '#shared/domain/reference.ts';
import { isLooser } from '#shared/domain/trading-state.ts';
import type { Actor } from '../desk/actor.ts';
import type { JournalRecord } from '../ports/journal.ts';
import { openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';

const PEOPLE = ['ann', 'bob'] as const;
type Person = (typeof PEOPLE)[number];
const officer = (user: Person): Actor => ({
  user,
  origin: 'cli',
  capabilities: new Set(['VIEW', 'SET_STATES']),
});
const FIFTEEN_MINUTES = 15 * 60_000;

/** A desk with users, so that two people can agree. */
async function openOfficersDesk(faults?: Parameters<typeof openTestDesk>[0]): Promise<TestDesk> {
  const desk = await openTestDesk(faults);
  if (faults === undefined)
    await desk.must('users.save', { user: 'ann', roles: ['ADMIN'], osAccount: 'ann' });
  return desk;
}

let opened: TestDesk[] = [];
const keep = (desk: TestDesk): TestDesk => {
  opened.push(desk);
  return desk;
};
beforeEach(() => {
  opened = [];
});
afterEach(async () => {
  for (const desk of opened) {
    await desk.close();
    desk.remove();
  }
});

const FIRM = { level: 'FIRM', key: '*' } as const;
const halt = { ...FIRM, state: 'HALTED', reason: 'runaway' } as const;
const rearm = { ...FIRM, state: 'ACTIVE', reason: 'mended' } as const;
const buy = { account: 'MAIN', symbol: 'AAA', side: 'BUY', orderQty: '10', trader: 'tess', strategy: 'mean' };

const verdictOf = async (desk: TestDesk, ticket: InputOf<'tickets.preview'>['ticket'] = buy) =>
  (await desk.must('tickets.preview', { ticket })).verdict;
const stateOf = async (desk: TestDesk): Promise<TradingState> =>
  (await desk.must('desk.status', {})).trading.state;

describe('a stricter state', () => {
  it.each([
    ['FIRM', '*'],
    ['DESK', 'DESK'],
    ['ACCOUNT', 'MAIN'],
    ['TRADER', 'tess'],
    ['STRATEGY', 'mean'],
    ['SYMBOL', 'AAA'],
  ] as const)(
    'of %s %s denies the very next ticket, also while its record is on its way',
    async (level, key) => {
      const desk = keep(await openOfficersDesk());
      expect(await verdictOf(desk)).toBe('PASS');
      const setting = desk.mustAs(officer('ann'), 'states.set', { level, key, state: 'HALTED', reason: 'x' });
      expect(await verdictOf(desk)).toBe('BLOCK');
      expect(await setting).toMatchObject({ state: 'HALTED', recorded: true, actor: 'ann' });
      expect(await verdictOf(desk)).toBe('BLOCK');
      const other = { ...buy, symbol: 'BBB', trader: 'other', strategy: 'other' };
      expect(await verdictOf(desk, other)).toBe(
        ['TRADER', 'STRATEGY', 'SYMBOL'].includes(level) ? 'PASS' : 'BLOCK',
      );
    },
  );

  it('survives a restart, and is in the status of every client', async () => {
    let desk = await openOfficersDesk();
    await desk.mustAs(officer('ann'), 'states.set', halt);
    desk = keep(await desk.reopen());
    expect(await verdictOf(desk)).toBe('BLOCK');
    expect(await stateOf(desk)).toBe('HALTED');
    expect(await desk.must('states.list', {})).toMatchObject({
      states: [{ ...halt, actor: 'ann', recorded: true }],
      rearms: [],
    });
  });

  it('pushes the status', async () => {
    const desk = keep(await openOfficersDesk());
    const pushed: unknown[] = [];
    desk.desk.subscribe((event, data) => void (event === 'desk.status' && pushed.push(data)));
    await desk.mustAs(officer('ann'), 'states.set', halt);
    expect(pushed).toMatchObject([{ trading: { state: 'HALTED', scope: 'FIRM *' } }]);
  });

  it.each(['before', 'after'] as const)(
    'stays in force when its commit fails %s it was written, through everything that reads the book again',
    async (written) => {
      const desk = keep(await openOfficersDesk({ failCommit: { batch: 1, written } }));
      expect(await desk.callAs(officer('ann'), 'states.set', halt)).toBe('COMMIT_UNKNOWN');
      expect(await verdictOf(desk)).toBe('BLOCK');
      expect(await desk.must('states.list', {})).toMatchObject({ states: [{ ...halt, recorded: false }] });
      // Written again, it is on record; an evaluation in between read the book anew.
      await expect
        .poll(() => desk.callAs(officer('ann'), 'states.set', halt))
        .toMatchObject({ recorded: true });
      expect(await verdictOf(desk)).toBe('BLOCK');
      expect(await desk.must('states.list', {})).toMatchObject({ states: [{ ...halt, recorded: true }] });
    },
  );

  it.each([
    ['FIRM', 'x'],
    ['ACCOUNT', 'main'],
    ['DESK', 'MAIN'],
    ['SYMBOL', 'ZZZ'],
  ] as const)('of %s %s, which is not there, is refused: it would halt nothing', async (level, key) => {
    const desk = keep(await openOfficersDesk());
    expect(await desk.callAs(officer('ann'), 'states.set', { ...halt, level, key })).toBe('NOT_FOUND');
  });
});

describe('a looser state', () => {
  it('takes a request and the approval of another person', async () => {
    const desk = keep(await openOfficersDesk());
    await desk.mustAs(officer('ann'), 'states.set', halt);
    expect(await desk.callAs(officer('ann'), 'states.set', rearm)).toBe('FORBIDDEN');
    expect(await desk.callAs(officer('bob'), 'states.set', { ...rearm, state: 'REDUCING' })).toBe(
      'FORBIDDEN',
    );
    const { requestId } = await desk.mustAs(officer('ann'), 'states.requestRearm', rearm);
    expect(await desk.callAs(officer('ann'), 'states.approveRearm', { requestId })).toBe('FORBIDDEN');
    expect(await verdictOf(desk)).toBe('BLOCK');
    expect(await desk.callAs(officer('bob'), 'states.approveRearm', { requestId })).toMatchObject({
      state: 'ACTIVE',
      actor: 'bob',
    });
    expect(await verdictOf(desk)).toBe('PASS');
    expect(await desk.callAs(officer('bob'), 'states.approveRearm', { requestId })).toBe('NOT_FOUND');
    const db = rawDatabase(desk.file);
    const bodies = db
      .prepare("SELECT body FROM audit WHERE kind = 'STATE' ORDER BY seq")
      .pluck()
      .all() as string[];
    db.close();
    expect(bodies.map((body) => JSON.parse(body) as unknown)).toMatchObject([
      { before: 'ACTIVE', state: 'HALTED', rearm: null },
      { before: 'HALTED', state: 'ACTIVE', rearm: { requestId, requestedBy: 'ann' } },
    ]);
    expect(verifyAudit(desk.file)).toMatchObject({ value: { problems: [] } });
  });

  it('waits for its approval across a restart, and no longer than 15 minutes', async () => {
    let desk = await openOfficersDesk();
    await desk.mustAs(officer('ann'), 'states.set', halt);
    const first = await desk.mustAs(officer('ann'), 'states.requestRearm', rearm);
    desk = keep(await desk.reopen());
    desk.advance(FIFTEEN_MINUTES);
    expect(await desk.callAs(officer('bob'), 'states.approveRearm', { requestId: first.requestId })).toBe(
      'NOT_FOUND',
    );
    const { requestId } = await desk.mustAs(officer('ann'), 'states.requestRearm', rearm);
    desk.advance(FIFTEEN_MINUTES - 1);
    expect(await desk.callAs(officer('bob'), 'states.approveRearm', { requestId })).toMatchObject({
      state: 'ACTIVE',
    });
  });

  it('is not approved when somebody halted again since it was asked for', async () => {
    const desk = keep(await openOfficersDesk());
    await desk.mustAs(officer('ann'), 'states.set', halt);
    const { requestId } = await desk.mustAs(officer('ann'), 'states.requestRearm', rearm);
    await desk.mustAs(officer('bob'), 'states.set', { ...halt, reason: 'another runaway' });
    expect(await desk.callAs(officer('bob'), 'states.approveRearm', { requestId })).toBe('CONFLICT');
    expect(await verdictOf(desk)).toBe('BLOCK');
  });

  it('does not undo a halt that meets it on the way', async () => {
    const desk = keep(await openOfficersDesk());
    await desk.mustAs(officer('ann'), 'states.set', { ...halt, state: 'REDUCING' });
    const { requestId } = await desk.mustAs(officer('ann'), 'states.requestRearm', rearm);
    const approving = desk.callAs(officer('bob'), 'states.approveRearm', { requestId });
    const halting = desk.callAs(officer('ann'), 'states.set', halt);
    await Promise.all([approving, halting]);
    expect(await verdictOf(desk)).toBe('BLOCK');
    expect(await stateOf(keep(await desk.reopen()))).toBe('HALTED');
    opened.shift();
  });

  it('cannot be had by an owner alone, who is told what it takes', async () => {
    const desk = keep(await openTestDesk());
    await desk.must('states.set', halt);
    await expect(desk.must('states.requestRearm', rearm)).rejects.toThrow(/two people.*preflight user add/s);
    expect(await verdictOf(desk)).toBe('BLOCK');
  });

  it('is bounded: at most 100 requests wait', async () => {
    const desk = keep(await openOfficersDesk());
    await desk.mustAs(officer('ann'), 'states.set', halt);
    for (let i = 0; i < 100; i++) await desk.mustAs(officer('ann'), 'states.requestRearm', rearm);
    expect(await desk.callAs(officer('bob'), 'states.requestRearm', rearm)).toBe('OVERLOADED');
    desk.advance(FIFTEEN_MINUTES);
    expect(await desk.callAs(officer('bob'), 'states.requestRearm', rearm)).toMatchObject({ to: 'ACTIVE' });
  });
});

/** What one person does; `request` picks one of those made so far. */
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      op: fc.constant('set'),
      person: fc.constantFrom(...PEOPLE),
      state: fc.constantFrom(...TRADING_STATES),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      op: fc.constant('request'),
      person: fc.constantFrom(...PEOPLE),
      state: fc.constantFrom(...TRADING_STATES),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constant('approve'),
      person: fc.constantFrom(...PEOPLE),
      request: fc.nat(20),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ op: fc.constant('wait'), ms: fc.constantFrom(60_000, FIFTEEN_MINUTES) }),
  },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('restart') }) },
) as fc.Arbitrary<
  | { op: 'set'; person: Person; state: TradingState }
  | { op: 'request'; person: Person; state: TradingState }
  | { op: 'approve'; person: Person; request: number }
  | { op: 'wait'; ms: number }
  | { op: 'restart' }
>;

describe('any sequence of commands', () => {
  it('makes the state looser only by the approval of one person of what the other asked for, in time, unchanged since', async () => {
    let looser = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { size: 'max', maxLength: 40 }), async (steps) => {
        let desk = await openOfficersDesk();
        let state: TradingState = 'ACTIVE';
        let now = 0;
        let version = 0;
        const requests: {
          id: string;
          by: Person;
          to: TradingState;
          version: number;
          until: number;
          open: boolean;
        }[] = [];
        try {
          for (const one of steps) {
            if (one.op === 'wait') {
              desk.advance(one.ms);
              now += one.ms;
            } else if (one.op === 'restart') desk = await desk.reopen();
            else if (one.op === 'set') {
              const answer = await desk.callAs(officer(one.person), 'states.set', {
                ...FIRM,
                state: one.state,
                reason: 'x',
              });
              const refused = isLooser(state, one.state)
                ? 'FORBIDDEN'
                : one.state === 'ACTIVE'
                  ? 'CONFLICT'
                  : null;
              expect(typeof answer === 'string' ? answer : null).toBe(refused);
              if (refused === null) {
                state = one.state;
                version += 1;
              }
            } else if (one.op === 'request') {
              const answer = await desk.callAs(officer(one.person), 'states.requestRearm', {
                ...FIRM,
                state: one.state,
                reason: 'x',
              });
              expect(answer === 'CONFLICT').toBe(!isLooser(state, one.state));
              if (typeof answer !== 'string')
                requests.push({
                  id: answer.requestId,
                  by: one.person,
                  to: one.state,
                  version,
                  until: now + FIFTEEN_MINUTES,
                  open: true,
                });
            } else {
              const request = requests[one.request % Math.max(1, requests.length)];
              if (request === undefined) continue;
              const may =
                request.open &&
                now < request.until &&
                request.by !== one.person &&
                request.version === version;
              const answer = await desk.callAs(officer(one.person), 'states.approveRearm', {
                requestId: request.id,
              });
              expect(typeof answer !== 'string').toBe(may);
              if (may) {
                looser += 1;
                state = request.to;
                version += 1;
                request.open = false;
              }
            }
            expect(await stateOf(desk)).toBe(state);
          }
          expect(verifyAudit(desk.file)).toMatchObject({ value: { problems: [] } });
        } finally {
          await desk.close();
          desk.remove();
        }
      }),
      { numRuns: 20 },
    );
    expect(looser).toBeGreaterThan(0);
  }, 240_000);

  it('by one person alone never makes it looser', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { size: 'max', maxLength: 30 }), async (steps) => {
        const desk = await openOfficersDesk();
        const ids: string[] = [];
        let worst: TradingState = 'ACTIVE';
        try {
          for (const one of steps) {
            if (one.op === 'set')
              await desk.callAs(officer('ann'), 'states.set', { ...FIRM, state: one.state, reason: 'x' });
            if (one.op === 'request') {
              const answer = await desk.callAs(officer('ann'), 'states.requestRearm', {
                ...FIRM,
                state: one.state,
                reason: 'x',
              });
              if (typeof answer !== 'string') ids.push(answer.requestId);
            }
            if (one.op === 'approve')
              for (const requestId of ids)
                await desk.callAs(officer('ann'), 'states.approveRearm', { requestId });
            const state = await stateOf(desk);
            expect(isLooser(worst, state)).toBe(false);
            worst = state;
          }
        } finally {
          await desk.close();
          desk.remove();
        }
      }),
      { numRuns: 10 },
    );
  }, 120_000);
});

describe('the store, whatever the process thinks', () => {
  const at = 1_700_000_000_000 as EpochMs;
  const place = { ...FIRM, reason: 'x' };
  const halted = {
    kind: 'STATE',
    at,
    actor: 'ann',
    ...place,
    before: 'ACTIVE',
    state: 'HALTED',
    rearm: null,
  } as const;
  const request = {
    requestId: 'R-1',
    ...place,
    from: 'HALTED',
    to: 'ACTIVE',
    requestedBy: 'ann',
    requestedAt: at,
    expiresAt: (at + 10) as EpochMs,
    stateSeq: 1,
  } as const;
  const asked = { kind: 'REARM', at, actor: 'ann', rearm: request } as const;
  const approved = {
    ...halted,
    actor: 'bob',
    before: 'HALTED',
    state: 'ACTIVE',
    rearm: { requestId: 'R-1', requestedBy: 'ann' },
  } as const;
  it.each<[string, readonly JournalRecord[], readonly (number | string)[]]>([
    ['asked for and approved by another', [halted, asked, approved], [1, 2, 3]],
    ['approved twice', [halted, asked, approved, { ...halted, at }, approved], [1, 2, 3, 4, 'CONFLICT']],
    ['by one person', [halted, asked, { ...approved, actor: 'ann' }], [1, 2, 'CONFLICT']],
    ['without a request', [halted, { ...approved, rearm: null }], [1, 'CONFLICT']],
    ['by a request that is not there', [halted, approved], [1, 'CONFLICT']],
    ['too late', [halted, asked, { ...approved, at: (at + 10) as EpochMs }], [1, 2, 'CONFLICT']],
    ['to another state', [halted, asked, { ...approved, state: 'REDUCING' }], [1, 2, 'CONFLICT']],
    ['elsewhere', [halted, asked, { ...approved, level: 'DESK' }], [1, 2, 'CONFLICT']],
    ['when it was halted again', [halted, asked, halted, approved], [1, 2, 3, 'CONFLICT']],
  ])('a looser state %s', (_, records, expected) => {
    const { file, remove } = temporaryDesk();
    seedDesk(file);
    const outcome = writeRecords(file, records);
    expect(
      outcome.state === 'COMMITTED' &&
        outcome.outcomes.map((one) => (typeof one === 'number' ? one : one.code)),
    ).toEqual(expected);
    expect(valueOf(verifyAudit(file)).problems).toEqual([]);
    remove();
  });
});
