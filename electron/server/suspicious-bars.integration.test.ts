import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { valueOf } from '#electron/store/temporary-desk.testing.ts';
import { CAPABILITIES } from '#shared/contract/procedure.ts';
import { openDesk } from './open-desk.ts';
import { systemClock } from './system-clock.ts';

const ACTOR: Actor = { user: 'ann', capabilities: new Set(CAPABILITIES), origin: 'cli' };

let root: string;
let desk: Desk;
beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'preflight-suspicious-'));
  desk = valueOf(await openDesk({ storeFile: path.join(root, 'desk.db'), clock: systemClock }));
});
afterEach(async () => {
  await desk.close();
  rmSync(root, { recursive: true, force: true });
});

/** Imports bars, accepts them, and returns what the report and then the desk call suspicious. */
async function take(name: string, ...rows: string[]) {
  const folder = path.join(root, name);
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'bars.csv'), ['symbol,date,high,low,close', ...rows, ''].join('\n'));
  const { importId } = await desk.handlers['imports.stage']({ paths: [folder] }, ACTOR);
  const report = await desk.handlers['imports.accept']({ importId }, ACTOR);
  return {
    reported: report.files[0]?.suspicious.length,
    stored: await desk.handlers['bars.suspicious']({ limit: 10 }, ACTOR),
  };
}

it('a desk remembers the suspicious bars it took, newest first, until they come corrected', async () => {
  const first = await take(
    'first',
    'A,2017-11-01,,,10',
    'A,2017-11-02,,,1.01',
    'A,2017-11-03,,,10.1',
    'A,2017-11-06,,,0',
    'B,2017-11-06,5,6,5.5',
  );
  const contradiction = { symbol: 'B', date: '2017-11-06', rule: 'HIGH_BELOW_LOW', value: 5, against: 6 };
  expect(first).toEqual({
    reported: 3,
    stored: [
      contradiction,
      { symbol: 'A', date: '2017-11-02', rule: 'DECIMAL_SHIFT', value: 1.01, against: 10 },
    ],
  });
  const second = await take('second', 'A,2017-11-02,,,10.1');
  expect(second).toEqual({ reported: 0, stored: [contradiction] });
});
