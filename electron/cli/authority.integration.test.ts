import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localAccount } from '#electron/server/local-account.ts';
import { rawDatabase } from '#electron/store/temporary-desk.testing.ts';
import type { Io } from './io.ts';
import { runHere } from './run-here.testing.ts';
import { smallBundle } from './small-bundle.testing.ts';

let home: string;
let prepared: string;
let store: string;
let count = 0;
const PASSWORD = 'correct horse';

/** Runs a command; `typed` is what the person types when a password is asked for at a terminal. */
async function run(args: string[], env: Io['env'] = {}, typed?: string) {
  const { err, ...ended } = await runHere([...args, '--store', store], {
    env: { XDG_DATA_HOME: '/nowhere', ...env },
    ...(typed === undefined ? {} : { typed }),
  });
  return { ...ended, notes: err.trimEnd() };
}
const SIGNED: Io['env'] = { PREFLIGHT_PASSWORD: PASSWORD };
const runAs = (user: string, ...args: string[]) => run([...args, '--user', user], SIGNED);
const tickets = (): string => path.join(home, 'tickets.csv');
const validate = ['validate', '--mode', 'independent', '--json'];

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'preflight-authority-'));
  smallBundle(path.join(home, 'bundle'));
  writeFileSync(tickets(), 'clOrdId,account,symbol,side,orderQty,ordType\nA-1,MAIN,AAA,BUY,10,MARKET\n');
  store = path.join(home, 'owner', 'desk.db');
  expect(await run(['import', path.join(home, 'bundle'), '--accept'])).toMatchObject({ code: 0 });
  prepared = path.join(home, 'users', 'desk.db');
  cpSync(path.dirname(store), path.dirname(prepared), { recursive: true });
  store = prepared;
  const add = (name: string, roles: string, ...more: string[]) =>
    run(['user', 'add', name, '--roles', roles, ...more], { PREFLIGHT_NEW_PASSWORD: PASSWORD });
  expect(await add('boss', 'admin', '--os-account', localAccount())).toMatchObject({ code: 0 });
  expect(await add('tess', 'TRADER', '--accounts', 'MAIN')).toMatchObject({ code: 0 });
  expect(await add('omar', 'RISK_OFFICER')).toMatchObject({ code: 0 });
  expect(await add('olga', 'APPROVER')).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));
beforeEach(() => {
  store = path.join(home, `copy-${++count}`, 'desk.db');
  cpSync(path.dirname(prepared), path.dirname(store), { recursive: true });
});

describe('a command', () => {
  it('acts as whoever runs it while there are no users', async () => {
    store = path.join(home, 'owner', 'desk.db');
    expect(await run(['user', 'list'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^No users: .+ alone/),
    });
    expect(await run([...validate, tickets()])).toMatchObject({ code: 0 });
  });

  it('acts as the user of the account once there are, with that role and no more', async () => {
    const { code, notes } = await run([...validate, tickets()]);
    expect(code).toBe(2);
    expect(notes).toMatch(/^FORBIDDEN: boss lacks the capability TRADE/);
    expect(await run(['limits', 'import', path.join(home, 'bundle', 'limits.json')])).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/^FORBIDDEN/),
    });
    expect(await run(['limits', 'list'])).toMatchObject({ code: 0 });
  });

  it('with --user acts as that user, by the password of the environment or one typed unseen', async () => {
    expect(await runAs('tess', ...validate, tickets())).toMatchObject({ code: 0, prompts: [] });
    const typed = await run([...validate, tickets(), '--user', 'tess'], {}, PASSWORD);
    expect(typed).toMatchObject({ code: 0, prompts: ['Password of tess: '] });
    const db = rawDatabase(store);
    expect(db.prepare("SELECT actor FROM audit WHERE kind = 'DECISION'").pluck().all()).toEqual([
      'tess',
      'tess',
    ]);
    db.close();
  });

  it.each([
    ['a wrong password', { PREFLIGHT_PASSWORD: 'wrong' }, /^UNAUTHENTICATED: [^\n]+$/],
    ['none, away from a terminal', {}, /^INVALID_INPUT: no password was given \(PREFLIGHT_PASSWORD\)[^\n]+$/],
  ])('with %s does nothing', async (_, env, message) => {
    const { code, out, notes } = await run([...validate, tickets(), '--user', 'tess'], env);
    expect([code, out]).toEqual([2, '']);
    expect(notes).toMatch(message);
  });
});

