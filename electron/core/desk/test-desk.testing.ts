import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openDeskReader } from '#electron/store/sqlite-desk-reader.ts';
import { openStore } from '#electron/store/open-store.ts';
import { rawDatabase, temporaryDesk, valueOf } from '#electron/store/temporary-desk.testing.ts';
import type { JournalFaults } from '#electron/workers/journal-protocol.ts';
import { openJournal } from '#electron/workers/journal.ts';
import { KeptDesk } from '#electron/workers/whatif/kept-desk.ts';
import type { InputOf, OutputOf, ProcedureName } from '#shared/contract/contract.ts';
import { contract } from '#shared/contract/contract.ts';
import type { BookRow } from '#shared/contract/schemas/book.ts';
import { CAPABILITIES } from '#shared/contract/procedure.ts';
import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { EMPTY_LADDER } from '#shared/domain/stress-ladder.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { err, ok } from '#shared/errors/result.ts';
import { build } from '#shared/testing/builders.ts';
import { bytesSource } from '../imports/byte-source.ts';
import { readLimitSet } from '../imports/limit-set-file.ts';
import { LogReader } from '../audit/log-reader.ts';
import { GaugeBoard } from '../diagnostics/gauge-board.ts';
import type { Clock } from '../ports/clock.ts';
import { answerRisk } from '../risk/answer-risk.ts';
import type { DecisionInputs, Journal } from '../ports/journal.ts';
import type { Actor } from './actor.ts';
import { createDesk } from './create-desk.ts';
import type { DeskDependencies } from './dependencies.ts';
import type { Desk } from './desk.ts';

