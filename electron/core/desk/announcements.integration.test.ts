import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventName } from '#shared/contract/contract.ts';
import type { Actor } from './actor.ts';
import { openTestDesk, type TestDesk } from './test-desk.testing.ts';

const PASSWORD = 'correct horse';
const officer = (user: string): Actor => ({
  user,
  origin: 'cli',
  capabilities: new Set(['VIEW', 'SET_STATES']),
});

let desk: TestDesk;
let heard: EventName[];
beforeEach(async () => {
  desk = await openTestDesk();
  heard = [];
  await desk.must('users.save', { user: 'root.admin', roles: ['ADMIN'], osAccount: 'root' });
  desk.desk.subscribe((event) => void heard.push(event));
});
afterEach(async () => {
  await desk.close();
  desk.remove();
});

const place = { level: 'FIRM', key: '*', reason: 'runaway' } as const;

describe('what every client is told', () => {
  it('a halt, a request to re-arm and its approval', async () => {
    await desk.callAs(officer('ann'), 'states.set', { ...place, state: 'HALTED' });
    expect(heard).toEqual(['desk.status', 'states.changed']);
    heard.length = 0;
    const rearm = await desk.callAs(officer('ann'), 'states.requestRearm', { ...place, state: 'ACTIVE' });
    expect(heard).toEqual(['states.changed']);
    heard.length = 0;
    const { requestId } = rearm as { requestId: string };
    await desk.callAs(officer('bob'), 'states.approveRearm', { requestId });
    expect(heard).toEqual(['desk.status', 'states.changed']);
  });

  it('a user who is made, changed or disabled, since what a session may do changes with it', async () => {
    await desk.must('users.save', { user: 'tess', roles: ['TRADER'], password: PASSWORD });
    await desk.must('users.disable', { user: 'tess', disabled: true });
    await desk.must('users.setPassword', { user: 'tess', password: `${PASSWORD} 2` });
    expect(heard).toEqual(Array.from({ length: 3 }, () => ['users.changed', 'desk.status']).flat());
  });

  it('a sign-in and a sign-out; a failed sign-in tells nobody', async () => {
    await desk.must('users.save', { user: 'tess', roles: ['TRADER'], password: PASSWORD });
    const session = desk.desk.openSession({ osAccount: 'root', origin: 'browser' });
    heard.length = 0;
    await desk.callAs(session.actor, 'session.signIn', { user: 'tess', password: 'wrong password' });
    expect(heard).toEqual([]);
    const identity = await desk.callAs(session.actor, 'session.signIn', { user: 'tess', password: PASSWORD });
    expect(identity).toMatchObject({ user: 'tess', roles: ['TRADER'], signedIn: true });
    await desk.callAs(session.actor, 'session.signOut', {});
    expect(heard).toEqual(['users.changed', 'desk.status', 'users.changed', 'desk.status']);
  });
});
