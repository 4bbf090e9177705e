import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rawDatabase } from '#electron/store/temporary-desk.testing.ts';
import { verifyAudit } from '#electron/store/verify-audit.ts';
import type { InputOf } from '#shared/contract/contract.ts';
import { CAPABILITIES } from '#shared/contract/procedure.ts';
import type { Actor, DeskSession } from '../desk/actor.ts';
import { openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(async () => {
  await desk.close();
  desk.remove();
});

const PASSWORD = 'correct horse';
const session = (osAccount = 'root'): DeskSession => desk.desk.openSession({ osAccount, origin: 'browser' });
const owner = (): Actor => session().actor;
const save = (input: InputOf<'users.save'>, actor = owner()) => desk.callAs(actor, 'users.save', input);
const signIn = (one: DeskSession, user: string, password = PASSWORD) =>
  desk.callAs(one.actor, 'session.signIn', { user, password });
const records = (kind: string): { actor: string; body: Record<string, unknown> }[] => {
  const db = rawDatabase(desk.file);
  const rows = db.prepare('SELECT actor, body FROM audit WHERE kind = ? ORDER BY seq').all(kind);
  db.close();
  return (rows as { actor: string; body: string }[]).map(({ actor, body }) => ({
    actor,
    body: JSON.parse(body) as Record<string, unknown>,
  }));
};

/** An administrator mapped to the account that runs the desk, and a trader of MAIN with a password. */
async function makeUsers(): Promise<void> {
  expect(await save({ user: 'root.admin', roles: ['ADMIN'], osAccount: 'root' })).toMatchObject({
    user: 'root.admin',
  });
  const trader = { user: 'Tess', roles: ['TRADER'], accounts: ['MAIN'], password: PASSWORD } as const;
  expect(await save({ ...trader, roles: ['TRADER'], accounts: ['MAIN'] })).toMatchObject({ user: 'Tess' });
}

describe('who a session acts as', () => {
  it('is the owner with every capability while the desk has no users', () => {
    const { user, capabilities } = owner();
    expect([user, [...capabilities]]).toEqual(['root', [...CAPABILITIES]]);
  });

  it('is the user of the account once there are users, and may only look without one', async () => {
    const before = session();
    await makeUsers();
    expect([before.actor.user, [...before.actor.capabilities]]).toEqual([
      'root.admin',
      ['VIEW', 'MANAGE_USERS'],
    ]);
    const stranger = session('guest').actor;
    expect([stranger.user, [...stranger.capabilities]]).toEqual(['os:guest', ['VIEW']]);
  });

  it('changes with a sign-in, whatever the case of the name, and back with a sign-out', async () => {
    await makeUsers();
    const one = session('guest');
    expect(await signIn(one, 'tess')).toMatchObject({ user: 'Tess', signedIn: true, accounts: ['MAIN'] });
    expect([...one.actor.capabilities]).toEqual(['VIEW', 'TRADE']);
    expect(session('guest').actor.user).toBe('os:guest');
    expect(await desk.callAs(one.actor, 'session.signOut', {})).toMatchObject({ signedIn: false });
    expect(one.actor.user).toBe('os:guest');
  });

  it('loses what the user loses, in an open session', async () => {
    await makeUsers();
    const one = session('guest');
    await signIn(one, 'Tess');
    await save({ user: 'Tess', roles: ['VIEWER'] });
    expect([...one.actor.capabilities]).toEqual(['VIEW']);
    await save({ user: 'Tess', roles: ['TRADER'] });
    await desk.mustAs(owner(), 'users.disable', { user: 'Tess', disabled: true });
    expect([...one.actor.capabilities]).toEqual(['VIEW']);
    expect(await signIn(session('guest'), 'Tess')).toBe('UNAUTHENTICATED');
  });

  it('survives a restart', async () => {
    await makeUsers();
    desk = await desk.reopen();
    expect(owner().user).toBe('root.admin');
    expect(await signIn(session('guest'), 'Tess')).toMatchObject({ user: 'Tess' });
  });
});

describe('users', () => {
  it('the first must be able to get in and manage users', async () => {
    expect(await save({ user: 'a', roles: ['TRADER'], password: PASSWORD })).toBe('CONFLICT');
    expect(await save({ user: 'a', roles: ['ADMIN'] })).toBe('CONFLICT');
    expect(owner().user).toBe('root');
  });

  it('the last who can cannot be disabled, demoted or cut off, even by two changes at once', async () => {
    await makeUsers();
    await save({ user: 'second', roles: ['ADMIN'], password: PASSWORD });
    const actor = owner();
    const both = ['root.admin', 'second'].map((user) =>
      desk.callAs(actor, 'users.disable', { user, disabled: true }),
    );
    expect((await Promise.all(both)).filter((one) => one === 'CONFLICT')).toHaveLength(1);
    const one = session('guest');
    await signIn(one, 'second');
    expect(await save({ user: 'second', roles: ['VIEWER'] }, one.actor)).toBe('CONFLICT');
    expect(one.actor.capabilities.has('MANAGE_USERS')).toBe(true);
  });

  it.each([
    [
      'a name that differs in case only is the same user',
      { user: 'TESS', roles: ['VIEWER'] },
      { user: 'Tess' },
    ],
    [
      'one account of the machine is one user',
      { user: 'x', roles: ['VIEWER'], osAccount: 'root' },
      'CONFLICT',
    ],
  ] as const)('%s', async (_, input, expected) => {
    await makeUsers();
    const answer = await save({ ...input, roles: [...input.roles] });
    if (typeof expected === 'string') expect(answer).toBe(expected);
    else expect(answer).toMatchObject(expected);
  });

  it.each(['', '.x', 'a b', 'os:root', 'x'.repeat(65), 'é'])('the name %j is refused', async (user) => {
    await expect(save({ user, roles: ['VIEWER'] })).rejects.toThrow();
  });

  it('each change is on record with before and after, and no password anywhere in the log', async () => {
    await makeUsers();
    await desk.mustAs(owner(), 'users.setPassword', { user: 'Tess', password: 'another secret' });
    expect(
      records('USER').map(({ actor, body }) => [actor, body['before'] === null, body['passwordChanged']]),
    ).toEqual([
      ['root', true, false],
      ['root.admin', true, true],
      ['root.admin', false, true],
    ]);
    const db = rawDatabase(desk.file);
    const log = JSON.stringify(db.prepare('SELECT * FROM audit').all());
    const proofs = db
      .prepare('SELECT password FROM users WHERE password IS NOT NULL')
      .pluck()
      .all() as string[];
    db.close();
    expect(proofs).toEqual(['plain:another secret']);
    for (const secret of [PASSWORD, 'another secret', ...proofs]) expect(log).not.toContain(secret);
    expect(verifyAudit(desk.file)).toMatchObject({ ok: true, value: { ok: true, problems: [] } });
  });

  it.each([
    [
      'an exchanged password',
      `UPDATE users SET password = 'plain:x' WHERE user = 'Tess'`,
      /password of Tess/,
    ],
    [
      'a password of another user',
      `UPDATE users SET (password, password_seq, password_mac) =
        (SELECT password, password_seq, password_mac FROM users WHERE user = 'Tess') WHERE user = 'root.admin'`,
      /password of root.admin|Users that are not/,
    ],
    [
      'a role',
      `UPDATE users SET body = replace(body, 'TRADER', 'ADMIN') WHERE user = 'Tess'`,
      /Users .*Tess/,
    ],
    ['a user removed', `DELETE FROM users WHERE user = 'Tess'`, /Users .*Tess/],
  ])('audit verify finds %s', async (_, sql, problem) => {
    await makeUsers();
    const db = rawDatabase(desk.file);
    db.exec(sql);
    db.close();
    const report = verifyAudit(desk.file);
    expect(report.ok && report.value.problems.join('\n')).toMatch(problem);
  });
});

describe('signing in', () => {
  it('tells a wrong password, an unknown user and a user without a password apart to nobody', async () => {
    await makeUsers();
    for (const user of ['Tess', 'nobody', 'root.admin'])
      expect(await signIn(session(), user, 'wrong wrong')).toBe('UNAUTHENTICATED');
    expect(records('LOGIN').map(({ actor, body }) => [actor, body['outcome'], body['user']])).toEqual([
      ['root.admin', 'FAILED', 'Tess'],
      // Not the name as typed: it may be a password.
      ['root.admin', 'FAILED', null],
      ['root.admin', 'FAILED', 'root.admin'],
    ]);
  });

  it('is on record as the user, and so is signing out', async () => {
    await makeUsers();
    const one = session('guest');
    await signIn(one, 'Tess');
    await desk.mustAs(one.actor, 'session.signOut', {});
    expect(records('LOGIN').map(({ actor, body }) => [actor, body['outcome'], body['origin']])).toEqual([
      ['Tess', 'SIGNED_IN', 'browser'],
      ['Tess', 'SIGNED_OUT', 'browser'],
    ]);
  });

  it('is locked after five failures in a row, for longer each time, also at once and with the right password', async () => {
    await makeUsers();
    const tries = await Promise.all(
      Array.from({ length: 8 }, () => signIn(session(), 'Tess', 'wrong wrong')),
    );
    expect(tries.filter((one) => one === 'UNAUTHENTICATED')).toHaveLength(5);
    expect(tries.filter((one) => one === 'OVERLOADED')).toHaveLength(3);
    expect(await signIn(session(), 'tess')).toBe('OVERLOADED');
    expect(records('LOGIN')).toHaveLength(5);
    desk.advance(30_000);
    expect(await signIn(session(), 'Tess', 'wrong wrong')).toBe('UNAUTHENTICATED');
    desk.advance(30_000);
    expect(await signIn(session(), 'Tess')).toBe('OVERLOADED');
    desk.advance(30_000);
    expect(await signIn(session(), 'Tess')).toMatchObject({ signedIn: true });
    expect(await signIn(session(), 'Tess', 'wrong wrong')).toBe('UNAUTHENTICATED');
  });
});

describe('the core, whichever shell calls', () => {
  it('lets a trader act on own accounts alone', async () => {
    const actor: Actor = {
      user: 'x',
      origin: 'cli',
      capabilities: new Set(['TRADE']),
      accounts: new Set(['OTHER']),
    };
    const ticket = { account: 'MAIN', symbol: 'AAA', side: 'BUY', orderQty: '10', clOrdId: 'T-9' };
    const send = { ticket, idempotencyKey: 'key-00000009' };
    expect(await desk.callAs(actor, 'tickets.validate', { ticket })).toBe('FORBIDDEN');
    expect(await desk.callAs(actor, 'tickets.send', send)).toBe('FORBIDDEN');
    expect(
      await desk.callAs(actor, 'overrides.request', {
        ticket,
        controls: ['MAX_ORDER_NOTIONAL'],
        reason: 'x',
      }),
    ).toBe('FORBIDDEN');
    expect(await desk.must('tickets.send', send)).toMatchObject({ sent: true });
    // Neither is the answer to another's send told.
    expect(await desk.callAs(actor, 'tickets.send', send)).toBe('FORBIDDEN');
    expect(await desk.callAs(actor, 'tickets.cancel', { clOrdId: 'T-9' })).toBe('FORBIDDEN');
    const own = { ...actor, accounts: new Set(['MAIN']) };
    expect(await desk.callAs(own, 'tickets.cancel', { clOrdId: 'T-9' })).toMatchObject({
      state: 'CANCELLED',
    });
  });

  it('refuses what the command line does beside the contract, too', async () => {
    const actor: Actor = { user: 'x', origin: 'cli', capabilities: new Set(['VIEW']) };
    const refused = { ok: false, error: { code: 'FORBIDDEN' } };
    expect(await desk.desk.importLimits([], actor)).toMatchObject(refused);
    expect(await desk.desk.setNav(1 as never, actor)).toMatchObject(refused);
    expect(await desk.desk.decide({} as never, { send: false, acknowledgement: null }, actor)).toMatchObject(
      refused,
    );
  });
});
