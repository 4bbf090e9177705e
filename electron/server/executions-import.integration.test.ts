import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { valueOf } from '#electron/store/temporary-desk.testing.ts';
import { CAPABILITIES } from '#shared/contract/procedure.ts';
import { writeBundle } from './desk-bundle.testing.ts';
import { openDesk } from './open-desk.ts';
import { systemClock } from './system-clock.ts';

const ACTOR: Actor = { user: 'ann', capabilities: new Set(CAPABILITIES), origin: 'cli' };

let root: string;
let desk: Desk;
let imports = 0;
beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'preflight-executions-'));
  const bundle = path.join(root, 'bundle');
  mkdirSync(bundle);
  writeBundle(bundle);
  desk = valueOf(await openDesk({ storeFile: path.join(root, 'desk.db'), clock: systemClock }));
  await accept([bundle]);
  await send('T1', '600');
  await send('T2', '100');
});
afterEach(async () => {
  await desk.close();
  rmSync(root, { recursive: true, force: true });
});

async function accept(paths: string[]) {
  const { importId } = await desk.handlers['imports.stage']({ paths }, ACTOR);
  return desk.handlers['imports.accept']({ importId }, ACTOR);
}

/** Imports files of these contents, in a folder of their own. */
async function take(files: Readonly<Record<string, string>>) {
  const folder = path.join(root, `import-${++imports}`);
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  return accept([folder]);
}
const executions = (...rows: string[]) => ({
  'executions.csv': ['exec_id,cl_ord_id,last_qty,last_px', ...rows, ''].join('\n'),
});

async function send(clOrdId: string, orderQty: string): Promise<void> {
  const ticket = {
    clOrdId,
    account: 'A',
    symbol: 'X',
    side: 'BUY',
    orderQty,
    ordType: 'MARKET',
    timeInForce: 'DAY',
    trader: '',
    strategy: '',
  };
  const answer = await desk.handlers['tickets.send'](
    { ticket, idempotencyKey: `key-of-${clOrdId}`, acknowledgement: { reason: 'any' } },
    ACTOR,
  );
  expect(answer.sent).toBe(true);
}
async function stands() {
  const [row] = (await desk.handlers['book.rows']({ account: 'A', limit: 1 }, ACTOR)).rows;
  const rows = await desk.handlers['blotter.list']({ limit: 10 }, ACTOR);
  return {
    quantity: row?.quantity,
    working: row?.workingBuy,
    states: rows.map(({ clOrdId, state, cumQty }) => `${clOrdId} ${state} ${cumQty}`).sort(),
  };
}
const sound = async (): Promise<void> =>
  expect(await desk.handlers['audit.verify']({}, ACTOR)).toMatchObject({ ok: true, problems: [] });

describe('executions that are imported', () => {
  it('are taken in their order; what no ticket can take is rejected and alerted', async () => {
    const told: string[] = [];
    desk.subscribe((event, data) => {
      if (event === 'execution.refused' && 'execId' in data) told.push(`${data.execId} ${data.code}`);
    });
    const report = await take(
      executions(
        'E1,T1,400,100',
        'E2,T1,201,100',
        'E3,T1,200,100',
        'E4,T9,1,100',
        'E5,T2,40,99.5',
        'E6,T1,1,100',
      ),
    );
    expect(report).toMatchObject({ state: 'ACCEPTED', rows: 3 });
    expect(report.files[0]).toMatchObject({ rowsRead: 6, rowsStaged: 3, rowsRejected: 3, duplicates: 0 });
    expect(report.files[0]?.rejects).toMatchObject([
      { row: 3, column: 'last_qty', value: '201', code: 'OVER_FILL' },
      { row: 5, column: 'cl_ord_id', value: 'T9', code: 'UNKNOWN_ORDER' },
      { row: 7, column: 'last_qty', value: '1', code: 'OVER_FILL' },
    ]);
    expect(told).toEqual(['E2 OVER_FILL', 'E4 UNKNOWN_ORDER', 'E6 OVER_FILL']);
    expect(await stands()).toEqual({
      quantity: 1640,
      working: 60,
      states: ['T1 FILLED 600', 'T2 PARTIALLY_FILLED 40'],
    });
    await sound();
  });

  it('change nothing the second time, and are counted', async () => {
    await take(executions('E1,T1,400,100', 'E5,T2,40,99.5'));
    const before = await stands();
    const again = await take(executions('E1,T1,400,100', 'E5,T2,40,99.5', 'E7,T2,10,99'));
    expect(again.files[0]).toMatchObject({ rowsStaged: 1, rowsRejected: 0, duplicates: 2, rejects: [] });
    expect(await stands()).toEqual({
      ...before,
      quantity: 1450,
      working: 250,
      states: ['T1 PARTIALLY_FILLED 400', 'T2 PARTIALLY_FILLED 50'],
    });
    const other = await take(executions('E1,T1,399,100'));
    expect(other.files[0]?.rejects).toMatchObject([{ code: 'DUPLICATE_EXECUTION', column: 'exec_id' }]);
    await sound();
  });

  it('come after the rest of their import, and before the session they belong to ends', async () => {
    const report = await take({
      ...executions('E1,T1,400,100'),
      'bars.csv': 'symbol,date,close,volume\nX,2026-10-01,100,50000\nSPY,2026-10-01,500,1000000\n',
    });
    expect(report).toMatchObject({ state: 'ACCEPTED' });
    expect(await stands()).toEqual({
      quantity: 1400,
      working: 0,
      states: ['T1 EXPIRED 400', 'T2 EXPIRED 0'],
    });
    await sound();
  });
});
