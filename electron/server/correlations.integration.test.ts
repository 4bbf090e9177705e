import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { valueOf } from '#electron/store/temporary-desk.testing.ts';
import { CAPABILITIES } from '#shared/contract/procedure.ts';
import { openDesk } from './open-desk.ts';
import { systemClock } from './system-clock.ts';

const ACTOR: Actor = { user: 'ann', capabilities: new Set(CAPABILITIES), origin: 'cli' };
const SESSIONS = 253;
const SYMBOLS = ['AAA', 'BBB', 'CCC', 'SPY'];

/** Closes of so many weekdays, other ones each time. */
function writeBars(folder: string, days: number, turn: number): void {
  const rows: string[] = [];
  for (let day = Date.UTC(2024, 0, 1), n = 0; n < days; day += 86_400_000) {
    const date = new Date(day);
    if (date.getUTCDay() % 6 === 0) continue;
    SYMBOLS.forEach((symbol, s) =>
      rows.push(
        `${symbol},${date.toISOString().slice(0, 10)},${(100 + 10 * Math.sin(n * (s + turn))).toFixed(2)},1000`,
      ),
    );
    n++;
  }
  writeFileSync(path.join(folder, 'bars.csv'), `symbol,date,close,volume\n${rows.join('\n')}\n`);
}

async function importBars(desk: Desk, folder: string): Promise<void> {
  const { importId } = await desk.handlers['imports.stage']({ paths: [folder] }, ACTOR);
  await desk.handlers['imports.accept']({ importId }, ACTOR);
}

async function whenCached({ correlations }: Desk): Promise<number> {
  for (let wait = 0; correlations.version === null; wait++) {
    if (wait === 1_000) expect.fail('nothing was built');
    await sleep(10);
  }
  return correlations.version;
}

const rowsOf = ({ correlations }: Desk): (Float32Array | null)[] =>
  SYMBOLS.map((_, id) => correlations.row(id));

describe('the correlations of an open desk', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'preflight-correlations-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('are built after an import and again after the next, and are those computed plainly', async () => {
    const storeFile = path.join(root, 'desk.db');
    const open = async (staysOpen: boolean): Promise<Desk> =>
      valueOf(await openDesk({ storeFile, clock: systemClock, staysOpen }));
    const serving = await open(true);
    expect(serving.correlations.correlation(0, 0)).toBeNull();
    writeBars(root, SESSIONS, 1);
    await importBars(serving, root);
    const first = await whenCached(serving);
    const before = rowsOf(serving);
    expect(before).toHaveLength(4);
    writeBars(root, SESSIONS + 1, 2);
    await importBars(serving, root);
    const asComputed = rowsOf(serving);
    expect(await whenCached(serving)).not.toBe(first);
    const asCached = rowsOf(serving);
    await serving.close();

    const plain = await open(false);
    const expected = rowsOf(plain);
    expect(plain.correlations.version).toBeNull();
    await plain.close();
    for (const rows of [asComputed, asCached]) {
      rows.forEach((row, id) =>
        row?.forEach((value, other) => expect(value).toBeCloseTo(expected[id]?.[other] ?? NaN, 6)),
      );
    }
    expect(before[0]?.[1]).not.toBeCloseTo(expected[0]?.[1] ?? NaN, 3);
  });
});
