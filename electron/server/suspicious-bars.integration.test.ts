import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import type { DecisionInputs } from '#electron/core/ports/journal.ts';
import { rawDatabase, valueOf } from '#electron/store/temporary-desk.testing.ts';
import { verifyAudit } from '#electron/store/verify-audit.ts';
import { recomputeLog } from '#electron/workers/replay/replay.ts';
import { CAPABILITIES } from '#shared/contract/procedure.ts';
import { build } from '#shared/testing/builders.ts';
import { openDesk } from './open-desk.ts';
import { readReplayInputs } from './read-replay-inputs.ts';
import { systemClock } from './system-clock.ts';

const ACTOR: Actor = { user: 'ann', capabilities: new Set(CAPABILITIES), origin: 'cli' };
/** Sessions of bars, two more than the widest window needs. */
const SESSIONS = 255;
const DAYS = Array.from({ length: SESSIONS }, (_, i) =>
  new Date(Date.UTC(2017, 0, 2 + i)).toISOString().slice(0, 10),
);
const dayOf = (session: number): string => DAYS.at(session) ?? '';

let root: string;
let storeFile: string;
let desk: Desk;
const open = async (): Promise<Desk> => valueOf(await openDesk({ storeFile, clock: systemClock }));
beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'preflight-suspicious-'));
  storeFile = path.join(root, 'desk.db');
  desk = await open();
});
afterEach(async () => {
  await desk.close();
  rmSync(root, { recursive: true, force: true });
});

/** Imports files of a folder and accepts them. */
async function take(name: string, files: Record<string, readonly string[]>) {
  const folder = path.join(root, name);
  mkdirSync(folder);
  for (const [file, lines] of Object.entries(files))
    writeFileSync(path.join(folder, file), [...lines, ''].join('\n'));
  const { importId } = await desk.handlers['imports.stage']({ paths: [folder] }, ACTOR);
  return desk.handlers['imports.accept']({ importId }, ACTOR);
}

const BARS_HEAD = 'symbol,date,high,low,close';
/** Imports bars, and returns what the report and then the desk call suspicious. */
async function takeBars(name: string, ...rows: string[]) {
  const report = await take(name, { 'bars.csv': [BARS_HEAD, ...rows] });
  return { reported: report.files[0]?.suspicious.length, stored: await listed() };
}
const listed = () => desk.handlers['bars.suspicious']({ open: false, limit: 10 }, ACTOR);
const rule = async (ruling: 'accept' | 'exclude', bar: typeof SHIFTED, reason = 'a slip') =>
  desk.handlers[`bars.${ruling}`]({ bars: [bar], reason }, ACTOR);

const undecided = { state: 'OPEN', by: null, at: null, reason: null };
const contradiction = {
  symbol: 'B',
  date: '2017-11-06',
  rule: 'HIGH_BELOW_LOW',
  value: 5,
  against: 6,
  ...undecided,
};

it('a desk remembers the suspicious bars it took, newest first, until they come corrected', async () => {
  const first = await takeBars(
    'first',
    'A,2017-11-01,,,10',
    'A,2017-11-02,,,1.01',
    'A,2017-11-03,,,10.1',
    'A,2017-11-06,,,0',
    'B,2017-11-06,5,6,5.5',
  );
  const shift = { symbol: 'A', date: '2017-11-02', rule: 'DECIMAL_SHIFT', value: 1.01, against: 10 };
  expect(first).toEqual({
    reported: 3,
    stored: { bars: [contradiction, { ...shift, ...undecided }], total: 2 },
  });
  const second = await takeBars('second', 'A,2017-11-02,,,10.1');
  expect(second).toEqual({ reported: 0, stored: { bars: [contradiction], total: 1 } });
});

const SHIFTED = { symbol: 'BAD', date: dayOf(-5) };

/** Closes and volumes of a symbol that is `BAD` on one day, one that is sound, and the index, as lines of a file. */
function barLines(bad: (close: number) => string): string[] {
  const lines = ['SPY', 'BAD', 'GOOD'].flatMap((symbol) =>
    DAYS.map((date, session) => {
      const close = 50 * (1 + 0.01 * Math.sin(session * (symbol === 'GOOD' ? 2 : 3)));
      const isBad = symbol === SHIFTED.symbol && date === SHIFTED.date;
      return `${symbol},${date},${isBad ? bad(close) : `${close.toFixed(4)},1000000`}`;
    }),
  );
  return ['symbol,date,close,volume', ...lines];
}
/** A close that lost a decimal place. */
const shifted = (close: number) => `${(close / 10).toFixed(4)},1000000`;

