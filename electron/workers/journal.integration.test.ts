import { spawnSync } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskReader } from '#electron/core/ports/desk-reader.ts';
import type { Journal, JournalRecord } from '#electron/core/ports/journal.ts';
import { decisionRecord, executionRecord } from '#electron/store/journal-records.testing.ts';
import { openDeskReader } from '#electron/store/sqlite-desk-reader.ts';
import { stageBars } from '#electron/store/staged-bars.testing.ts';
import { rawDatabase, seedDesk, temporaryDesk, valueOf } from '#electron/store/temporary-desk.testing.ts';
import { openJournal, type JournalOptions, type JournalState } from './journal.ts';
import { verifyJournal } from './journal-verify.ts';

let desk: ReturnType<typeof temporaryDesk>;
let journal: Journal | undefined;
beforeEach(() => {
  desk = temporaryDesk();
  seedDesk(desk.file);
  journal = undefined;
});
afterEach(async () => {
  await journal?.close();
  desk.remove();
});

async function open(options: Partial<JournalOptions> = {}): Promise<Journal> {
  journal = valueOf(await openJournal({ file: desk.file, ...options }));
  return journal;
}

const codeOf = (result: Awaited<ReturnType<Journal['append']>>) =>
  result.ok ? result.value.seq : result.error.code;
const append = async (target: Journal, records: readonly JournalRecord[]) =>
  (await Promise.all(records.map((record) => target.append(record)))).map(codeOf);
const decisions = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => decisionRecord(from + i));
const verified = async () => valueOf(await verifyJournal(desk.file));

/** Opens with every change of state recorded, and waits for the one it is told. */
async function openWatched(options: Partial<JournalOptions>) {
  const states: JournalState[] = [];
  let changed = (): void => undefined;
  const target = await open({
    ...options,
    onState: (state) => {
      states.push(state);
      changed();
    },
  });
  const reached = (state: JournalState, times: number) =>
    new Promise<void>((resolve) => {
      changed = () => states.filter((s) => s === state).length >= times && resolve();
      changed();
    });
  return { target, states, reached };
}

describe('appending', () => {
  it('acknowledges in the order of the calls what is on disk by then', async () => {
    const target = await open();
    const reader = valueOf(openDeskReader(desk.file));
    const seen = await Promise.all(
      decisions(0, 300).map(async (record) => {
        const seq = codeOf(await target.append(record));
        return [seq, reader.lastSeq() >= Number(seq)];
      }),
    );
    reader.close();
    expect(seen).toEqual(Array.from({ length: 300 }, (_, i) => [i + 1, true]));
    expect(target.depth).toBe(0);
    expect(await verified()).toEqual({ ok: true, records: 300, problems: [] });
  });

  it('commits what has gathered in one transaction', async () => {
    const target = await open();
    await append(target, decisions(0, 200));
    // A transaction of its own writes each record's nine tables and indexes; together they share most of the pages.
    const db = rawDatabase(desk.file);
    const [{ log }] = db.pragma('wal_checkpoint(PASSIVE)') as [{ log: number }];
    db.close();
    expect(log).toBeLessThan(200 * 6);
  });

  it('refuses a record alone and keeps the others of its batch', async () => {
    const target = await open();
    const twice = executionRecord(0, 'E1', 1_000_000);
    expect(
      await append(target, [decisionRecord(0), decisionRecord(0), twice, twice, decisionRecord(1)]),
    ).toEqual([1, 'CONFLICT', 2, 'DUPLICATE_EXECUTION', 3]);
    expect((await verified()).problems).toEqual([]);
  });

  it('takes records together, or none of them', async () => {
    const target = await open();
    const [before, all, after] = await Promise.all([
      target.append(decisionRecord(0)),
      target.appendAll([decisionRecord(1), decisionRecord(2), decisionRecord(3)]),
      target.append(decisionRecord(4)),
    ]);
    expect([before, all, after].map((receipt) => valueOf(receipt).seq)).toEqual([1, 4, 5]);
    const refused = await target.appendAll([decisionRecord(5), decisionRecord(1)]);
    expect(refused).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
    expect(await target.appendAll([])).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
    expect(valueOf(await target.append(decisionRecord(6))).seq).toBe(6);
  });

  it('refuses what JSON would lose, and what it has no room for', async () => {
    const target = await open({ ringBytes: 16_384, maxPending: 2 });
    const record = decisionRecord(0);
    const nan = { ...record, decision: { ...record.decision, notional: NaN } };
    const huge = {
      ...record,
      actor: 'a',
      decision: { ...record.decision, engineVersion: 'x'.repeat(20_000) },
    };
    expect(await append(target, [nan, huge])).toEqual(['INVALID_INPUT', 'INVALID_INPUT']);
    expect(await append(target, decisions(0, 3))).toEqual([1, 2, 'OVERLOADED']);
    expect(await append(target, [decisionRecord(2)])).toEqual([3]);
    const { bytes, mostBytes, mostRecords } = target.load;
    expect([bytes, mostRecords]).toEqual([0, 2]);
    expect(mostBytes).toBeGreaterThan(0);
  });

  it('a ring that is full refuses and loses nothing', async () => {
    const target = await open({ ringBytes: 32_768, faults: { stall: { batch: 1, ms: 500 } } });
    const outcomes = await append(target, decisions(0, 50));
    const written = outcomes.filter((outcome) => typeof outcome === 'number');
    expect(outcomes.filter((outcome) => typeof outcome !== 'number').every((o) => o === 'OVERLOADED')).toBe(
      true,
    );
    expect(written.length).toBeLessThan(50);
    expect(await verified()).toEqual({ ok: true, records: written.length, problems: [] });
  });

  it('closing writes what was handed over; afterwards nothing is taken', async () => {
    const target = await open();
    const pending = append(target, decisions(0, 100));
    await target.close();
    expect(await pending).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    expect(await append(target, [decisionRecord(100)])).toEqual(['STORE_UNAVAILABLE']);
    const again = await open();
    expect(await append(again, [decisionRecord(100)])).toEqual([101]);
  });
});

