import { Worker } from 'node:worker_threads';
import { toRecordBody } from '#electron/core/audit/record-body.ts';
import type { Journal, JournalReceipt, JournalRecord } from '#electron/core/ports/journal.ts';
import type { EntryOutcome } from '#electron/store/journal-store.ts';
import { lockStore, type StoreLock } from '#electron/store/store-lock.ts';
import { appError, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import {
  encodeEntry,
  encodeTogether,
  type JournalFaults,
  type JournalMessage,
  type JournalWorkerData,
} from './journal-protocol.ts';
import { createRingMemory, RingBuffer } from './ring-buffer.ts';

/** REOPENING: the writer is down; every append is refused, and what was unknown is final once it is OPEN again. */
export type JournalState = 'OPEN' | 'REOPENING' | 'CLOSED';

export interface JournalOptions {
  /** The desk file; created when missing. Beside it lie `.key`, `.lock` and SQLite's `-wal` and `-shm`. */
  readonly file: string;
  /** The audit key, where the keychain holds it; absent: it lies in its file. */
  readonly auditKey?: Uint8Array | undefined;
  /** Power of two; bounds the bytes on their way to the disk. Default 16 MiB. */
  readonly ringBytes?: number;
  /** Bounds the records on their way. Default 16,384. */
  readonly maxPending?: number;
  /** After this an append is COMMIT_UNKNOWN and the writer is ended and opened again. Default 15 s, an import and a set of limits 300 s. */
  readonly deadlineMs?: number;
  readonly onState?: (state: JournalState) => void;
  /** Only tests give any. */
  readonly faults?: JournalFaults;
}

interface Pending {
  readonly deadline: number;
  readonly settle: (result: Result<JournalReceipt>) => void;
}

const RING_BYTES = 16 * 1024 * 1024;
const MAX_PENDING = 16_384;
const DEADLINE_MS = 15_000;
const IMPORT_DEADLINE_MS = 300_000;
const MANY_LIMITS = 1_000;
const SWEEP_MS = 100;
const BACKOFF_MS = { first: 50, longest: 5_000 };

/**
 * Opens a desk for writing as its only writer: takes the lock, starts the journal worker and waits until it has
 * migrated and opened the store. Errors: CONFLICT when another process has it open; STORE_UNAVAILABLE, STORE_CORRUPT,
 * STORE_TOO_NEW, AUDIT_BROKEN. The journal keeps the process alive until `close`.
 */
export async function openJournal(options: JournalOptions): Promise<Result<Journal>> {
  const lock = lockStore(options.file);
  if (!lock.ok) return lock;
  const journal = new WorkerJournal(options, lock.value);
  const refusal = await journal.start();
  if (refusal === null) return ok(journal);
  lock.value.release();
  return err(refusal);
}

class WorkerJournal implements Journal {
  readonly #options: JournalOptions;
  readonly #lock: StoreLock;
  readonly #deadlineMs: number;
  /** Records handed over, oldest first, by their number. */
  readonly #pending = new Map<number, Pending>();
  #nextNumber = 0;
  #oldestNumber = 0;
  #latestDeadline = 0;
  #lateNumber: number | null = null;
  #mostBytes = 0;
  #mostRecords = 0;
  #ring: RingBuffer | undefined;
  #worker: Worker | undefined;
  #faults: JournalFaults | undefined;
  #state: JournalState | 'STARTING' = 'STARTING';
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;
  #sweep: NodeJS.Timeout | undefined;
  #closing: Promise<void> | undefined;
  #drain: PromiseWithResolvers<void> | undefined;

  constructor(options: JournalOptions, lock: StoreLock) {
    this.#options = options;
    this.#lock = lock;
    this.#faults = options.faults;
    this.#deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  }

  get depth(): number {
    return this.#pending.size;
  }

  get load(): Journal['load'] {
    return {
      bytes: this.#ring?.usedBytes ?? 0,
      mostBytes: this.#mostBytes,
      mostRecords: this.#mostRecords,
      maxBytes: this.#ring?.capacity ?? this.#options.ringBytes ?? RING_BYTES,
      maxRecords: this.#options.maxPending ?? MAX_PENDING,
    };
  }

  drained(): Promise<void> {
    if (this.#pending.size === 0) return Promise.resolve();
    this.#drain ??= Promise.withResolvers();
    return this.#drain.promise;
  }

  append(record: JournalRecord): Promise<Result<JournalReceipt>> {
    return this.#hand([record]);
  }

  appendAll(records: readonly JournalRecord[]): Promise<Result<JournalReceipt>> {
    if (records.length === 1 || records.every(({ kind }) => kind !== 'IMPORT')) return this.#hand(records);
    return Promise.resolve(err(appError('INVALID_INPUT', 'An import is written alone', 'IMPORT')));
  }

  #hand(records: readonly JournalRecord[]): Promise<Result<JournalReceipt>> {
    const refused = this.#offer(records);
    if (refused !== null) return Promise.resolve(err(refused));
    const isSlow = records.some(isLong);
    const budget = isSlow ? Math.max(this.#deadlineMs, IMPORT_DEADLINE_MS) : this.#deadlineMs;
    // Records are committed in order, so none can be late before those ahead of it are.
    this.#latestDeadline = Math.max(this.#latestDeadline, performance.now() + budget);
    const deadline = this.#latestDeadline;
    return new Promise((settle) => this.#pending.set(this.#nextNumber++, { deadline, settle }));
  }

  /** Puts the records into the ring as one entry, or says why not. */
  #offer(records: readonly JournalRecord[]): AppError | null {
    if (this.#closing !== undefined) return unavailable('The journal is closed');
    if (this.#ring === undefined) return unavailable('The journal is being opened again');
    if (this.#pending.size >= (this.#options.maxPending ?? MAX_PENDING)) return overloaded();
    const entries: Uint8Array[] = [];
    for (const record of records) {
      const body = toRecordBody(record);
      if (!body.ok) return body.error;
      entries.push(encodeEntry(record, body.value));
    }
    const [first, ...others] = entries;
    if (first === undefined) return appError('INVALID_INPUT', 'There is no record to write');
    const entry = others.length === 0 ? first : encodeTogether(entries);
    if (!this.#ring.fits(entry.length)) {
      const kinds = [...new Set(records.map(({ kind }) => kind))].join(', ');
      return appError('INVALID_INPUT', 'The record is larger than the journal takes', kinds);
    }
    if (!this.#ring.push(entry)) return overloaded();
    this.#mostBytes = Math.max(this.#mostBytes, this.#ring.mostBytes);
    this.#mostRecords = Math.max(this.#mostRecords, this.#pending.size + 1);
    return null;
  }

  /** Starts a worker; resolves null once it has the store open, or with why it could not. */
  start(): Promise<AppError | null> {
    const memory = createRingMemory(this.#options.ringBytes ?? RING_BYTES);
    const data: JournalWorkerData = {
      file: this.#options.file,
      ring: memory,
      ...(this.#options.auditKey && { auditKey: this.#options.auditKey }),
      ...(this.#faults && { faults: this.#faults }),
    };
    // A planted fault is for the first worker; the one that replaces it is sound.
    this.#faults = undefined;
    const worker = new Worker(new URL('./journal-worker.ts', import.meta.url), { workerData: data });
    this.#worker = worker;
    return new Promise((resolve) => {
      let refusal: AppError | null = null;
      worker.on('message', (message: JournalMessage) => {
        if (message.type === 'ack') {
          if (this.#ring !== undefined) this.#acknowledge(message.outcomes);
        } else if (message.type === 'refused') refusal = message.error;
        else {
          this.#opened(new RingBuffer(memory));
          resolve(null);
        }
      });
      worker.on('error', (error: Error) => (refusal ??= unavailable(`The journal failed: ${error.message}`)));
      worker.on('exit', () => {
        this.#ended();
        resolve(refusal ?? unavailable('The journal ended while it was opened'));
      });
    });
  }

  #opened(ring: RingBuffer): void {
    this.#ring = ring;
    this.#failures = 0;
    this.#sweep = setInterval(() => this.#checkDeadline(), SWEEP_MS).unref();
    if (this.#closing === undefined) this.#enter('OPEN');
    else ring.close();
  }

  #enter(state: JournalState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#options.onState?.(state);
  }

  /** The worker is gone and its connection with it: what it had not answered can no longer change. */
  #ended(): void {
    this.#worker = undefined;
    this.#abandon();
    if (this.#state === 'STARTING' || this.#closing !== undefined) return;
    const delay = Math.min(BACKOFF_MS.first * 2 ** this.#failures, BACKOFF_MS.longest);
    this.#failures += 1;
    this.#retry = setTimeout(() => void this.start(), delay);
  }

  #acknowledge(outcomes: readonly EntryOutcome[]): void {
    for (const outcome of outcomes) {
      const number = this.#oldestNumber++;
      const pending = this.#pending.get(number);
      this.#pending.delete(number);
      pending?.settle(typeof outcome === 'number' ? ok({ seq: outcome }) : err(outcome));
    }
    this.#noteDrained();
  }

  /**
   * A writer that does not answer in time is ended, so that what it had in hand becomes final. It is late only when it
   * is so at two looks in a row: answers may have been waiting while this thread was held up.
   */
  #checkDeadline(): void {
    const oldest = this.#pending.get(this.#oldestNumber);
    const late = oldest !== undefined && performance.now() >= oldest.deadline ? this.#oldestNumber : null;
    const lateBefore = this.#lateNumber;
    this.#lateNumber = late;
    if (late === null || late !== lateBefore) return;
    this.#abandon();
    void this.#worker?.terminate();
  }

  /** Answers everything that is on its way with COMMIT_UNKNOWN; nothing is taken until a worker is open again. */
  #abandon(): void {
    this.#ring = undefined;
    clearInterval(this.#sweep);
    if (this.#state === 'OPEN' && this.#closing === undefined) this.#enter('REOPENING');
    const unknown = appError(
      'COMMIT_UNKNOWN',
      'The journal did not confirm the record',
      this.#options.file,
      'Treat it as denied; asking again with the same key tells whether it was written.',
    );
    this.#oldestNumber = this.#nextNumber;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { settle } of pending) settle(err(unknown));
    this.#noteDrained();
  }

  #noteDrained(): void {
    if (this.#pending.size > 0) return;
    this.#drain?.resolve();
    this.#drain = undefined;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    clearTimeout(this.#retry);
    const worker = this.#worker;
    if (worker !== undefined) {
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      this.#ring?.close();
      await ended;
    }
    this.#lock.release();
    this.#enter('CLOSED');
  }
}

const unavailable = (what: string): AppError =>
  appError('STORE_UNAVAILABLE', what, '', 'Nothing was recorded; try again.');
const overloaded = (): AppError =>
  appError('OVERLOADED', 'Too many records are on their way to the disk', '', 'Try again in a moment.');

/** An import, and many limits at once, take as long as they are large. */
const isLong = (record: JournalRecord): boolean =>
  record.kind === 'IMPORT' ||
  (record.kind === 'LIMITS' && record.limits.length + (record.steps?.length ?? 0) > MANY_LIMITS);
