import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { sqlite } from '#electron/store/sqlite.ts';
import { recomputeLog, replayProposal } from '#electron/workers/replay/replay.ts';
import { CAPABILITIES } from '#shared/contract/procedure.ts';
import { build } from '#shared/testing/builders.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { readReplayInputs } from './read-replay-inputs.ts';
import { openDesk } from './open-desk.ts';
import { systemClock } from './system-clock.ts';

const ACTOR: Actor = { user: 'ann', capabilities: new Set(CAPABILITIES), origin: 'cli' };
const QUIET = {
  inputs: readReplayInputs(),
  onProgress: () => undefined,
  signal: new AbortController().signal,
};
const root = mkdtempSync(path.join(tmpdir(), 'preflight-replay-test-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const open = async (storeFile: string, live = false): Promise<Desk> => {
  const opened = await openDesk({ storeFile, clock: systemClock, live });
  if (!opened.ok) throw new Error(opened.error.what);
  return opened.value;
};

/** Sends, baskets, replacements, cancels, fills, busts and restarts on the sample desk, several commands in flight at a time. */
async function trade(storeFile: string, commands: number): Promise<void> {
  const random = new SeededRandom(7);
  let desk = await open(storeFile);
  await desk.handlers['desk.loadSample']({}, ACTOR);
  for (const [control, hard] of [
    ['DAILY_LOSS', '0.5'],
    ['DRAWDOWN', '0.5'],
  ] as const) {
    const limit = {
      limitId: control,
      control,
      scope: { level: 'FIRM', key: '*' },
      unit: 'FRACTION',
      hard,
    } as const;
    await desk.handlers['limits.save']({ limit, expectedVersion: 0, reason: 'a loss must end' }, ACTOR);
  }
  const accounts = await desk.handlers['accounts.list']({}, ACTOR);
  const symbols = await desk.handlers['instruments.search']({ text: '', limit: 40 }, ACTOR);
  const sent: string[] = [];
  const filled = ['E-none'];
  const orders = new Map<string, object>();
  let flight: Promise<unknown>[] = [];
  const ignore = (call: unknown): void => void flight.push(Promise.resolve(call).catch(() => undefined));
  for (let at = 0; at < commands; at++) {
    const { handlers } = desk;
    const kind = random.fraction();
    const known = sent.length > 0 ? random.pick(sent) : '';
    const order = (clOrdId: string) => ({
      clOrdId,
      account: random.pick(accounts).account,
      symbol: random.pick(symbols).symbol,
      side: random.pick(['BUY', 'SELL', 'SELL_SHORT']),
      orderQty: String(random.between(1, 400) * 10),
      trader: random.pick(['', 'tina']),
      strategy: random.pick(['', 'mean']),
    });
    const acknowledgement = { reason: 'seen' };
    const idempotencyKey = `key-of-${at}`;
    if (kind < 0.5 || sent.length === 0) {
      const ticket = order(`R-${at}`);
      ignore(handlers['tickets.send']({ ticket, idempotencyKey, acknowledgement } as never, ACTOR));
      orders.set(ticket.clOrdId, ticket);
      sent.push(ticket.clOrdId);
    } else if (kind < 0.6) {
      const ticket = {
        ...orders.get(known),
        clOrdId: `P-${at}`,
        orderQty: String(random.between(1, 500) * 10),
      };
      const request = { origClOrdId: known, ticket, idempotencyKey, acknowledgement };
      ignore(handlers['tickets.replace'](request as never, ACTOR));
    } else if (kind < 0.68) {
      const tickets = [0, 1, 2].map((place) => order(`B-${at}-${place}`));
      const mode = random.pick(['sequential', 'net']);
      const basket = { tickets, mode, allOrNone: mode === 'net' || random.chance(0.5) };
      ignore(
        random.chance(0.3)
          ? handlers['baskets.validate'](basket as never, ACTOR)
          : handlers['baskets.send']({ ...basket, idempotencyKey, acknowledgement } as never, ACTOR),
      );
    } else if (kind < 0.7) ignore(handlers['tickets.expire']({ clOrdId: known }, ACTOR));
    else if (kind < 0.73)
      ignore(handlers['executions.bust']({ execId: random.pick(filled), reason: 'wrong' }, ACTOR));
    else if (kind < 0.8) ignore(handlers['tickets.cancel']({ clOrdId: known }, ACTOR));
    else if (kind < 0.97) {
      const fill = {
        execId: `E-${at}`,
        clOrdId: known,
        lastQty: String(random.between(1, 200)),
        lastPx: '25.1',
      };
      ignore(handlers['executions.record'](fill, ACTOR));
      filled.push(fill.execId);
    } else {
      await Promise.all(flight);
      await desk.close();
      desk = await open(storeFile);
      flight = [];
    }
    if (flight.length >= 16) {
      await Promise.all(flight);
      flight = [];
    }
  }
  await Promise.all(flight);
  await desk.close();
}

describe('a log read again', { timeout: 120_000 }, () => {
  const storeFile = path.join(root, 'desk.db');

  it('makes every decision again to the same bytes, whatever was in flight and however often it was opened', async () => {
    await trade(storeFile, 200);
    const report = await recomputeLog(storeFile, QUIET);
    if (!report.ok) throw new Error(report.error.what);
    expect(report.value.differences).toEqual([]);
    expect(report.value).toMatchObject({ different: 0, otherVersion: 0 });
    expect(report.value.equal).toBe(report.value.decisions);
    expect(report.value.decisions).toBeGreaterThan(100);
  });

  it('an import in between starts from what it held', async () => {
    const desk = await open(storeFile);
    const bundle = path.join(import.meta.dirname, '../../resources/sample/positions.csv');
    const staged = await desk.handlers['imports.stage']({ paths: [bundle] }, ACTOR);
    await desk.handlers['imports.accept']({ importId: staged.importId }, ACTOR);
    const [account] = await desk.handlers['accounts.list']({}, ACTOR);
    const [instrument] = await desk.handlers['instruments.search']({ text: '', limit: 1 }, ACTOR);
    const ticket = {
      account: account?.account ?? '',
      symbol: instrument?.symbol ?? '',
      side: 'BUY',
      orderQty: '100',
    };
    await desk.handlers['tickets.validate']({ ticket } as never, ACTOR);
    await desk.close();
    expect(await recomputeLog(storeFile, QUIET)).toMatchObject({ ok: true, value: { differences: [] } });
  });

  it('follows a live desk through its marks and rates, whatever was in flight', async () => {
    const liveFile = path.join(root, 'live.db');
    const random = new SeededRandom(11);
    let desk = await open(liveFile);
    await desk.handlers['desk.loadSample']({}, ACTOR);
    await desk.importLimits(
      [
        build.limit('STRESS_LOSS', 'FRACTION', '0.2', { params: { window: 252 } }),
        build.limit('PORTFOLIO_BETA', 'RATIO', '1.5'),
        build.limit('SPREAD', 'BPS', '50'),
        build.limit('MARKET_CAP', 'MONEY', '1000000000'),
      ].map((limit) => ({ ...limit, status: 'ACTIVE' as const })),
      ACTOR,
    );
    await desk.close();
    desk = await open(liveFile, true);
    const accounts = await desk.handlers['accounts.list']({}, ACTOR);
    const symbols = (await desk.handlers['instruments.search']({ text: '', limit: 12 }, ACTOR)).map(
      ({ symbol }) => symbol,
    );
    for (let round = 0; round < 24; round++) {
      const marks = symbols.map((symbol) => {
        const bid = random.between(1_000, 9_000) / 100;
        return {
          symbol,
          bid: bid.toFixed(2),
          ask: (bid + random.between(0, 30) / 100).toFixed(2),
          time: Date.now(),
        };
      });
      const calls: unknown[] = [desk.handlers['marks.record']({ marks }, ACTOR)];
      for (let at = 0; at < 4; at++) {
        const ticket = {
          clOrdId: `L-${round}-${at}`,
          account: random.pick(accounts).account,
          symbol: random.pick(symbols),
          side: random.pick(['BUY', 'SELL']),
          orderQty: String(random.between(1, 40) * 10),
        };
        const acknowledgement = { reason: 'seen' };
        const idempotencyKey = `key-${ticket.clOrdId}`;
        calls.push(
          desk.handlers['tickets.send']({ ticket, idempotencyKey, acknowledgement } as never, ACTOR),
        );
      }
      if (round % 5 === 0)
        calls.push(
          desk.handlers['fx.record']({ rates: [{ currency: 'EUR', rate: `1.${round + 10}` }] }, ACTOR),
        );
      await Promise.allSettled(calls.map((call) => Promise.resolve(call)));
      if (round === 12) {
        await desk.close();
        desk = await open(liveFile, true);
      }
    }
    await desk.close();
    const report = await recomputeLog(liveFile, QUIET);
    if (!report.ok) throw new Error(report.error.what);
    expect(report.value.differences).toEqual([]);
    expect(report.value).toMatchObject({ different: 0, otherVersion: 0, decisions: 96 });
    const { inputs } = QUIET;
    const another = { ...inputs, ladder: { ...inputs.ladder, hash: 'another' } };
    const other = await recomputeLog(liveFile, { ...QUIET, inputs: another });
    expect(other).toMatchObject({ ok: true, value: { otherVersion: 96 } });
  });

  it('says which decision the record does not follow from', async () => {
    const Database = sqlite();
    if (!Database.ok) throw new Error(Database.error.what);
    const db = new Database.value(storeFile);
    const seq = db.prepare("SELECT max(seq) FROM audit WHERE kind = 'DECISION'").pluck().get() as number;
    db.prepare(`UPDATE audit SET body = replace(body, '"verdict":"', '"verdict":"X') WHERE seq = ?`).run(seq);
    db.close();
    const report = await recomputeLog(storeFile, QUIET);
    expect(report).toMatchObject({ ok: true, value: { different: 1, differences: [{ seq }] } });
    if (report.ok) expect(report.value.differences[0]?.what).toMatch(/^verdict X/);
  });

  it('lists the tickets that a proposal would have denied, and what is in breach of it', async () => {
    const proposal = build.limit('GROSS_EXPOSURE', 'FRACTION', '0.01');
    const report = await replayProposal(storeFile, { proposals: [proposal], since: 0 }, QUIET);
    if (!report.ok) throw new Error(report.error.what);
    expect(report.value.changed).toBeGreaterThan(0);
    expect(report.value.tickets.some(({ would }) => would === 'BLOCK')).toBe(true);
    expect(report.value.breaches.some(({ limitId }) => limitId === proposal.limitId)).toBe(true);
    const nothing = await replayProposal(storeFile, { proposals: [], since: 0 }, QUIET);
    if (!nothing.ok) throw new Error(nothing.error.what);
    // The one that was falsified above.
    expect(nothing.value).toMatchObject({ changed: 1, breaches: [] });
  });

  it('stops when it is no longer wanted', async () => {
    const abort = new AbortController();
    const running = recomputeLog(storeFile, { ...QUIET, signal: abort.signal });
    abort.abort();
    expect(await running).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  });
});
