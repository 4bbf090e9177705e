import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { writeBundle } from './desk-bundle.testing.ts';
import { openDesk } from './open-desk.ts';
import { systemClock } from './system-clock.ts';

const ACTOR: Actor = {
  user: 'ann',
  capabilities: new Set(['VIEW', 'TRADE', 'MANAGE_LIMITS', 'IMPORT', 'OPERATE']),
  origin: 'cli',
};

describe('the desk over a real store and its journal thread', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'preflight-desk-'));
  const bundle = mkdtempSync(path.join(tmpdir(), 'preflight-bundle-'));
  let count = 0;
  let desk: Desk;
  let storeFile = '';

  const open = async (): Promise<Desk> => {
    const opened = await openDesk({ storeFile, clock: systemClock });
    if (!opened.ok) throw new Error(opened.error.what);
    return opened.value;
  };
  const fresh = async (): Promise<void> => {
    storeFile = path.join(root, `${count++}.db`);
    desk = await open();
    const staged = await desk.handlers['imports.stage']({ paths: [bundle] }, ACTOR);
    const accepted = await desk.handlers['imports.accept']({ importId: staged.importId }, ACTOR);
    expect(accepted.state).toBe('ACCEPTED');
  };
  const ticket = (clOrdId: string, side: string, orderQty: string, price = '100') => ({
    clOrdId,
    account: 'A',
    symbol: 'X',
    side,
    orderQty,
    ordType: 'LIMIT',
    price,
    timeInForce: 'DAY',
    trader: '',
    strategy: '',
  });
  const send = async (clOrdId: string, side: string, orderQty: string, key = `key-of-${clOrdId}`) =>
    await desk.handlers['tickets.send'](
      { ticket: ticket(clOrdId, side, orderQty), idempotencyKey: key },
      ACTOR,
    );
  const holding = async () => {
    const [row] = (await desk.handlers['book.rows']({ account: 'A', limit: 1 }, ACTOR)).rows;
    const summaries = await desk.handlers['book.summaries']({}, ACTOR);
    const account = summaries.find(({ scope }) => scope.level === 'ACCOUNT');
    return { q: row?.quantity, buys: row?.workingBuy, sells: row?.workingSell, cash: account?.cash };
  };

  beforeAll(() => writeBundle(bundle));
  afterEach(() => desk.close());
  afterAll(() => {
    for (const folder of [root, bundle]) rmSync(folder, { recursive: true, force: true });
  });

  it('a_send_reserves_and_the_next_ticket_sees_it', async () => {
    await fresh();
    expect(await send('T1', 'BUY', '600')).toMatchObject({ sent: true, decision: { verdict: 'PASS' } });
    const second = await send('T2', 'BUY', '600');
    expect(second).toMatchObject({ sent: false, decision: { verdict: 'BLOCK', maxQty: 400 } });
    expect(second.decision.binding).toEqual({ code: 'MAX_POSITION_NOTIONAL', limitId: 'position' });
    expect(await holding()).toEqual({ q: 1000, buys: 600, sells: 0, cash: 1_000_000 });
  });

  it('two_tickets_at_once_never_both_pass_on_the_same_headroom', async () => {
    await fresh();
    const answers = await Promise.all(Array.from({ length: 64 }, (_, i) => send(`R${i}`, 'BUY', '100')));
    expect(answers.filter(({ sent }) => sent)).toHaveLength(10);
    expect(await holding()).toMatchObject({ buys: 1000 });
  });

  it('a_race_with_one_key_makes_one_ticket_and_one_answer', async () => {
    await fresh();
    const answers = await Promise.all(
      Array.from({ length: 64 }, () => send('T1', 'BUY', '100', 'one-key-only')),
    );
    expect(new Set(answers.map(({ decision }) => decision.decisionId)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await holding()).toMatchObject({ buys: 100 });
    await expect(send('T1', 'BUY', '101', 'one-key-only')).rejects.toThrow('IDEMPOTENCY_MISMATCH');
  });

  it('a_key_is_remembered_and_the_reservation_lives_after_a_restart', async () => {
    await fresh();
    const first = await send('T1', 'BUY', '300');
    await desk.close();
    desk = await open();
    const again = await send('T1', 'BUY', '300');
    expect(again).toMatchObject({ replayed: true, sent: true });
    expect(again.decision).toEqual(first.decision);
    expect(await holding()).toMatchObject({ q: 1000, buys: 300 });
    const [row] = await desk.handlers['blotter.list']({ limit: 10 }, ACTOR);
    expect(row).toMatchObject({ clOrdId: 'T1', state: 'SENT', leavesQty: 300 });
  });

  it('a_cancel_releases_and_a_fill_moves_to_position_and_cash', async () => {
    await fresh();
    await send('T1', 'BUY', '600');
    const fill = { execId: 'E1', clOrdId: 'T1', lastQty: '200', lastPx: '99.995' };
    expect(await desk.handlers['executions.record'](fill, ACTOR)).toMatchObject({
      state: 'PARTIALLY_FILLED',
    });
    expect(await holding()).toEqual({ q: 1200, buys: 400, sells: 0, cash: 980_001 });
    await expect(desk.handlers['executions.record'](fill, ACTOR)).rejects.toThrow('DUPLICATE_EXECUTION');
    const over = { ...fill, execId: 'E2', lastQty: '401' };
    await expect(desk.handlers['executions.record'](over, ACTOR)).rejects.toThrow('OVER_FILL');
    expect(await desk.handlers['tickets.cancel']({ clOrdId: 'T1' }, ACTOR)).toMatchObject({
      state: 'CANCELLED',
    });
    await expect(desk.handlers['tickets.cancel']({ clOrdId: 'T1' }, ACTOR)).rejects.toThrow('UNKNOWN_ORDER');
    const settled = { q: 1200, buys: 0, sells: 0, cash: 980_001 };
    expect(await holding()).toEqual(settled);
    await desk.close();
    desk = await open();
    expect(await holding()).toEqual(settled);
    expect(await desk.handlers['audit.verify']({}, ACTOR)).toMatchObject({ ok: true, problems: [] });
  });

  it('an_exit_is_not_blocked_by_limits_that_are_breached', async () => {
    await fresh();
    const list = await desk.handlers['limits.list']({}, ACTOR);
    const position = list.find(({ limitId }) => limitId === 'position');
    const limit = {
      limitId: 'position',
      control: 'MAX_POSITION_NOTIONAL',
      scope: { level: 'ACCOUNT', key: '*' },
      unit: 'MONEY',
      currency: 'USD',
      hard: '1',
    } as const;
    const saved = await desk.handlers['limits.save'](
      { limit, expectedVersion: position?.version ?? 0, reason: 'tighten' },
      ACTOR,
    );
    expect(saved).toMatchObject({ version: 2, status: 'ACTIVE' });
    expect((await send('T1', 'SELL', '900')).decision).toMatchObject({ verdict: 'WARN', reducing: true });
    expect((await send('T2', 'BUY', '1')).decision.verdict).toBe('BLOCK');
    await expect(
      desk.handlers['limits.save']({ limit, expectedVersion: 1, reason: 'late' }, ACTOR),
    ).rejects.toThrow('CONFLICT');
    await expect(
      desk.handlers['limits.save'](
        { limit: { ...limit, hard: '-1' }, expectedVersion: 2, reason: 'bad' },
        ACTOR,
      ),
    ).rejects.toThrow('LIMIT_INVALID');
  });

  it('a_warning_is_sent_only_with_a_reason', async () => {
    await fresh();
    const far = { ticket: ticket('T1', 'BUY', '10', '104.5'), idempotencyKey: 'first-try' };
    const first = await desk.handlers['tickets.send'](far, ACTOR);
    expect(first).toMatchObject({ sent: false, decision: { verdict: 'WARN' } });
    const acknowledged = {
      ...far,
      idempotencyKey: 'second-try',
      acknowledgement: { reason: 'client asked' },
    };
    expect(await desk.handlers['tickets.send'](acknowledged, ACTOR)).toMatchObject({ sent: true });
  });
});
