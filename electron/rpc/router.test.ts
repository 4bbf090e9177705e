import { describe, expect, it } from 'vitest';
import type { Actor } from '#electron/core/desk/actor.ts';
import { contract, type ProcedureName } from '#shared/contract/contract.ts';
import { CAPABILITIES, type Capability } from '#shared/contract/procedure.ts';
import { MAX_CALLS_IN_FLIGHT } from '#shared/contract/wire.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { createRouter } from './router.ts';
import { contractSamples } from './samples/contract-samples.testing.ts';
import { fakeDesk } from './fake-desk.testing.ts';
import { manualTimers } from './manual-timers.testing.ts';

const ALL: readonly Capability[] = CAPABILITIES;
const names = Object.keys(contract) as ProcedureName[];

function setUp(capabilities: readonly Capability[] = ALL) {
  const desk = fakeDesk();
  const timers = manualTimers();
  const bugs: { correlationId: string; method: string; error: unknown }[] = [];
  const actor: Actor = { user: 'okafor', origin: 'browser', capabilities: new Set(capabilities) };
  const router = createRouter({
    handlers: desk.handlers,
    timers,
    newCorrelationId: () => `bug-${bugs.length + 1}`,
    logBug: (correlationId, method, error) => bugs.push({ correlationId, method, error }),
  });
  return { desk, timers, bugs, router, actor, session: router.openSession({ actor }) };
}

const failure = (code: string, where?: string) => ({
  ok: false,
  error: expect.objectContaining(where === undefined ? { code } : { code, where }),
});

describe('a call', () => {
  it.each(names)('%s hands the parsed input and the session actor to its handler', async (name) => {
    const { session, desk, actor } = setUp();
    const { input, output } = contractSamples[name];
    expect(await session.call(name, input)).toEqual({ ok: true, value: output });
    expect(desk.calls).toEqual([{ name, input: contract[name].input.parse(input), actor }]);
  });

  it.each(['', 'tickets', 'tickets.send ', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'of an unknown method %j is NOT_FOUND',
    async (method) => {
      expect(await setUp().session.call(method, {})).toEqual(failure('NOT_FOUND', method));
    },
  );

  const proto: unknown = JSON.parse(
    '{"uploadId":"upload-1","choices":{"__proto__":{"decimal":","}},"__proto__":{}}',
  );
  it.each<[string, ProcedureName, unknown, string]>([
    ['nothing', 'desk.status', undefined, 'desk.status'],
    ['null', 'desk.status', null, 'desk.status'],
    ['a list', 'desk.status', [], 'desk.status'],
    ['a text', 'desk.status', '{}', 'desk.status'],
    ['an unknown field', 'desk.status', { actor: 'root' }, 'desk.status'],
    ['a prototype', 'imports.stage', proto, 'imports.stage'],
    ['a missing field', 'tickets.preview', { ticket: { account: 'MAIN' } }, 'tickets.preview ticket.symbol'],
    ['a number for a text', 'tickets.cancel', { clOrdId: 1 }, 'tickets.cancel clOrdId'],
    ['a text too long', 'tickets.cancel', { clOrdId: 'x'.repeat(65) }, 'tickets.cancel clOrdId'],
    ['NaN', 'blotter.list', { limit: NaN }, 'blotter.list limit'],
    ['a fraction', 'blotter.list', { limit: 1.5 }, 'blotter.list limit'],
    ['too many', 'blotter.list', { limit: 1_001 }, 'blotter.list limit'],
  ])('with %s as input is INVALID_INPUT with the path, on one line', async (_, name, input, where) => {
    const { session, desk } = setUp();
    const reply = await session.call(name, input);
    expect(reply).toEqual(failure('INVALID_INPUT', where));
    expect(JSON.stringify(reply)).not.toContain(String.raw`\n`);
    expect(desk.calls).toEqual([]);
  });

  it('quotes at most 200 characters of a wrong input', async () => {
    const reply = await setUp().session.call('desk.status', { ['k'.repeat(100_000)]: 1 });
    expect(JSON.stringify(reply).length).toBeLessThan(400);
  });

  it.each(names)('%s without its capability is FORBIDDEN and reaches nothing', async (name) => {
    const { session, desk } = setUp(ALL.filter((capability) => capability !== contract[name].capability));
    expect(await session.call(name, contractSamples[name].input)).toEqual(failure('FORBIDDEN', name));
    expect(desk.calls).toEqual([]);
  });

  it('passes an expected failure on, thrown or rejected, and does not log it', async () => {
    const { session, desk, bugs } = setUp();
    const error = appError('OVER_FILL', 'more than is left', 'T-1', 'Check the quantity.');
    for (const fail of [
      () => Promise.reject(new AppErrorException(error)),
      () => {
        throw new AppErrorException(error);
      },
    ]) {
      desk.on('tickets.cancel', fail);
      expect(await session.call('tickets.cancel', { clOrdId: 'T-1' })).toEqual({ ok: false, error });
    }
    expect(bugs).toEqual([]);
  });

  it('turns a bug into INTERNAL with the id it is logged under, and tells nothing of it', async () => {
    const { session, desk, bugs } = setUp();
    const bug = new TypeError('secret path /home/okafor');
    desk.on('book.rows', () => {
      throw bug;
    });
    const reply = await session.call('book.rows', {});
    expect(reply).toMatchObject({ ok: false, error: { code: 'INTERNAL', correlationId: 'bug-1' } });
    expect(JSON.stringify(reply)).not.toMatch(/secret|okafor|TypeError/);
    expect(bugs).toEqual([{ correlationId: 'bug-1', method: 'book.rows', error: bug }]);
  });
});

describe('the bounds of a session', () => {
  it('refuses one call more than the wire allows in flight, and takes the next when one has ended', async () => {
    const { session, router, actor, desk } = setUp();
    const ends: (() => void)[] = [];
    desk.on('book.rows', () => new Promise((resolve) => ends.push(() => resolve([]))));
    const waiting = Array.from({ length: MAX_CALLS_IN_FLIGHT }, () => session.call('book.rows', {}));
    expect(await session.call('desk.status', {})).toEqual(failure('OVERLOADED'));
    expect(await router.openSession({ actor }).call('desk.status', {})).toMatchObject({ ok: true });
    ends[0]?.();
    await waiting[0];
    expect(await session.call('desk.status', {})).toMatchObject({ ok: true });
  });

  it('answers at the deadline of the procedure, and frees the place only when the work has ended', async () => {
    const { session, desk, timers } = setUp();
    const ends: (() => void)[] = [];
    desk.on('book.rows', () => new Promise((resolve) => ends.push(() => resolve([]))));
    const waiting = Array.from({ length: MAX_CALLS_IN_FLIGHT }, () => session.call('book.rows', {}));
    timers.advance(contract['book.rows'].deadlineMs);
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => failure('DEADLINE_EXCEEDED', 'book.rows')));
    expect(await session.call('desk.status', {})).toEqual(failure('OVERLOADED'));
    for (const end of ends) end();
    await new Promise((resolve) => setImmediate(resolve));
    expect(await session.call('desk.status', {})).toMatchObject({ ok: true });
  });

  it('leaves no timer behind', async () => {
    const { session, timers } = setUp();
    await session.call('desk.status', {});
    expect(timers.waiting).toBe(0);
  });
});