describe('limits', () => {
  it('change when one user proposes and another one approves, each signed in', async () => {
    const limit = {
      limitId: 'order',
      control: 'MAX_ORDER_NOTIONAL',
      scope: { level: 'FIRM', key: '*' },
      unit: 'MONEY',
      currency: 'USD',
      hard: '2000000.00',
    };
    const file = path.join(home, 'proposal.json');
    writeFileSync(file, JSON.stringify({ schemaVersion: 1, limits: [limit] }));
    const because = ['--reason', 'more room'];
    const approve = ['limits', 'approve', 'order', ...because];
    expect(await runAs('tess', 'limits', 'propose', file, ...because)).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/^FORBIDDEN: tess lacks the capability MANAGE_LIMITS/),
    });
    expect(await runAs('omar', 'limits', 'propose', file, ...because)).toMatchObject({
      code: 0,
      out: 'order version 2: proposed, waits for a second officer\n',
    });
    expect(await runAs('omar', ...approve)).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/^FORBIDDEN: omar lacks the capability APPROVE_LIMITS/),
    });
    expect(await run(['user', 'set', 'omar', '--roles', 'RISK_OFFICER,APPROVER'])).toMatchObject({ code: 0 });
    expect(await runAs('omar', ...approve)).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/^FORBIDDEN: you wrote this version yourself/),
    });
    expect(await runAs('olga', ...approve)).toMatchObject({ code: 0, out: 'order version 2: in force\n' });
    expect((await runAs('tess', 'limits', 'list', '--all', '--json')).out).toMatch(
      /"version":2,.+"status":"ACTIVE","createdBy":"omar","approvedBy":"olga"/,
    );
  });
});

describe('user', () => {
  it('lists, changes and disables, and sets passwords', async () => {
    expect((await run(['user', 'list'])).out).toMatch(/tess +TRADER +MAIN +yes/);
    expect(await run(['user', 'set', 'tess', '--roles', 'VIEWER'])).toMatchObject({ code: 0 });
    expect(
      await run(['user', 'password', 'tess'], { PREFLIGHT_NEW_PASSWORD: 'another horse' }),
    ).toMatchObject({ code: 0 });
    expect(await run(['user', 'list', '--user', 'tess'], SIGNED)).toMatchObject({ code: 2 });
    const changed = await run(['limits', 'list', '--user', 'tess'], { PREFLIGHT_PASSWORD: 'another horse' });
    expect(changed).toMatchObject({ code: 0 });
    expect((await run(['user', 'disable', 'tess'])).out).toContain('disabled');
    expect(
      await run(['limits', 'list', '--user', 'tess'], { PREFLIGHT_PASSWORD: 'another horse' }),
    ).toMatchObject({ code: 2 });
    expect((await run(['user', 'enable', 'tess'])).out).not.toContain('disabled');
  });

  it.each([
    ['who is there', ['add', 'Tess', '--roles', 'VIEWER'], /^CONFLICT.*user set/],
    ['who is not there', ['set', 'nobody', '--roles', 'VIEWER'], /^NOT_FOUND.*user add/],
    ['without a name', ['add'], /^INVALID_INPUT: no user was named/],
    ['without roles', ['add', 'x'], /^INVALID_INPUT: no roles/],
    ['with a role that is none', ['add', 'x', '--roles', 'TRADER,KING'], /^INVALID_INPUT: "TRADER,KING"/],
    ['with a name that is none', ['add', 'a b', '--roles', 'VIEWER'], /^INVALID_INPUT: not a user name/],
    ['who is the last to manage users', ['disable', 'boss'], /^CONFLICT.*ADMIN/],
  ])('%s is refused in one line', async (_, args, message) => {
    const { code, out, notes } = await run(['user', ...args], { PREFLIGHT_NEW_PASSWORD: PASSWORD });
    expect([code, out]).toEqual([2, '']);
    expect(notes).toMatch(message);
    expect(notes).not.toContain('\n');
  });

  it('refuses a password that is too short, and does not say it', async () => {
    const { code, notes } = await run(['user', 'password', 'tess'], { PREFLIGHT_NEW_PASSWORD: 'short' });
    expect(code).toBe(2);
    expect(notes).toMatch(/^INVALID_INPUT/);
    expect(notes).not.toContain('short,');
  });

  it('is for those who manage users', async () => {
    expect(await runAs('omar', 'user', 'list')).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/^FORBIDDEN/),
    });
  });
});

