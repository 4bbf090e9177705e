import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openDeskReader } from '#electron/store/sqlite-desk-reader.ts';
import { openStore } from '#electron/store/open-store.ts';
import { rawDatabase, temporaryDesk, valueOf } from '#electron/store/temporary-desk.testing.ts';
import type { JournalFaults } from '#electron/workers/journal-protocol.ts';
import { openJournal } from '#electron/workers/journal.ts';
import type { InputOf, OutputOf, ProcedureName } from '#shared/contract/contract.ts';
import { contract } from '#shared/contract/contract.ts';
import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { err } from '#shared/errors/result.ts';
import { build } from '#shared/testing/builders.ts';
import type { DecisionInputs, Journal } from '../ports/journal.ts';
import type { Actor } from './actor.ts';
import { createDesk } from './create-desk.ts';
import type { Desk } from './desk.ts';

/** An engine over a real store and a real journal worker, and what a test asks of it. */
export interface TestDesk {
  readonly file: string;
  readonly desk: Desk;
  /** Calls a procedure; an expected failure is its error code. */
  call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N> | string>;
  /** The same as another person. */
  callAs<N extends ProcedureName>(user: string, name: N, input: InputOf<N>): Promise<OutputOf<N> | string>;
  /** Calls a procedure that must succeed. */
  must<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** What the record of a ticket's decision says it was made from. */
  inputsOf(clOrdId: string): DecisionInputs;
  /** Book, blotter and limits as this desk has them in memory. */
  picture(): Promise<unknown>;
  /** The same as a desk opened on the file now has them. */
  storedPicture(): Promise<unknown>;
  /** Moves the machine's clock, which stands still at noon otherwise. */
  setNow(now: EpochMs): void;
  /** Closes it and opens the same file again, without faults. */
  reopen(): Promise<TestDesk>;
  close(): Promise<void>;
  remove(): void;
}

export const ACTOR: Actor = { user: 'ann', capabilities: new Set(), origin: 'cli' };

/** Limits under which MAIN may hold 100,000.00 of a symbol and order as much; soft limits at the hard ones. */
const LIMITS: readonly Limit[] = (
  [
    ['MAX_ORDER_NOTIONAL', '1000000'],
    ['MAX_POSITION_NOTIONAL', '100000'],
    ['GROSS_EXPOSURE', '10000000'],
  ] as const
).map(([control, hard]) => build.limit(control, 'MONEY', hard, { soft: hard }));

/** A desk of account MAIN (1,000,000.00 USD) with 30 sessions of AAA at 100 and BBB at 50, and the limits above. */
export async function openTestDesk(faults?: JournalFaults): Promise<TestDesk> {
  const { file, remove } = temporaryDesk();
  seed(file);
  const first = await open(file, remove);
  valueOf(await first.desk.importLimits(LIMITS, ACTOR));
  if (faults === undefined) return first;
  await first.close();
  return open(file, remove, faults);
}

async function open(file: string, remove: () => void, faults?: JournalFaults): Promise<TestDesk> {
  const journal = valueOf(await openJournal({ file, ...(faults && { faults }) }));
  let time: EpochMs = build.NOON;
  const now = (): EpochMs => time;
  const desk = deskOn(file, journal, now);
  const must = async <N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> =>
    callOn(desk, name, input);
  return {
    file,
    desk,
    must,
    call: (name, input) => orCode(must(name, input)),
    callAs: (user, name, input) => orCode(callOn(desk, name, input, { ...ACTOR, user })),
    setNow: (moved) => void (time = moved),
    inputsOf: (clOrdId) => inputsIn(file, clOrdId),
    picture: () => pictureOf(desk),
    async storedPicture() {
      const reading = deskOn(file, NO_JOURNAL, now);
      const picture = await pictureOf(reading);
      await reading.close();
      return picture;
    },
    async reopen() {
      await desk.close();
      return open(file, remove);
    },
    close: () => desk.close(),
    remove,
  };
}

async function callOn<N extends ProcedureName>(
  desk: Desk,
  name: N,
  input: InputOf<N>,
  actor: Actor = ACTOR,
): Promise<OutputOf<N>> {
  const parsed = contract[name].input.parse(input) as never;
  return (await desk.handlers[name](parsed, actor)) as OutputOf<N>;
}

async function orCode<T>(answer: Promise<T>): Promise<T | string> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AppErrorException) return error.error.code;
    throw error;
  }
}

function inputsIn(file: string, clOrdId: string): DecisionInputs {
  const db = rawDatabase(file);
  const body = db
    .prepare('SELECT body FROM decisions JOIN audit USING (seq) WHERE cl_ord_id = ? ORDER BY seq DESC')
    .pluck()
    .get(clOrdId) as string;
  db.close();
  return (JSON.parse(body) as { inputs: DecisionInputs }).inputs;
}

async function pictureOf(desk: Desk): Promise<unknown> {
  return {
    rows: await callOn(desk, 'book.rows', {}),
    summaries: await callOn(desk, 'book.summaries', {}),
    blotter: await callOn(desk, 'blotter.list', {}),
    limits: await callOn(desk, 'limits.list', {}),
  };
}

const NO_JOURNAL: Journal = {
  append: () => Promise.resolve(err(appError('STORE_UNAVAILABLE', 'this desk only reads'))),
  depth: 0,
  close: () => Promise.resolve(),
};

function deskOn(file: string, journal: Journal, now: () => EpochMs): Desk {
  let made = 0;
  const reader = valueOf(openDeskReader(file));
  const opened = reader.lastSeq();
  const clock = { now, monotonicMicros: () => 0 };
  return createDesk({
    clock,
    journal,
    reader,
    importer: {
      stage: () => Promise.resolve(err(appError('INTERNAL', 'no imports here'))),
      drop: () => Promise.resolve(),
    },
    uploads: {
      write: () => Promise.reject(new Error('no uploads here')),
      filesOf: () => ({ folder: '', names: [] }),
      remove: () => Promise.resolve(),
    },
    newId: () => `${opened}-${++made}`,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    verifyAudit: () => Promise.resolve({ ok: true, records: 0, problems: [] }),
    storeName: 'desk',
    version: '0',
    sampleFolder: '',
    presetText: (name) => readFileSync(`resources/presets/${name}.json`, 'utf8'),
    baseCurrency: 'USD' as Currency,
    asOf: (Date.UTC(2026, 0, 15) + 86_399_000) as EpochMs,
  });
}

/** Rows as an import would have left them. */
function seed(file: string): void {
  const db = valueOf(openStore(file));
  db.exec(`
    INSERT INTO accounts VALUES ('MAIN', 'DESK', 'USD', 100000000, 1, 1.5);
    INSERT INTO instruments VALUES
      (1, 'AAA', 'Aaa', 'Aaa', 'Tech', '', 'US', 'USD', 'EQUITY', '', 1000000, NULL, 1000000, NULL),
      (2, 'BBB', 'Bbb', 'Bbb', 'Energy', '', 'US', 'USD', 'EQUITY', '', 1000000, NULL, 1000000, NULL);`);
  const insert = db.prepare('INSERT INTO bars VALUES (?, ?, NULL, NULL, NULL, ?, ?)');
  for (const [instrument, price] of [
    [1, 100],
    [2, 50],
  ] as const) {
    for (let day = 1; day <= 15; day++)
      insert.run(instrument, 20260100 + day, build.price(price), build.quantity(1_000_000));
  }
  db.close();
}