/** A desk that holds both symbols, and limits its loss two ways and its size against volume. */
async function takeDesk(bars: readonly string[]): Promise<void> {
  await take('desk', {
    'bars.csv': bars,
    'accounts.csv': ['account,base_currency,cash', 'MAIN,USD,1000000'],
    'positions.csv': ['account,symbol,quantity', 'MAIN,BAD,1000', 'MAIN,GOOD,500'],
  });
  const limits = [
    build.limit('PORTFOLIO_VOL', 'FRACTION', '0.5', { params: { missing: 'proxy' } }),
    build.limit('EXPECTED_SHORTFALL', 'FRACTION', '0.5', { params: { missing: 'refuse' } }),
    build.limit('POSITION_ADV', 'FRACTION', '0.5'),
  ];
  valueOf(await desk.importLimits(limits, ACTOR));
}

const TICKET = {
  account: 'MAIN',
  symbol: 'GOOD',
  side: 'BUY',
  orderQty: '10',
  ordType: 'MARKET',
  timeInForce: 'DAY',
  trader: '',
  strategy: '',
};
/** What every control says about buying some of a symbol. */
async function outcomesOf(symbol = SHIFTED.symbol) {
  const { outcomes } = await desk.handlers['tickets.validate']({ ticket: { ...TICKET, symbol } }, ACTOR);
  return Object.fromEntries(outcomes.map((outcome) => [outcome.code, outcome]));
}

/** Every decision of the closed desk again. */
async function again() {
  const quiet = { onProgress: () => undefined, signal: new AbortController().signal };
  return valueOf(await recomputeLog(storeFile, { inputs: readReplayInputs(), ...quiet }));
}
function recordsOf<B>(kind: string): { seq: number; body: B }[] {
  const db = rawDatabase(storeFile);
  const rows = db.prepare('SELECT seq, body FROM audit WHERE kind = ? ORDER BY seq').all(kind);
  db.close();
  return (rows as { seq: number; body: string }[]).map(({ seq, body }) => ({
    seq,
    body: JSON.parse(body) as B,
  }));
}

