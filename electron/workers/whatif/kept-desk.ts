import { DeskState } from '#electron/core/desk/desk-state.ts';
import { KeptHistory } from '#electron/core/marketdata/kept-history.ts';
import type { DeskReader } from '#electron/core/ports/desk-reader.ts';
import { openStoreForReading } from '#electron/store/open-store.ts';
import { deskReaderOf } from '#electron/store/sqlite-desk-reader.ts';
import type { SqliteDatabase } from '#electron/store/sqlite.ts';
import type { EpochMs, SymbolId } from '#shared/domain/ids.ts';
import { ok, type Result } from '#shared/errors/result.ts';
import type { WhatifSource } from './whatif-protocol.ts';

/** The moment of a question, and the history that it reads. */
export interface Moment {
  readonly now: EpochMs;
  readonly asOf: EpochMs | 'LIVE';
  readonly window: number;
  readonly index: string;
}

interface Store {
  readonly db: SqliteDatabase;
  readonly reader: DeskReader;
  readonly bars: KeptHistory;
}

/** A desk read from its file, kept from question to question and read again, but for its bars, when the file has changed. */
export class KeptDesk {
  /** How often the desk was read. */
  reads = 0;
  readonly #source: WhatifSource;
  #store: Store | null = null;
  #state: DeskState | null = null;
  /** What the desk was read for. */
  #key = '';
  #now = 0 as EpochMs;

  constructor(source: WhatifSource) {
    this.#source = source;
  }

  /**
   * Has a question answered on the desk as the file is at this moment: one snapshot, whatever is written to it meanwhile.
   * A desk that the question changed and did not bring back is not used again. Errors: those of the store.
   */
  use(moment: Moment, ask: (state: DeskState, reader: DeskReader) => void): Result<void> {
    const store = this.#open();
    if (!store.ok) return store;
    const { db, reader } = store.value;
    db.exec('BEGIN');
    try {
      const state = this.#stateAt(store.value, moment);
      const before = state.book.fingerprint();
      ask(state, reader);
      if (state.book.fingerprint() !== before) this.#state = null;
    } finally {
      if (db.inTransaction) db.exec('ROLLBACK');
    }
    return ok(undefined);
  }

  close(): void {
    this.#store?.db.close();
  }

  #open(): Result<Store> {
    if (this.#store !== null) return ok(this.#store);
    const db = openStoreForReading(this.#source.file);
    if (!db.ok) return db;
    const reader = deskReaderOf(db.value);
    this.#store = { db: db.value, reader, bars: new KeptHistory(reader) };
    return ok(this.#store);
  }

  #stateAt({ db, reader, bars }: Store, { now, asOf, window, index }: Moment): DeskState {
    // Both are of the snapshot: every record has a number, and what is written besides them counts as well.
    const written = [reader.lastSeq(), db.pragma('data_version', { simple: true })];
    const key = JSON.stringify([...written, asOf, window, index]);
    this.#now = now;
    if (this.#state !== null && this.#key === key) {
      this.#state.checkClock();
      return this.#state;
    }
    const { calendars, ladder, baseCurrency } = this.#source.inputs;
    this.#key = key;
    this.reads++;
    this.#state = new DeskState({
      reader,
      bars,
      clock: { now: () => this.#now, monotonicMicros: () => performance.now() * 1_000 },
      journal: { depth: 0, drained: () => Promise.resolve() },
      calendars,
      stressLadder: ladder,
      baseCurrency,
      asOf,
      history: { window, index: index as SymbolId },
    });
    return this.#state;
  }
}
