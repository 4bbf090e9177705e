import { fc } from '#shared/testing/seeded-check.testing.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rawDatabase, temporaryDesk, valueOf, writeRecords } from '#electron/store/temporary-desk.testing.ts';
import { verifyAudit } from '#electron/store/verify-audit.ts';
import type { InputOf, OutputOf } from '#shared/contract/contract.ts';
import type { ControlCode } from '#shared/domain/control.ts';
import type { OverrideId } from '#shared/domain/override.ts';
import { decisionRecord } from '#electron/store/journal-records.testing.ts';
import { seedDesk } from '#electron/store/temporary-desk.testing.ts';
import type { Actor } from '../desk/actor.ts';
import { openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';

const trader = (user: string): Actor => ({ user, origin: 'cli', capabilities: new Set(['VIEW', 'TRADE']) });
const tess = trader('tess');
/** An officer who may trade, too: being both must not let anybody pass alone. */
const officer = (user: string): Actor => ({
  user,
  origin: 'cli',
  capabilities: new Set(['VIEW', 'TRADE', 'GRANT_OVERRIDES', 'SET_STATES']),
});
const omar = officer('omar');

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(async () => {
  await desk.close();
  desk.remove();
});

/** 1,500 shares at 100.00 where 100,000.00 may be held. */
const ticket = { account: 'MAIN', symbol: 'AAA', side: 'BUY', orderQty: '1500' };
const POSITION: ControlCode[] = ['MAX_POSITION_NOTIONAL'];
type Ticket = InputOf<'overrides.request'>['ticket'];

let keys = 0;
const sendOf = (
  overrideId: string,
  of: Ticket = ticket,
  acknowledgement: { reason: string } | undefined = { reason: 'agreed' },
) => ({
  ticket: of,
  idempotencyKey: `key-${String(++keys).padStart(8, '0')}`,
  overrideId,
  acknowledgement,
});
const send = (overrideId: string, of?: Ticket, actor = tess) =>
  desk.callAs(actor, 'tickets.send', sendOf(overrideId, of));

async function granted(controls = POSITION, of: Ticket = ticket): Promise<string> {
  const { overrideId } = await desk.mustAs(tess, 'overrides.request', {
    ticket: of,
    controls,
    reason: 'client',
  });
  await desk.mustAs(omar, 'overrides.grant', { overrideId });
  return overrideId;
}
const outcomeOf = (answer: OutputOf<'tickets.send'> | string, code: ControlCode) =>
  typeof answer === 'string' ? answer : answer.decision.outcomes.find((outcome) => outcome.code === code);

describe('an override', () => {
  it('lets the named control pass for the ticket, once, and is on record with it', async () => {
    expect(await desk.must('tickets.preview', { ticket })).toMatchObject({ verdict: 'BLOCK', maxQty: 1000 });
    const overrideId = await granted();
    const answer = await send(overrideId);
    expect(answer).toMatchObject({
      sent: true,
      decision: { verdict: 'WARN', overrideId, maxQty: 1500, binding: { code: 'MAX_POSITION_NOTIONAL' } },
    });
    expect(outcomeOf(answer, 'MAX_POSITION_NOTIONAL')).toMatchObject({
      status: 'WARN',
      exempt: 'OVERRIDE',
      maxQty: 1500,
    });
    const { decisionId } = (answer as OutputOf<'tickets.send'>).decision;
    expect(await desk.must('decisions.get', { decisionId })).toEqual(
      (answer as OutputOf<'tickets.send'>).decision,
    );
    expect(await desk.must('overrides.list', {})).toMatchObject([
      { overrideId, state: 'CONSUMED', decisionId, requestedBy: 'tess', decidedBy: 'omar' },
    ]);
    expect(await send(overrideId)).toBe('CONFLICT');
    expect(verifyAudit(desk.file)).toMatchObject({ value: { problems: [] } });
  });

  it('gives the same answer to the same key again, and none to the key with another override', async () => {
    const overrideId = await granted();
    const request = sendOf(overrideId);
    await desk.mustAs(tess, 'tickets.send', request);
    expect(await desk.callAs(tess, 'tickets.send', request)).toMatchObject({ replayed: true, sent: true });
    const other = { ...request, overrideId: 'another' };
    expect(await desk.callAs(tess, 'tickets.send', other)).toBe('IDEMPOTENCY_MISMATCH');
  });

  it('is used by one of 64 sends at once', async () => {
    const overrideId = await granted();
    const sends = Array.from({ length: 64 }, () => send(overrideId));
    // Nobody else holds headroom meanwhile.
    const { rows: held } = await desk.must('book.rows', { account: 'MAIN' });
    expect(held.find(({ symbol }) => symbol === 'AAA')?.workingBuy).toBe(1500);
    const answers = await Promise.all(sends);
    expect(answers.filter((one) => typeof one !== 'string' && one.sent)).toHaveLength(1);
    expect(answers.filter((one) => one === 'CONFLICT')).toHaveLength(63);
    const { rows } = await desk.must('book.rows', { account: 'MAIN' });
    expect(rows.find(({ symbol }) => symbol === 'AAA')?.workingBuy).toBe(1500);
  });

  it('is never granted, or refused, by who asked, in whatever role', async () => {
    const { overrideId } = await desk.mustAs(omar, 'overrides.request', {
      ticket,
      controls: POSITION,
      reason: 'x',
    });
    expect(await desk.callAs(omar, 'overrides.grant', { overrideId })).toBe('FORBIDDEN');
    expect(await desk.callAs(omar, 'overrides.refuse', { overrideId })).toBe('FORBIDDEN');
    expect(await send(overrideId, ticket, omar)).toBe('CONFLICT');
  });

  it('counts for a minute, to the millisecond, and no longer', async () => {
    const late = await granted();
    desk.advance(60_000);
    expect(await send(late)).toBe('CONFLICT');
    const inTime = await granted();
    desk.advance(59_999);
    expect(await send(inTime)).toMatchObject({ sent: true });
  });

  it('is not granted once its request is 15 minutes old, nor twice, nor after it was refused', async () => {
    const ask = async () =>
      (await desk.mustAs(tess, 'overrides.request', { ticket, controls: POSITION, reason: 'x' })).overrideId;
    const [late, twice, refused] = [await ask(), await ask(), await ask()];
    await desk.mustAs(omar, 'overrides.grant', { overrideId: twice });
    expect(await desk.callAs(officer('olga'), 'overrides.grant', { overrideId: twice, seconds: 3600 })).toBe(
      'CONFLICT',
    );
    await desk.mustAs(omar, 'overrides.refuse', { overrideId: refused });
    expect(await desk.callAs(officer('olga'), 'overrides.grant', { overrideId: refused })).toBe('CONFLICT');
    expect(await send(refused)).toBe('CONFLICT');
    desk.advance(15 * 60_000);
    expect(await desk.callAs(omar, 'overrides.grant', { overrideId: late })).toBe('CONFLICT');
  });

  it('survives a restart as what it was', async () => {
    const overrideId = await granted();
    desk = await desk.reopen();
    expect(await send(overrideId)).toMatchObject({ sent: true });
    desk = await desk.reopen();
    expect(await send(overrideId)).toBe('CONFLICT');
  });

  it.each([
    ['quantity', { orderQty: '1501' }],
    ['smaller quantity', { orderQty: '1499' }],
    ['symbol', { symbol: 'BBB' }],
    ['side', { side: 'SELL' }],
    ['type', { ordType: 'LIMIT', price: '100' }],
    ['time in force', { timeInForce: 'IOC' }],
    ['trader', { trader: 'x' }],
    ['strategy', { strategy: 'x' }],
  ])('is not good for a ticket of another %s', async (_, other) => {
    const overrideId = await granted();
    expect(await send(overrideId, { ...ticket, ...other })).toBe('CONFLICT');
    expect(await send(overrideId)).toMatchObject({ sent: true });
  });

  it('is not good for another trader, nor without a reason to send', async () => {
    const overrideId = await granted();
    expect(await send(overrideId, ticket, trader('tom'))).toBe('FORBIDDEN');
    const { acknowledgement: _, ...silent } = sendOf(overrideId);
    expect(await desk.callAs(tess, 'tickets.send', silent)).toBe('ACKNOWLEDGEMENT_REQUIRED');
    expect(await send('no-such')).toBe('NOT_FOUND');
    expect(await send(overrideId)).toMatchObject({ sent: true });
  });

  it('lets no other control pass: the ticket is denied and the override gone', async () => {
    const overrideId = await granted(['GROSS_EXPOSURE']);
    const answer = await send(overrideId);
    expect(answer).toMatchObject({ sent: false, decision: { verdict: 'BLOCK', maxQty: 1000, overrideId } });
    expect(await send(overrideId)).toBe('CONFLICT');
  });

  it('that was needless changes nothing but the record', async () => {
    const small = { ...ticket, orderQty: '10' };
    const overrideId = await granted(POSITION, small);
    expect(await send(overrideId, small)).toMatchObject({
      sent: true,
      decision: { verdict: 'PASS', overrideId },
    });
  });
});

it('the most that may go of a ticket that something else denies is what goes without the override', async () => {
  // 1,000,000.00 may be ordered at the mark and five percent: 9,523 shares; 1,000 may be held.
  const large = { ...ticket, orderQty: '12000' };
  const answer = await send(await granted(POSITION, large), large);
  expect(answer).toMatchObject({ sent: false, decision: { verdict: 'BLOCK', maxQty: 1000 } });
  expect(outcomeOf(answer, 'MAX_ORDER_NOTIONAL')).toMatchObject({ status: 'BLOCK', maxQty: 9523 });
  expect(outcomeOf(answer, 'MAX_POSITION_NOTIONAL')).toMatchObject({ exempt: 'OVERRIDE', maxQty: 12_000 });
});

describe('what nobody may let pass', () => {
  it.each(['ORDER_INVALID', 'UNKNOWN_REFERENCE'] as const)('%s cannot even be asked for', async (code) => {
    expect(await desk.callAs(tess, 'overrides.request', { ticket, controls: [code], reason: 'x' })).toBe(
      'FORBIDDEN',
    );
  });

  it.each([
    ['REDUCING', true],
    ['HALTED', false],
  ] as const)('a %s state: %s', async (state, sent) => {
    await desk.mustAs(omar, 'states.set', { level: 'SYMBOL', key: 'AAA', state, reason: 'x' });
    const overrideId = await granted([...POSITION, 'TRADING_STATE']);
    expect(await send(overrideId)).toMatchObject({ sent, decision: { maxQty: sent ? 1500 : 0 } });
  });

  it('a state that is halted after the grant', async () => {
    await desk.mustAs(omar, 'states.set', { level: 'SYMBOL', key: 'AAA', state: 'REDUCING', reason: 'x' });
    const overrideId = await granted([...POSITION, 'TRADING_STATE']);
    await desk.mustAs(omar, 'states.set', { level: 'FIRM', key: '*', state: 'HALTED', reason: 'x' });
    expect(await send(overrideId)).toMatchObject({ sent: false, decision: { verdict: 'BLOCK' } });
  });

  it.each([
    ['NO_OPEN', true],
    ['NO_TRADE', false],
  ] as const)('a symbol that is %s: %s', async (mode, sent) => {
    await desk.close();
    const db = rawDatabase(desk.file);
    db.prepare(`INSERT INTO restricted VALUES ('AAA', NULL, ?, 20200101, NULL, '')`).run(mode);
    db.close();
    desk = await desk.reopen();
    const overrideId = await granted([...POSITION, 'RESTRICTED']);
    expect(await send(overrideId)).toMatchObject({ sent });
  });
});

describe('the store, whatever the process thinks', () => {
  const use = { overrideId: 'O-1' as OverrideId, ticketHash: 'hash-1' };
  const asked = decisionRecord(1);
  const at = asked.at;
  const request = {
    overrideId: use.overrideId,
    state: 'REQUESTED',
    ticket: asked.ticket,
    ticketHash: 'hash-1',
    controls: ['MAX_ORDER_QTY'],
    reason: 'x',
    requestedBy: 'alice',
    requestedAt: at,
    decidedBy: null,
    expiresAt: (at + 10) as typeof at,
    decisionId: null,
  } as const;
  const grant = {
    ...request,
    state: 'GRANTED',
    decidedBy: 'omar',
    expiresAt: (at + 60) as typeof at,
  } as const;
  const requested = { kind: 'OVERRIDE', at, actor: 'alice', before: null, after: request } as const;
  const grantedBy = (actor: string) =>
    ({ kind: 'OVERRIDE', at, actor, before: 'REQUESTED', after: grant }) as const;
  const using = (n: number, changes: object = {}) => ({ ...decisionRecord(n), override: use, ...changes });

  it.each([
    ['one that was granted to it', [requested, grantedBy('omar'), using(1)], [1, 2, 3]],
    ['one twice', [requested, grantedBy('omar'), using(1), using(2)], [1, 2, 3, 'CONFLICT']],
    ['one that was never granted', [requested, using(1)], [1, 'CONFLICT']],
    ['one that is not there', [using(1)], ['CONFLICT']],
    ['one of another person', [requested, grantedBy('omar'), using(1, { actor: 'bob' })], [1, 2, 'CONFLICT']],
    ['one that has expired', [requested, grantedBy('omar'), using(1, { at: at + 60 })], [1, 2, 'CONFLICT']],
    [
      'one for another ticket',
      [requested, grantedBy('omar'), using(1, { override: { ...use, ticketHash: 'h' } })],
      [1, 2, 'CONFLICT'],
    ],
    ['one that its trader granted', [requested, grantedBy('alice'), using(1)], [1, 'CONFLICT', 'CONFLICT']],
    [
      'one granted too late',
      [requested, { ...grantedBy('omar'), at: (at + 10) as typeof at }, using(1)],
      [1, 'CONFLICT', 'CONFLICT'],
    ],
  ])('a decision with %s', (_, records, expected) => {
    const { file, remove } = temporaryDesk();
    seedDesk(file);
    const outcome = writeRecords(file, records as Parameters<typeof writeRecords>[1]);
    expect(
      outcome.state === 'COMMITTED' &&
        outcome.outcomes.map((one) => (typeof one === 'number' ? one : one.code)),
    ).toEqual(expected);
    expect(valueOf(verifyAudit(file)).problems).toEqual([]);
    remove();
  });
});

describe('any sequence of commands', () => {
  const PEOPLE = ['omar', 'olga'] as const;
  const step = fc.record({
    op: fc.constantFrom('request', 'grant', 'refuse', 'send', 'send', 'wait', 'restart'),
    person: fc.constantFrom(...PEOPLE),
    which: fc.nat(5),
  });

  const as = (op: 'request' | 'grant' | 'send', person: 'omar' | 'olga') => ({ op, person, which: 0 });
  const USED_TWICE = [as('request', 'omar'), as('grant', 'olga'), as('send', 'omar'), as('send', 'omar')];

  it('uses an override at most once, in time, by who asked for it and after the other granted it', async () => {
    let used = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { size: 'max', maxLength: 30 }), async (steps) => {
        const overrides: { id: string; by: string; state: string; until: number }[] = [];
        let now = 0;
        for (const { op, person, which } of steps) {
          const actor = officer(person);
          const one = overrides[which % Math.max(1, overrides.length)];
          if (op === 'wait') {
            desk.advance(30_000);
            now += 30_000;
          } else if (op === 'restart') desk = await desk.reopen();
          else if (op === 'request') {
            const row = await desk.mustAs(actor, 'overrides.request', {
              ticket: { ...ticket, symbol: 'BBB', orderQty: '1' },
              controls: POSITION,
              reason: 'x',
            });
            overrides.push({ id: row.overrideId, by: person, state: 'REQUESTED', until: now + 15 * 60_000 });
          } else if (one !== undefined && op !== 'send') {
            const answer = await desk.callAs(actor, op === 'grant' ? 'overrides.grant' : 'overrides.refuse', {
              overrideId: one.id,
            });
            const may = one.state === 'REQUESTED' && now < one.until && one.by !== person;
            expect(typeof answer !== 'string').toBe(may);
            if (may)
              Object.assign(one, { state: op === 'grant' ? 'GRANTED' : 'REFUSED', until: now + 60_000 });
          } else if (one !== undefined) {
            const answer = await desk.callAs(
              actor,
              'tickets.send',
              sendOf(one.id, { ...ticket, symbol: 'BBB', orderQty: '1' }),
            );
            const may = one.state === 'GRANTED' && now < one.until && one.by === person;
            expect(typeof answer !== 'string').toBe(may);
            if (may) {
              one.state = 'CONSUMED';
              used += 1;
            }
          }
        }
        const rows = await desk.must('overrides.list', { limit: 1000 });
        for (const { id, state } of overrides)
          expect(rows.find((row) => row.overrideId === id)?.state).toBe(state);
      }),
      { numRuns: 20, examples: [[USED_TWICE]] },
    );
    expect(used).toBeGreaterThan(0);
    expect(valueOf(verifyAudit(desk.file)).problems).toEqual([]);
  }, 120_000);
});