/** An engine over a real store and a real journal worker, and what a test asks of it. */
export interface TestDesk {
  readonly file: string;
  readonly desk: Desk;
  /** Calls a procedure; an expected failure is its error code. */
  call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N> | string>;
  /** Calls a procedure that must succeed. */
  must<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** The same as another actor. */
  callAs<N extends ProcedureName>(actor: Actor, name: N, input: InputOf<N>): Promise<OutputOf<N> | string>;
  mustAs<N extends ProcedureName>(actor: Actor, name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** The machine's clock, which stands still at noon otherwise, goes on by so much, or to an instant. */
  advance(ms: number): void;
  setNow(now: EpochMs): void;
  /** What the record of a ticket's decision says it was made from. */
  inputsOf(clOrdId: string): DecisionInputs;
  /** Book, blotter and limits as this desk has them in memory. */
  picture(): Promise<unknown>;
  /** The same as a desk opened on the file now has them. */
  storedPicture(): Promise<unknown>;
  /** Closes it and opens the same file again, without faults; at the end of a day of January 2026, the 15th at first; on another clock where one is given. */
  reopen(day?: number, clocks?: TestClocks): Promise<TestDesk>;
  close(): Promise<void>;
  remove(): void;
}

export const ACTOR: Actor = { user: 'ann', capabilities: new Set(CAPABILITIES), origin: 'cli' };

/** Another person who may do everything. */
export const actorNamed = (user: string): Actor => ({ ...ACTOR, user });

/** The machine's clock, and where the desk's stands. */
export type TestClocks = Pick<DeskDependencies, 'clock' | 'asOf'> & Partial<Pick<DeskDependencies, 'timers'>>;

/** Limits under which MAIN may hold 100,000.00 of a symbol and order as much; soft limits at the hard ones. */
const LIMITS: readonly Limit[] = (
  [
    ['MAX_ORDER_NOTIONAL', '1000000'],
    ['MAX_POSITION_NOTIONAL', '100000'],
    ['GROSS_EXPOSURE', '10000000'],
  ] as const
).map(([control, hard]) => build.limit(control, 'MONEY', hard, { soft: hard }));

const FIRST_DAY = 15;
const LAST_DAY = 31;

/** A desk of account MAIN (1,000,000.00 USD) with a close a day in January 2026 of AAA at 100 and BBB at 50, and the limits above. Any short sale is located. */
export async function openTestDesk(faults?: JournalFaults, clocks?: TestClocks): Promise<TestDesk> {
  const { file, remove } = temporaryDesk();
  seed(file);
  const first = await open(file, remove, undefined, FIRST_DAY, undefined, clocks);
  valueOf(await first.desk.importLimits(LIMITS, ACTOR));
  if (faults === undefined) return first;
  await first.close();
  return open(file, remove, faults, FIRST_DAY, undefined, clocks);
}

async function open(
  file: string,
  remove: () => void,
  faults?: JournalFaults,
  day = FIRST_DAY,
  time: { now: number } = { now: build.NOON },
  clocks?: TestClocks,
): Promise<TestDesk> {
  const journal = valueOf(await openJournal({ file, ...(faults && { faults }) }));
  const desk = deskOn(file, journal, day, time, clocks);
  const mustAs = async <N extends ProcedureName>(
    actor: Actor,
    name: N,
    input: InputOf<N>,
  ): Promise<OutputOf<N>> => callOn(desk, name, input, actor);
  const callAs = async <N extends ProcedureName>(
    actor: Actor,
    name: N,
    input: InputOf<N>,
  ): Promise<OutputOf<N> | string> => {
    try {
      return await mustAs(actor, name, input);
    } catch (error) {
      if (error instanceof AppErrorException) return error.error.code;
      throw error;
    }
  };
  return {
    file,
    desk,
    must: (name, input) => mustAs(ACTOR, name, input),
    call: (name, input) => callAs(ACTOR, name, input),
    mustAs,
    callAs,
    advance: (ms) => void (time.now += ms),
    setNow: (now) => void (time.now = now),
    inputsOf: (clOrdId) => inputsIn(file, clOrdId),
    picture: () => pictureOf(desk),
    async storedPicture() {
      const reading = deskOn(file, NO_JOURNAL, day, time, clocks);
      const picture = await pictureOf(reading);
      await reading.close();
      return picture;
    },
    async reopen(next = day, other = clocks) {
      await desk.close();
      return open(file, remove, undefined, next, time, other);
    },
    close: () => desk.close(),
    remove,
  };
}

async function callOn<N extends ProcedureName>(
  desk: Desk,
  name: N,
  input: InputOf<N>,
  actor = ACTOR,
): Promise<OutputOf<N>> {
  const parsed = contract[name].input.parse(input) as never;
  return (await desk.handlers[name](parsed, actor)) as OutputOf<N>;
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

const byName = (a: BookRow, b: BookRow): number =>
  a.account.localeCompare(b.account) || a.symbol.localeCompare(b.symbol);

async function pictureOf(desk: Desk): Promise<unknown> {
  return {
    rows: (await callOn(desk, 'book.rows', {})).rows.toSorted(byName),
    summaries: await callOn(desk, 'book.summaries', {}),
    blotter: await callOn(desk, 'blotter.list', {}),
    limits: await callOn(desk, 'limits.list', {}),
  };
}

const NO_JOURNAL: Journal = {
  append: () => Promise.resolve(err(appError('STORE_UNAVAILABLE', 'this desk only reads'))),
  appendAll: () => Promise.resolve(err(appError('STORE_UNAVAILABLE', 'this desk only reads'))),
  depth: 0,
  load: { bytes: 0, mostBytes: 0, mostRecords: 0, maxBytes: 1, maxRecords: 1 },
  drained: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/** A monotonic clock on which a minute passes with every look, so that no ticket repeats another. */
function minuteClock(time: { now: number }): Clock {
  let micros = 0;
  return { now: () => time.now as EpochMs, monotonicMicros: () => (micros += 60_000_000) };
}

function deskOn(
  file: string,
  journal: Journal,
  day: number,
  time: { now: number } = { now: build.NOON },
  clocks?: TestClocks,
): Desk {
  let made = 0;
  const reader = valueOf(openDeskReader(file));
  const log = new LogReader(reader);
  const opened = reader.lastSeq();
  const clock = clocks?.clock ?? minuteClock(time);
  const baseCurrency = 'USD' as Currency;
  const calendars = [build.calendar('XNYS')];
  return createDesk({
    clock,
    journal,
    timers: clocks?.timers ?? { after: () => () => undefined },
    partsDown: () => [],
    reader,
    importer: {
      stage: () => Promise.resolve(err(appError('INTERNAL', 'no imports here'))),
      readLimits: (file, text, base) => readLimitSet(bytesSource(file, Buffer.from(text)), base),
      cancel: () => undefined,
      drop: () => Promise.resolve(),
    },
    uploads: {
      write: () => Promise.reject(new Error('no uploads here')),
      filesOf: () => ({ folder: '', names: [] }),
      remove: () => Promise.resolve(),
    },
    passwords: {
      protect: (password) => Promise.resolve(`plain:${password}`),
      verify: (password, proof) => Promise.resolve(proof === `plain:${password}`),
    },
    newId: () => `${opened}-${++made}`,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    startAuditCheck: () => ({
      answer: Promise.resolve(ok({ ok: true, records: 0, problems: [] })),
      cancel: () => undefined,
    }),
    gauges: new GaugeBoard(),
    versions: {},
    auditLog: {
      records: async (input) => log.records(input),
      record: async (input) => log.record(input),
      facts: async () => log.facts(),
    },
    auditExports: {
      write: () => ({
        answer: Promise.resolve(err(appError('INTERNAL', 'no exports here'))),
        cancel: () => undefined,
      }),
      piece: () => Promise.reject(new Error('no exports here')),
    },
    correlations: null,
    startReplay: () => ({
      answer: Promise.resolve(err(appError('INTERNAL', 'no replays here'))),
      cancel: () => undefined,
    }),
    startRecompute: () => ({
      answer: Promise.resolve(err(appError('INTERNAL', 'no replays here'))),
      cancel: () => undefined,
    }),
    startWhatif: () => ({
      answer: Promise.resolve(err(appError('INTERNAL', 'no sizings here'))),
      cancel: () => undefined,
    }),
    askRisk: async ({ request, now, asOf }) => {
      let answer: Awaited<ReturnType<DeskDependencies['askRisk']>> = err(appError('INTERNAL', 'not asked'));
      const kept = new KeptDesk({ file, inputs: { calendars, ladder: EMPTY_LADDER, baseCurrency } });
      const used = kept.use({ now, asOf, ...request.options }, (state, reading) => {
        const rest = answerRisk(state, reading, request.question);
        answer = rest.ok ? ok({ rows: [], rest: rest.value }) : rest;
      });
      kept.close();
      return used.ok ? answer : used;
    },
    simulate: () => ({
      answer: Promise.resolve(err(appError('INTERNAL', 'no simulations here'))),
      cancel: () => undefined,
    }),
    storeName: 'desk',
    version: '0',
    sampleFolder: '',
    presetText: (name) => readFileSync(`resources/presets/${name}.json`, 'utf8'),
    baseCurrency,
    calendars,
    stressLadder: EMPTY_LADDER,
    asOf: clocks?.asOf ?? ((Date.UTC(2026, 0, day) + 86_399_000) as EpochMs),
  });
}

/** Rows as an import would have left them. */
function seed(file: string): void {
  const db = valueOf(openStore(file));
  db.exec(`
    INSERT INTO locates VALUES ('MAIN', 'AAA', 1000000000000, 20301231), ('MAIN', 'BBB', 1000000000000, 20301231);
    INSERT INTO accounts VALUES ('MAIN', 'DESK', 'USD', 100000000, 1, 1.5);
    INSERT INTO instruments VALUES
      (1, 'AAA', 'Aaa', 'Aaa', 'Tech', '', 'US', 'USD', 'EQUITY', '', 1000000, NULL, 1000000, NULL),
      (2, 'BBB', 'Bbb', 'Bbb', 'Energy', '', 'US', 'USD', 'EQUITY', '', 1000000, NULL, 1000000, NULL);`);
  const insert = db.prepare('INSERT INTO bars VALUES (?, ?, NULL, NULL, NULL, ?, ?)');
  for (const [instrument, price] of [
    [1, 100],
    [2, 50],
  ] as const) {
    for (let day = 1; day <= LAST_DAY; day++)
      insert.run(instrument, 20260100 + day, build.price(price), build.quantity(1_000_000));
  }
  db.close();
}
