import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import type { DecisionInputs } from '#electron/core/ports/journal.ts';
import { rawDatabase } from '#electron/store/temporary-desk.testing.ts';
import { recomputeDecision, recomputeLog, replayProposal } from '#electron/workers/replay/replay.ts';
import { CAPABILITIES } from '#shared/contract/procedure.ts';
import type { Limit, TightenRule } from '#shared/domain/limit.ts';
import { build } from '#shared/testing/builders.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { readReplayInputs } from './read-replay-inputs.ts';
import { openDesk } from './open-desk.ts';
import { systemClock } from './system-clock.ts';

const ANN: Actor = { user: 'ann', capabilities: new Set(CAPABILITIES), origin: 'cli' };
const BOB: Actor = { ...ANN, user: 'bob' };
/** How long a version for a moment is in force. */
const MOMENT_MS = 100;
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

/** Limits of the sample desk, as an officer writes a new version of one. */
const LIMITS = {
  order: {
    control: 'MAX_ORDER_NOTIONAL',
    scope: { level: 'FIRM', key: '*' },
    unit: 'MONEY',
    currency: 'USD',
  },
  position: {
    control: 'MAX_POSITION_NOTIONAL',
    scope: { level: 'ACCOUNT', key: '*' },
    unit: 'MONEY',
    currency: 'USD',
  },
  net: { control: 'NET_EXPOSURE', scope: { level: 'ACCOUNT', key: '*' }, unit: 'FRACTION' },
} as const;
const ORDER = 'firm-order-notional';
const POSITION = 'account-position-notional';

const following = (metric: TightenRule['metric'], points: [number, number][]) => ({
  params: { tighten: { metric, points } },
});

/** One officer lets two limits follow how bad the day is. */
async function follow({ handlers }: Desk): Promise<void> {
  const hard = { limitId: POSITION, ...LIMITS.position, hard: '5000000.00' };
  const net = { limitId: 'account-net', ...LIMITS.net, hard: '1' };
  const stress = following('STRESS_LEVEL', [
    [0, 1],
    [0.5, 0.01],
  ]);
  const volatility = following('MARKET_VOL', [
    [0, 1],
    [1, 0.5],
  ]);
  await handlers['limits.tighten']({ limit: { ...hard, ...stress }, reason: 'bad days' }, ANN);
  await handlers['limits.tighten']({ limit: { ...net, ...volatility }, reason: 'bad days' }, ANN);
}

/** Two officers agree on a level, and a ticket is decided while each says so. */
async function stress({ handlers }: Desk, level: number, ticket: object): Promise<void> {
  for (const officer of [ANN, BOB]) {
    const saying = handlers['limits.setStressLevel']({ level, reason: 'seen' }, officer);
    await Promise.all([saying, handlers['tickets.validate']({ ticket } as never, ANN)]);
  }
}

/** What two officers do about limits: another order size, for good or for a moment, or another stress level. */
async function govern(desk: Desk, random: SeededRandom, ticket: object): Promise<void> {
  if (random.chance(0.4)) return stress(desk, random.pick([0, 0.5, 1]), ticket);
  const { handlers } = desk;
  const end = { effectiveTo: new Date(Date.now() + MOMENT_MS).toISOString() };
  const hard = `${random.between(1, 40)}0000.00`;
  const limit = { limitId: ORDER, ...LIMITS.order, hard, ...(random.chance(0.5) && end) };
  const { limitId, version } = await handlers['limits.propose']({ limit, reason: 'other' }, ANN);
  await handlers['limits.approve']({ limitId, version, reason: 'agreed' }, BOB);
}

