import { copyFileSync, statSync, truncateSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DecisionId } from '#shared/domain/ids.ts';
import { openDeskReader } from '#electron/store/sqlite-desk-reader.ts';
import { stageBars } from '#electron/store/staged-bars.testing.ts';
import { rawDatabase, seedDesk, temporaryDesk, valueOf } from '#electron/store/temporary-desk.testing.ts';
import { verifyAudit } from '#electron/store/verify-audit.ts';
import { decisionRecord } from '#electron/store/journal-records.testing.ts';
import { openJournalStore } from '#electron/store/journal-store.ts';
import { killedProcess } from './killed-process.testing.ts';
import type { ChildTask } from './journal-child.testing.ts';
import { openJournal } from './journal.ts';

/** The whole desk is killed 50 times (desk-kill); the journal alone, where faults can be planted, now and then. */
const CYCLES = process.env['PREFLIGHT_LONG'] === '1' ? 100 : 10;
const CYCLE_MS = 20_000;
const KILL_WITHIN_MS = 120;

let desk: ReturnType<typeof temporaryDesk>;
beforeEach(() => {
  desk = temporaryDesk();
  seedDesk(desk.file);
});
afterEach(() => desk.remove());

/** Runs the task in a process of its own, kills it within that time after it is ready, and returns what it said. */
async function killed(task: ChildTask, afterMs: number): Promise<string[]> {
  const lines = await killedProcess(new URL('./journal-child.testing.ts', import.meta.url), task, afterMs);
  expect(lines.shift()).toBe('ready');
  return lines;
}

/** The acknowledged decisions that are not in the store. */
function lost(acknowledged: readonly string[]): string[] {
  const reader = valueOf(openDeskReader(desk.file));
  const missing = acknowledged.filter((n) => reader.decisionRecord(`D-${n}` as DecisionId) === null);
  reader.close();
  return missing;
}

function highestDecision(): number {
  const db = rawDatabase(desk.file);
  const ids = db
    .prepare('SELECT cast(substr(decision_id, 3) AS INTEGER) FROM decisions')
    .pluck()
    .all() as number[];
  db.close();
  return Math.max(-1, ...ids);
}

describe('killed while records stream', () => {
  it(
    'every acknowledged record is there, the chain holds and the totals agree',
    async () => {
      let acknowledged = 0;
      for (let cycle = 0; cycle < CYCLES; cycle++) {
        const task = { file: desk.file, first: highestDecision() + 1 };
        const said = await killed(task, KILL_WITHIN_MS * Math.random());
        acknowledged += said.length;
        expect(lost(said)).toEqual([]);
        expect(valueOf(verifyAudit(desk.file)).problems).toEqual([]);
      }
      expect(acknowledged).toBeGreaterThan(0);
    },
    CYCLES * CYCLE_MS,
  );

  it(
    'a journal that acknowledges before its COMMIT is caught',
    async () => {
      let caught = false;
      for (let cycle = 0; cycle < 20 && !caught; cycle++) {
        const first = highestDecision() + 1;
        const faults = { acknowledgeBeforeCommit: true };
        caught =
          lost(await killed({ file: desk.file, first, faults }, KILL_WITHIN_MS * Math.random())).length > 0;
      }
      expect(caught).toBe(true);
    },
    20 * CYCLE_MS,
  );
});

describe('a log that was cut off in the middle of a write', () => {
  it.each([1, 1_000, 50_000])('ends with the last whole batch when %i bytes are missing', async (missing) => {
    const journal = valueOf(await openJournal({ file: desk.file }));
    for (let n = 0; n < 20; n++) valueOf(await journal.append(decisionRecord(n)));
    const torn = temporaryDesk();
    for (const part of ['', '-wal', '.key']) copyFileSync(desk.file + part, torn.file + part);
    await journal.close();
    truncateSync(`${torn.file}-wal`, statSync(`${torn.file}-wal`).size - missing);
    const store = valueOf(openJournalStore(torn.file));
    store.close();
    const report = valueOf(verifyAudit(torn.file));
    torn.remove();
    expect(report.problems).toEqual([]);
    expect(report.records).toBeLessThan(20);
    expect(report.records).toBeGreaterThan(0);
  });
});

describe('killed while an import is merged', () => {
  it(
    'all of its rows are there, or none and no record of it',
    async () => {
      const bars = 200 * 250;
      for (let cycle = 0; cycle < CYCLES; cycle++) {
        const only = stageBars(desk.file, `import-${cycle}`, 200, 250);
        const before = count();
        const said = await killed({ file: desk.file, first: 0, only }, 2 * KILL_WITHIN_MS * Math.random());
        const reader = valueOf(openDeskReader(desk.file));
        const imported = reader.hasContent(only.contentId);
        reader.close();
        if (said.length > 0) expect(imported).toBe(true);
        expect(count()).toBe(imported ? bars : before);
        expect(valueOf(verifyAudit(desk.file)).problems).toEqual([]);
        if (imported) clear();
      }
    },
    CYCLES * CYCLE_MS,
  );
});

function count(): number {
  const reader = valueOf(openDeskReader(desk.file));
  const bars = reader.barCount();
  reader.close();
  return bars;
}

function clear(): void {
  const db = rawDatabase(desk.file);
  db.exec('DELETE FROM bars');
  db.close();
}