describe('importing', () => {
  const question = <T>(ask: (reader: DeskReader) => T): T => {
    const reader = valueOf(openDeskReader(desk.file));
    const answer = ask(reader);
    reader.close();
    return answer;
  };

  it('merges the staging file between the records around it', async () => {
    const target = await open();
    const staged = stageBars(desk.file, 'one', 20, 50);
    expect(await append(target, [decisionRecord(0), staged, decisionRecord(1)])).toEqual([1, 2, 3]);
    expect(question((r) => [r.barCount(), r.lastSession()])).toEqual([1000, 20000150]);
    expect(question((r) => r.lastImport())).toEqual({ importId: 'one', contentId: 'content-one', seq: 2 });
    expect(question((r) => r.instruments()).length).toBe(22);
  });

  it('the same import twice is refused, the same content again changes nothing', async () => {
    const target = await open();
    const staged = stageBars(desk.file, 'one', 20, 50);
    const again = { ...staged, importId: 'two' };
    expect(await append(target, [staged, staged, again])).toEqual([1, 'CONFLICT', 2]);
    expect(question((r) => r.barCount())).toBe(1000);
  });

  it('an import that fails takes nothing of what gathered around it along', async () => {
    const target = await open({ faults: { stall: { batch: 1, ms: 200 } } });
    const gone = { ...stageBars(desk.file, 'one', 1, 1), stagingFile: `${desk.file}.gone` };
    expect(
      await append(target, [decisionRecord(0), decisionRecord(1), gone, gone, decisionRecord(2)]),
    ).toEqual([1, 2, 'NOT_FOUND', 'NOT_FOUND', 3]);
  });

  it('a staging file that is gone or cannot be merged changes nothing, and the journal goes on', async () => {
    const target = await open();
    const staged = stageBars(desk.file, 'one', 20, 50);
    const db = rawDatabase(staged.stagingFile);
    db.exec("INSERT INTO positions VALUES ('NOBODY', 'S0001', 1, NULL)");
    db.close();
    const gone = { ...staged, stagingFile: `${staged.stagingFile}.gone` };
    expect(await append(target, [staged, gone, decisionRecord(0)])).toEqual(['CONFLICT', 'NOT_FOUND', 1]);
    expect(question((r) => [r.barCount(), r.instruments().length, r.lastImport()])).toEqual([0, 2, null]);
    expect((await verified()).problems).toEqual([]);
  });
});