/** Sends, baskets, replacements, cancels, fills, busts, governance of limits and restarts on the sample desk, several commands in flight at a time. */
async function trade(storeFile: string, commands: number): Promise<void> {
  const random = new SeededRandom(7);
  let desk = await open(storeFile);
  await desk.handlers['desk.loadSample']({}, ANN);
  await follow(desk);
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
    await desk.handlers['limits.save']({ limit, expectedVersion: 0, reason: 'a loss must end' }, ANN);
  }
  const accounts = await desk.handlers['accounts.list']({}, ANN);
  const symbols = await desk.handlers['instruments.search']({ text: '', limit: 40 }, ANN);
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
    if (at % 8 === 4) ignore(govern(desk, random, order(`G-${at}`)));
    const acknowledgement = { reason: 'seen' };
    const idempotencyKey = `key-of-${at}`;
    if (kind < 0.5 || sent.length === 0) {
      const ticket = order(`R-${at}`);
      ignore(handlers['tickets.send']({ ticket, idempotencyKey, acknowledgement } as never, ANN));
      orders.set(ticket.clOrdId, ticket);
      sent.push(ticket.clOrdId);
    } else if (kind < 0.6) {
      const ticket = {
        ...orders.get(known),
        clOrdId: `P-${at}`,
        orderQty: String(random.between(1, 500) * 10),
      };
      const request = { origClOrdId: known, ticket, idempotencyKey, acknowledgement };
      ignore(handlers['tickets.replace'](request as never, ANN));
    } else if (kind < 0.68) {
      const tickets = [0, 1, 2].map((place) => order(`B-${at}-${place}`));
      const mode = random.pick(['sequential', 'net']);
      const basket = { tickets, mode, allOrNone: mode === 'net' || random.chance(0.5) };
      ignore(
        random.chance(0.3)
          ? handlers['baskets.validate'](basket as never, ANN)
          : handlers['baskets.send']({ ...basket, idempotencyKey, acknowledgement } as never, ANN),
      );
    } else if (kind < 0.7) ignore(handlers['tickets.expire']({ clOrdId: known }, ANN));
    else if (kind < 0.73)
      ignore(handlers['executions.bust']({ execId: random.pick(filled), reason: 'wrong' }, ANN));
    else if (kind < 0.8) ignore(handlers['tickets.cancel']({ clOrdId: known }, ANN));
    else if (kind < 0.97) {
      const fill = {
        execId: `E-${at}`,
        clOrdId: known,
        lastQty: String(random.between(1, 200)),
        lastPx: '25.1',
      };
      ignore(handlers['executions.record'](fill, ANN));
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
  const probe = { account: accounts[0]?.account, symbol: symbols[0]?.symbol, side: 'BUY', orderQty: '10' };
  for (const level of [0, 0.5, 1, 0.5]) {
    await stress(desk, level, probe);
    await desk.handlers['tickets.validate']({ ticket: probe } as never, ANN);
  }
  // The only decision at this level is on its way while the next one is set: its record alone knows its factor.
  for (const officer of [ANN, BOB])
    await desk.handlers['limits.setStressLevel']({ level: 0.2, reason: 'calmer' }, officer);
  await stress(desk, 1, probe);
  await desk.close();
}