describe('a ruling on a suspicious bar', () => {
  it('makes an excluded one missing to every statistic, as if it had come without close and volume', async () => {
    await takeDesk(barLines(shifted));
    const counted = await outcomesOf();
    expect(await rule('exclude', SHIFTED)).toEqual({ changed: 1 });
    const excluded = await outcomesOf();
    expect(counted).toMatchObject({
      EXPECTED_SHORTFALL: { status: 'PASS' },
      POSITION_ADV: { status: 'PASS' },
    });
    expect(excluded).toMatchObject({
      EXPECTED_SHORTFALL: { status: 'UNDETERMINED', missing: { detail: expect.stringContaining('BAD') } },
      POSITION_ADV: { status: 'UNDETERMINED', missing: { detail: 'BAD' } },
    });
    expect(excluded['PORTFOLIO_VOL']?.after).toBeLessThan((counted['PORTFOLIO_VOL']?.after ?? NaN) / 2);
    expect((await desk.handlers['instruments.bars']({ symbol: 'BAD', sessions: 5 }, ACTOR))[0]).toEqual({
      date: SHIFTED.date,
      close: null,
      volume: null,
    });
    await desk.close();
    storeFile = path.join(root, 'other.db');
    desk = await open();
    rmSync(path.join(root, 'desk'), { recursive: true });
    await takeDesk(barLines(() => ','));
    expect(await outcomesOf()).toEqual(excluded);
  });

  it('is named with who and why, lasts over a restart, and is turned by the other', async () => {
    await takeDesk(barLines(shifted));
    const counted = await outcomesOf();
    await rule('exclude', SHIFTED, 'a slip');
    const excluded = await outcomesOf();
    await desk.close();
    desk = await open();
    expect(await outcomesOf()).toEqual(excluded);
    const found = { ...SHIFTED, rule: 'DECIMAL_SHIFT', by: 'ann' };
    expect(await listed()).toMatchObject({
      bars: [{ ...found, state: 'EXCLUDED', reason: 'a slip' }],
      total: 1,
    });
    expect(await desk.handlers['bars.suspicious']({ open: true, limit: 10 }, ACTOR)).toEqual({
      bars: [],
      total: 0,
    });
    await rule('accept', SHIFTED, 'it was so');
    expect(await outcomesOf()).toEqual(counted);
    expect(await listed()).toMatchObject({ bars: [{ ...found, state: 'ACCEPTED', reason: 'it was so' }] });
    const bodies = recordsOf<object>('BARS').map(({ body }) => body);
    const bar = { symbol: 'BAD', date: Number(SHIFTED.date.replaceAll('-', '')) };
    expect(bodies).toEqual([
      { kind: 'BARS', state: 'EXCLUDED', bars: [{ ...bar, before: 'OPEN' }], reason: 'a slip' },
      { kind: 'BARS', state: 'ACCEPTED', bars: [{ ...bar, before: 'EXCLUDED' }], reason: 'it was so' },
    ]);
  });

  it('takes the mark from the last close that counts, with its age, and leaves the desk clock', async () => {
    await takeBars('marked', 'A,2017-11-01,,,10', 'A,2017-11-02,,,10.1', 'A,2017-11-03,,,1.01');
    const mark = async () => {
      const [found] = await desk.handlers['instruments.search']({ text: 'A', limit: 1 }, ACTOR);
      const { clock } = await desk.handlers['desk.status']({}, ACTOR);
      const day = (at: number | null | undefined) => new Date(at ?? NaN).toISOString().slice(0, 10);
      return [found?.price, day(found?.priceAsOf), day(clock.now)];
    };
    expect(await mark()).toEqual([1.01, '2017-11-03', '2017-11-03']);
    await rule('exclude', { symbol: 'A', date: '2017-11-03' });
    expect(await mark()).toEqual([10.1, '2017-11-02', '2017-11-03']);
  });

  it('is recorded once, for all of a list or for none of it', async () => {
    await takeDesk(barLines(shifted));
    const { handlers } = desk;
    const both = { bars: [SHIFTED, { symbol: 'GOOD', date: SHIFTED.date }], reason: 'a slip' };
    await expect(async () => handlers['bars.exclude'](both, ACTOR)).rejects.toMatchObject({
      error: { code: 'NOT_FOUND', where: `GOOD ${SHIFTED.date}` },
    });
    expect(recordsOf('BARS')).toEqual([]);
    const twice = { bars: [SHIFTED, SHIFTED], reason: 'a slip' };
    expect(await handlers['bars.exclude'](twice, ACTOR)).toEqual({ changed: 1 });
    expect(await handlers['bars.exclude'](twice, ACTOR)).toEqual({ changed: 0 });
    expect(recordsOf('BARS')).toHaveLength(1);
    const viewer: Actor = { ...ACTOR, capabilities: new Set(['VIEW']) };
    await expect(async () => handlers['bars.accept'](twice, viewer)).rejects.toMatchObject({
      error: { code: 'FORBIDDEN' },
    });
  });

  it('of two at once is one, the other is told', async () => {
    await takeDesk(barLines(shifted));
    const atOnce = () => Promise.allSettled([rule('exclude', SHIFTED), rule('accept', SHIFTED)]);
    let two = await atOnce();
    // Where this thread was stopped between the two, the second saw the first, and was no conflict: again, on an open bar.
    for (let tries = 0; tries < 10 && two[1].status === 'fulfilled'; tries++) {
      await take(`again-${tries}`, { 'bars.csv': barLines(shifted) });
      two = await atOnce();
    }
    expect(two.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(two[1]).toMatchObject({ reason: { error: { code: 'CONFLICT' } } });
    expect(await listed()).toMatchObject({ bars: [{ state: 'EXCLUDED' }] });
  });

  it('ends when the bar is imported again: found again it is open, corrected it is gone', async () => {
    await takeDesk(barLines(shifted));
    await rule('exclude', SHIFTED);
    const line = (bar: string) => barLines(() => bar).filter((text) => text.startsWith('BAD'));
    const head = 'symbol,date,close,volume';
    await take('again', { 'bars.csv': [head, ...line('5.01,1000000')] });
    expect(await listed()).toMatchObject({ bars: [{ ...SHIFTED, ...undecided, value: 5.01 }], total: 1 });
    expect(await outcomesOf()).toMatchObject({ POSITION_ADV: { status: 'PASS' } });
    await rule('exclude', SHIFTED);
    await take('corrected', { 'bars.csv': [head, ...line('50.1,1000000')] });
    expect(await listed()).toEqual({ bars: [], total: 0 });
    expect(await outcomesOf()).toMatchObject({ EXPECTED_SHORTFALL: { status: 'PASS' } });
    await desk.close();
    expect(valueOf(verifyAudit(storeFile)).problems).toEqual([]);
    expect(await again()).toMatchObject({ decisions: 2, equal: 2 });
    desk = await open();
  });

  it('is restored for every decision of its time, also one that was on its way, when the log is made again', async () => {
    await takeDesk(barLines(shifted));
    const decide = () => Promise.all([outcomesOf(), outcomesOf('GOOD')]);
    for (const one of ['exclude', 'accept', 'exclude'] as const) {
      await Promise.all([decide(), rule(one, SHIFTED), decide()]);
      await decide();
    }
    await desk.close();
    desk = await open();
    await decide();
    await desk.close();
    expect(valueOf(verifyAudit(storeFile))).toMatchObject({ ok: true, problems: [] });
    expect(await again()).toMatchObject({ decisions: 20, equal: 20, differences: [] });
    const rulings = recordsOf('BARS').map(({ seq }) => seq);
    const inputs = recordsOf<{ inputs: DecisionInputs }>('DECISION').map(
      ({ body }) => body.inputs.barRulings,
    );
    expect(new Set(inputs)).toEqual(new Set([undefined, ...rulings]));
    desk = await open();
  });
});