describe('one writer', () => {
  it('a second journal of the same desk is refused, here and in another process', async () => {
    await open();
    expect(await openJournal({ file: desk.file })).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
    const module = new URL('./journal.ts', import.meta.url).href;
    const script = `const { openJournal } = await import(${JSON.stringify(module)});
      console.log(JSON.stringify(await openJournal({ file: ${JSON.stringify(desk.file)} })));`;
    const other = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(JSON.parse(other.stdout)).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
  });

  it('a store that cannot be opened is refused with its own error, and the lock is free again', async () => {
    const db = rawDatabase(desk.file);
    db.pragma('user_version = 99');
    db.close();
    expect(await openJournal({ file: desk.file })).toMatchObject({ error: { code: 'STORE_TOO_NEW' } });
    expect(await openJournal({ file: desk.file })).toMatchObject({ error: { code: 'STORE_TOO_NEW' } });
  });
});

describe('faults', () => {
  it.each([
    ['before', null],
    ['after', true],
  ] as const)('a COMMIT that failed %s it was written is unknown, then final', async (written, sent) => {
    const target = await open({ faults: { failCommit: { batch: 1, written } } });
    expect(await append(target, [decisionRecord(0)])).toEqual(['COMMIT_UNKNOWN']);
    const reader = valueOf(openDeskReader(desk.file));
    expect(reader.send('key-0-abcdefgh')?.sent ?? null).toBe(sent);
    reader.close();
    expect(await append(target, [decisionRecord(1)])).toEqual([sent === true ? 2 : 1]);
    expect((await verified()).problems).toEqual([]);
  });

  it('a worker that dies leaves its batch unknown and unwritten, and is replaced', async () => {
    const { target, states, reached } = await openWatched({ faults: { exitMidBatch: 2 } });
    expect(await append(target, [decisionRecord(0)])).toEqual([1]);
    expect(await append(target, [decisionRecord(1), decisionRecord(2)])).toEqual([
      'COMMIT_UNKNOWN',
      'COMMIT_UNKNOWN',
    ]);
    expect(await append(target, [decisionRecord(3)])).toEqual(['STORE_UNAVAILABLE']);
    await reached('OPEN', 2);
    expect(states).toEqual(['OPEN', 'REOPENING', 'OPEN']);
    expect(await append(target, [decisionRecord(1)])).toEqual([2]);
    expect(await verified()).toEqual({ ok: true, records: 2, problems: [] });
  });

  it('a worker that does not answer in time is ended, and what it held is final once it is open again', async () => {
    const { target, reached } = await openWatched({
      deadlineMs: 50,
      faults: { stall: { batch: 1, ms: 600_000 } },
    });
    expect(await append(target, [decisionRecord(0)])).toEqual(['COMMIT_UNKNOWN']);
    await reached('OPEN', 2);
    expect(target.depth).toBe(0);
    const reader = valueOf(openDeskReader(desk.file));
    expect(reader.send('key-0-abcdefgh')).toBeNull();
    reader.close();
    const later = await target.append(decisionRecord(0));
    expect(codeOf(later)).toBe(1);
  });

  it('answers that waited while this thread was held up are not late', async () => {
    const target = await open({ deadlineMs: 50 });
    // In the phase of the event loop after which timers run before messages are looked at.
    await setImmediate();
    const pending = append(target, decisions(0, 10));
    const until = performance.now() + 300;
    while (performance.now() < until);
    expect(await pending).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('a journal that was closed while its worker was down stays closed', async () => {
    const { target, states } = await openWatched({ faults: { exitMidBatch: 1 } });
    await append(target, [decisionRecord(0)]);
    await target.close();
    expect(states).toEqual(['OPEN', 'REOPENING', 'CLOSED']);
    expect(valueOf(openDeskReader(desk.file)).lastSeq()).toBe(0);
  });
});