function bodiesOf<B>(storeFile: string, kind: string): { seq: number; body: B }[] {
  const db = rawDatabase(storeFile);
  const rows = db.prepare('SELECT seq, body FROM audit WHERE kind = ? ORDER BY seq').all(kind);
  db.close();
  return (rows as { seq: number; body: string }[]).map(({ seq, body }) => ({
    seq,
    body: JSON.parse(body) as B,
  }));
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
    const made = bodiesOf<{ inputs: DecisionInputs }>(storeFile, 'DECISION').map(({ body }) => body.inputs);
    const versionsOf = (limitId: string) =>
      new Set(made.map(({ limitVersions }) => limitVersions.find(([id]) => id === limitId)?.[1]));
    const factorsOf = (limitId: string) =>
      new Set(made.map(({ tightened }) => tightened?.find(([id]) => id === limitId)?.[1]));
    expect(versionsOf(ORDER).size).toBeGreaterThan(3);
    expect(factorsOf(POSITION)).toEqual(new Set([10_000, 604_000, 1_000_000]));
    expect(factorsOf('account-net')).not.toContain(undefined);
  });

  it('an import in between starts from what it held', async () => {
    const desk = await open(storeFile);
    const bundle = path.join(import.meta.dirname, '../../resources/sample/positions.csv');
    const staged = await desk.handlers['imports.stage']({ paths: [bundle] }, ANN);
    await desk.handlers['imports.accept']({ importId: staged.importId }, ANN);
    const [account] = await desk.handlers['accounts.list']({}, ANN);
    const [instrument] = await desk.handlers['instruments.search']({ text: '', limit: 1 }, ANN);
    const ticket = {
      account: account?.account ?? '',
      symbol: instrument?.symbol ?? '',
      side: 'BUY',
      orderQty: '100',
    };
    await desk.handlers['tickets.validate']({ ticket } as never, ANN);
    await desk.close();
    expect(await recomputeLog(storeFile, QUIET)).toMatchObject({ ok: true, value: { differences: [] } });
  });

  it('follows a live desk through its marks and rates, whatever was in flight', async () => {
    const liveFile = path.join(root, 'live.db');
    const random = new SeededRandom(11);
    let desk = await open(liveFile);
    await desk.handlers['desk.loadSample']({}, ANN);
    await desk.importLimits(
      [
        build.limit('STRESS_LOSS', 'FRACTION', '0.2', { params: { window: 252 } }),
        build.limit('PORTFOLIO_BETA', 'RATIO', '1.5'),
        build.limit('SPREAD', 'BPS', '50'),
        build.limit('MARKET_CAP', 'MONEY', '1000000000'),
      ].map((limit) => ({ ...limit, status: 'ACTIVE' as const })),
      ANN,
    );
    await desk.close();
    desk = await open(liveFile, true);
    const accounts = await desk.handlers['accounts.list']({}, ANN);
    const symbols = (await desk.handlers['instruments.search']({ text: '', limit: 12 }, ANN)).map(
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
      const calls: unknown[] = [desk.handlers['marks.record']({ marks }, ANN)];
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
        calls.push(desk.handlers['tickets.send']({ ticket, idempotencyKey, acknowledgement } as never, ANN));
      }
      if (round % 5 === 0)
        calls.push(
          desk.handlers['fx.record']({ rates: [{ currency: 'EUR', rate: `1.${round + 10}` }] }, ANN),
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
    const db = rawDatabase(storeFile);
    const seq = db.prepare("SELECT max(seq) FROM audit WHERE kind = 'DECISION'").pluck().get() as number;
    db.prepare(`UPDATE audit SET body = replace(body, '"verdict":"', '"verdict":"X') WHERE seq = ?`).run(seq);
    db.close();
    const report = await recomputeLog(storeFile, QUIET);
    expect(report).toMatchObject({ ok: true, value: { different: 1, differences: [{ seq }] } });
    if (report.ok) expect(report.value.differences[0]?.what).toMatch(/^verdict X/);
  });

  it('makes one decision again and says whether it is the same to the byte', async () => {
    const made = bodiesOf<{ decision: { decisionId: string }; basket?: { mode: string } }>(
      storeFile,
      'DECISION',
    ).map(({ body }) => body);
    const idOf = (one: (typeof made)[number] | undefined) => one?.decision.decisionId ?? '';
    const recompute = (decisionId: string) => recomputeDecision(storeFile, decisionId, QUIET);
    const ofNet = made.find(({ basket }) => basket?.mode === 'net');
    const report = await recompute(idOf(ofNet));
    expect(report).toMatchObject({ ok: true, value: { decisions: 1, equal: 1, differences: [] } });
    expect(await recompute('D-none')).toMatchObject({ ok: true, value: { decisions: 0 } });
    const desk = await open(storeFile);
    const call = (one: (typeof made)[number] | undefined) =>
      desk.handlers['decisions.recompute']({ decisionId: idOf(one) }, ANN);
    const first = call(made[0]);
    await expect(call(made[60])).rejects.toMatchObject({ error: { code: 'CONFLICT' } });
    expect(await first).toEqual({ result: 'EQUAL', difference: null });
    expect(await call(made.at(-1))).toMatchObject({
      result: 'DIFFERENT',
      difference: expect.stringMatching(/^verdict X/) as string,
    });
    const interrupted = call(made.at(-1));
    expect(await desk.handlers['decisions.cancelRecompute']({}, ANN)).toEqual({ cancelled: true });
    await expect(interrupted).rejects.toMatchObject({ error: { code: 'CANCELLED' } });
    await desk.close();
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

  it('answers a proposal to end a limit, and one that follows a metric as the metric was', async () => {
    const impactOf = async (proposal: Limit) => {
      const report = await replayProposal(storeFile, { proposals: [proposal], since: 0 }, QUIET);
      if (!report.ok) throw new Error(report.error.what);
      const { breaches, tickets } = report.value;
      return { breaches, tickets: tickets.filter(({ was }) => !was.startsWith('X')) };
    };
    const limitId = POSITION as Limit['limitId'];
    const wide = build.limit('MAX_POSITION_NOTIONAL', 'MONEY', '5000000.00', {
      limitId,
      version: 99,
      status: 'PROPOSED',
      scope: { level: 'ACCOUNT', key: '*' },
    });
    const ended = await impactOf({ ...wide, change: 'RETIRE' });
    expect(ended.breaches).toEqual([]);
    expect(ended.tickets.length).toBeGreaterThan(0);
    // No ticket may go without a limit of this control.
    expect(ended.tickets.every(({ would }) => would === 'BLOCK')).toBe(true);

    const stresses = bodiesOf<{ level: number | null }>(storeFile, 'STRESS');
    const levelAt = (seq: number) => stresses.findLast((one) => one.seq < seq)?.body.level ?? null;
    // Below 1 it lets everything through; what is in force is the same at 0.5 and at 1.
    const points = [
      [0.5, 1],
      [1, 0],
    ] as const;
    const gross = build.limit('GROSS_EXPOSURE', 'FRACTION', '1000', { limitId: 'extra' as Limit['limitId'] });
    expect((await impactOf(gross)).tickets).toEqual([]);
    const { tickets } = await impactOf({ ...gross, tighten: { metric: 'STRESS_LEVEL', points } });
    expect(tickets.length).toBeGreaterThan(0);
    const levels = new Set(tickets.map(({ seq }) => levelAt(seq)));
    expect(levels).toContain(1);
    expect([...levels].filter((level) => level !== 1 && level !== null)).toEqual([]);
    expect(new Set(stresses.map(({ body }) => body.level))).toEqual(new Set([null, 0, 0.2, 0.5, 1]));
  });

  it('stops when it is no longer wanted', async () => {
    const abort = new AbortController();
    const running = recomputeLog(storeFile, { ...QUIET, signal: abort.signal });
    abort.abort();
    expect(await running).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  });
});