describe('state', () => {
  it('halts by one person and starts again by two', async () => {
    expect((await run(['state', 'show'])).out).toBe('Everything is ACTIVE.\n');
    const set = await runAs('omar', 'state', 'set', 'firm', 'halted', '--reason', 'runaway');
    expect(set).toMatchObject({ code: 0, out: 'FIRM * is HALTED.\n' });
    const denied = await runAs('tess', ...validate, tickets(), '--fail-on-deny');
    expect(denied).toMatchObject({ code: 1 });
    expect(await runAs('omar', 'state', 'set', 'firm', 'active', '--reason', 'x')).toMatchObject({ code: 2 });
    const asked = await runAs('omar', 'state', 'rearm', 'firm', 'active', '--reason', 'mended', '--json');
    const { requestId } = JSON.parse(asked.out) as { requestId: string };
    expect((await run(['state', 'show'])).out).toContain(`state approve ${requestId}`);
    expect(await runAs('omar', 'state', 'approve', requestId)).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/^FORBIDDEN/),
    });
    expect(await runAs('olga', 'state', 'approve', requestId)).toMatchObject({
      code: 0,
      out: 'FIRM * is ACTIVE.\n',
    });
    expect(await runAs('tess', ...validate, tickets(), '--fail-on-deny')).toMatchObject({ code: 0 });
    expect((await run(['audit', 'verify'])).out).toMatch(/^Intact/);
  });

  it('tells an owner alone what it takes to start again', async () => {
    store = path.join(home, `owner-${++count}`, 'desk.db');
    cpSync(path.join(home, 'owner'), path.dirname(store), { recursive: true });
    await run(['state', 'set', 'SYMBOL', 'AAA', 'HALTED', '--reason', 'x']);
    const { code, notes } = await run(['state', 'rearm', 'SYMBOL', 'AAA', 'ACTIVE', '--reason', 'x']);
    expect(code).toBe(2);
    expect(notes).toMatch(/^FORBIDDEN: Re-arming takes two people.+preflight user add[^\n]+$/);
  });

  it.each([
    [['set'], /is no level/],
    [['set', 'floor', 'x', 'HALTED'], /"floor" is no level/],
    [['set', 'account', 'HALTED'], /no account was named/],
    [['set', 'firm'], /no state was named/],
    [['set', 'firm', 'halted'], /no reason was given/],
    [['approve'], /no request was named/],
    [['set', 'account', 'NOPE', 'HALTED', '--reason', 'x'], /knows no ACCOUNT 'NOPE'/],
  ])('%j is refused in one line', async (args, message) => {
    const { code, notes } = await run(['state', ...args, '--user', 'omar'], SIGNED);
    expect(code).toBe(2);
    expect(notes).toMatch(message);
    expect(notes).not.toContain('\n');
  });
});

describe('override', () => {
  const block = async (): Promise<void> => {
    const limit = {
      limitId: 'small',
      control: 'MAX_ORDER_QTY',
      scope: { level: 'FIRM', key: '*' },
      unit: 'QTY',
      hard: '5',
    };
    const file = path.join(home, 'small.json');
    writeFileSync(file, JSON.stringify({ schemaVersion: 1, limits: [limit] }));
    await runAs('omar', 'limits', 'propose', file, '--reason', 'less');
    await runAs('olga', 'limits', 'approve', 'small', '--reason', 'less');
  };
  const ask = (who: string) =>
    runAs(who, 'override', 'request', tickets(), '--controls', 'max_order_qty', '--reason', 'a block');

  it('lets the one ticket pass once, asked for by one person and granted by another', async () => {
    await block();
    expect((await runAs('tess', ...validate, tickets())).out).toContain('"verdict":"BLOCK"');
    const asked = await ask('tess');
    expect(asked.out).toMatch(/^\S+: BUY 10 AAA for MAIN waits until \S+ for somebody else to grant it\.\n$/);
    const id = asked.out.split(':')[0] ?? '';
    expect(await runAs('tess', 'override', 'grant', id)).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/^FORBIDDEN/),
    });
    expect((await runAs('omar', 'override', 'grant', id, '--seconds', '600')).out).toMatch(
      /may pass MAX_ORDER_QTY once, until/,
    );
    expect((await runAs('tess', 'override', 'list')).out).toMatch(
      /GRANTED +BUY 10 AAA for MAIN +MAX_ORDER_QTY/,
    );
    const sent = await runAs('tess', 'override', 'send', id, tickets());
    expect(sent).toMatchObject({ code: 0, out: `WARN: sent, override ${id} is used.\n` });
    expect((await runAs('tess', 'override', 'list')).out).toContain('CONSUMED');
  });

  it.each([
    [
      'without controls',
      ['request', 'T', '--reason', 'x'],
      /^INVALID_INPUT: "" cannot be used \(--controls\)/,
    ],
    [
      'of a control that is none',
      ['request', 'T', '--controls', 'MAX_ORDER_QTY,X', '--reason', 'x'],
      /^INVALID_INPUT: "MAX_ORDER_QTY,X"/,
    ],
    ['without a reason', ['request', 'T', '--controls', 'MAX_ORDER_QTY'], /^INVALID_INPUT: no reason/],
    ['that is not there', ['refuse', 'nothing'], /^NOT_FOUND/],
    ['without a name', ['grant'], /^INVALID_INPUT: no override was named/],
  ])('%s is refused in one line', async (_, args, message) => {
    const { code, out, notes } = await runAs('omar', 'override', ...args);
    expect([code, out]).toEqual([2, '']);
    expect(notes).toMatch(message);
    expect(notes).not.toContain('\n');
  });
});

describe('a throttled strategy', () => {
  it('is enabled by name, with a reason', async () => {
    const enable = ['state', 'enable', 'S1', 'AAA', 'buy'];
    expect((await runAs('omar', ...enable)).notes).toMatch(/^INVALID_INPUT: no reason was given/);
    expect(await runAs('omar', ...enable, '--reason', 'looked at')).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/^NOT_FOUND: strategy 'S1' is not throttled in AAA BUY/),
    });
    expect((await runAs('omar', 'state', 'enable', 'S1', '--reason', 'x')).notes).toMatch(
      /^INVALID_INPUT: no strategy was named/,
    );
    expect((await runAs('omar', 'state', 'show', '--json')).out).toContain('"throttled":[]');
  });
});
