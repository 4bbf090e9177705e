import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDeskReader } from '#electron/store/sqlite-desk-reader.ts';
import { rawDatabase, valueOf } from '#electron/store/temporary-desk.testing.ts';
import { verifyAudit } from '#electron/store/verify-audit.ts';
import { killedProcess } from '#electron/workers/killed-process.testing.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { writeBundle } from './desk-bundle.testing.ts';
import type { DeskTask } from './desk-child.testing.ts';

/** PREFLIGHT_LONG=1 kills a hundred times as often. */
const CYCLES = process.env['PREFLIGHT_LONG'] === '1' ? 500 : 5;
/** Lives until everything was seen that a kill may come after. */
const MOST_LIVES = CYCLES + 35;
/** What the child says it has done. */
const ANSWERS = ['basket', 'busted', 'cancelled', 'decided', 'expired', 'replaced', 'sent'];
const CYCLE_MS = 20_000;
const random = new SeededRandom(20_260_117);

let folder = '';
let bundle = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'preflight-kill-'));
  bundle = mkdtempSync(path.join(folder, 'bundle-'));
  file = path.join(folder, 'desk.db');
  writeBundle(bundle);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a whole desk in a process of its own and kills it within that time after it is ready; what it said since. */
async function killed(task: DeskTask, afterMs: number): Promise<string[]> {
  const lines = await killedProcess(new URL('./desk-child.testing.ts', import.meta.url), task, afterMs);
  expect(lines.shift()).toBe('ready');
  return lines;
}

/** What was answered and the file does not bear out: decisions, sent tickets and cancels. */
function broken(said: readonly string[]): string[] {
  const db = rawDatabase(file);
  const decided = db.prepare('SELECT 1 FROM decisions WHERE cl_ord_id = ?').pluck();
  const state = db.prepare('SELECT state FROM tickets WHERE cl_ord_id = ?').pluck();
  const reserved = db.prepare('SELECT leaves_qty FROM reservations WHERE cl_ord_id = ?').pluck();
  const busted = db.prepare('SELECT busted_seq FROM executions WHERE exec_id = ?').pluck();
  const isBorneOut = (line: string): boolean => {
    const [what, id] = line.split(' ');
    if (what === 'busted') return typeof busted.get(id) === 'number';
    if (what === 'replaced') return state.get(id) === 'REPLACED';
    if (what === 'expired') return state.get(id) === 'EXPIRED' && reserved.get(id) === undefined;
    if (what === 'basket') return state.get(id) !== undefined && state.get(id) !== 'DENIED';
    if (decided.get(id) === undefined) return false;
    if (what === 'decided') return true;
    const isCancelled = state.get(id) === 'CANCELLED' && reserved.get(id) === undefined;
    if (what === 'cancelled') return isCancelled;
    return isCancelled || (state.get(id) === 'SENT' && reserved.get(id) === 1_000_000);
  };
  const lines = said.filter((line) => !isBorneOut(line));
  db.close();
  return lines;
}

/** Baskets of which only a part is in the file. */
function halfBaskets(): unknown[] {
  const db = rawDatabase(file);
  const halves = db
    .prepare(
      `SELECT body ->> '$.basket.basket' AS basket FROM audit WHERE basket IS NOT NULL
       GROUP BY basket HAVING count(*) <> max(body ->> '$.basket.size')`,
    )
    .all();
  db.close();
  return halves;
}

const problems = (): readonly string[] => valueOf(verifyAudit(file)).problems;
const imported = async (): Promise<void> =>
  expect(await killed({ file, life: 0, folder: bundle }, CYCLE_MS)).toEqual(['ACCEPTED']);

describe('a whole desk that is killed while tickets stream', () => {
  it(
    'keeps everything it answered, whole baskets, the chain and the totals',
    async () => {
      await imported();
      const answered = new Set<string>();
      const isUnseen = (): boolean => answered.size < ANSWERS.length;
      for (let life = 1; life <= CYCLES || (isUnseen() && life <= MOST_LIVES); life++) {
        // A slow machine gets more time, until everything was seen.
        const within = life <= CYCLES ? 200 : 200 + 50 * (life - CYCLES);
        const said = await killed({ file, life }, within * random.fraction());
        for (const line of said) answered.add(line.split(' ')[0] ?? '');
        expect(broken(said)).toEqual([]);
        expect(halfBaskets()).toEqual([]);
        expect(problems()).toEqual([]);
      }
      expect([...answered].sort()).toEqual(ANSWERS);
    },
    MOST_LIVES * CYCLE_MS,
  );

  it(
    'one that says a ticket is sent before it is, is caught',
    async () => {
      await imported();
      let caught = false;
      for (let life = 1; life <= 20 && !caught; life++) {
        caught = broken(await killed({ file, life, saysTooEarly: true }, 200 * random.fraction())).length > 0;
      }
      expect(caught).toBe(true);
    },
    20 * CYCLE_MS,
  );
});

describe('a whole desk that is killed while it imports', () => {
  it(
    'holds all of the import, or nothing and no record of it',
    async () => {
      await imported();
      let position = 1_000;
      let accepted = 0;
      let lives = 0;
      const isOneSided = (): boolean => accepted === 0 || accepted === lives;
      while (lives < CYCLES || (isOneSided() && lives < MOST_LIVES)) {
        const life = ++lives;
        const next = position + 1;
        writeFileSync(path.join(bundle, 'positions.csv'), `account,symbol,quantity\nA,X,${next}\n`);
        // A slow machine gets more time, until one import came to its end.
        const within = accepted === 0 ? 500 * life : 500;
        const said = await killed({ file, life, folder: bundle }, within * random.fraction());
        const reader = valueOf(openDeskReader(file));
        const held = (reader.positions()[0]?.quantity ?? 0) / 1_000_000;
        const records = reader.lastImport()?.seq ?? 0;
        reader.close();
        if (said.includes('ACCEPTED')) expect(held).toBe(next);
        expect([position, next]).toContain(held);
        if (held === next) accepted++;
        expect(records).toBeGreaterThan(0);
        expect(problems()).toEqual([]);
        position = held;
      }
      expect(accepted).toBeGreaterThan(0);
      expect(accepted).toBeLessThan(lives);
    },
    MOST_LIVES * CYCLE_MS,
  );
});
