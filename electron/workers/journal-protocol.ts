import type { AppError } from '#shared/errors/app-error.ts';
import { toRecordFacts, type RecordFacts } from '#electron/core/audit/record-body.ts';
import type { JournalRecord } from '#electron/core/ports/journal.ts';
import type { EntryOutcome, JournalEntry } from '#electron/store/journal-store.ts';
import type { RingMemory } from './ring-buffer.ts';

/** Failures that tests plant in the worker; no option of the product sets them. */
export interface JournalFaults {
  /** COMMIT of the n-th batch (1 is the first) fails as a disk would, `before` or `after` it was really written. */
  readonly failCommit?: { readonly batch: number; readonly written: 'before' | 'after' };
  /** The thread ends in the middle of the n-th batch, before its COMMIT. */
  readonly exitMidBatch?: number;
  /** The thread stops answering in the middle of the n-th batch, for this long. */
  readonly stall?: { readonly batch: number; readonly ms: number };
  /** The mutant that fault tests must catch: acknowledges a batch before its COMMIT. */
  readonly acknowledgeBeforeCommit?: boolean;
}

export interface JournalWorkerData {
  readonly file: string;
  readonly ring: RingMemory;
  /** The audit key, where the keychain holds it; absent: it lies in its file. */
  readonly auditKey?: Uint8Array;
  /** Only tests give any. */
  readonly faults?: JournalFaults;
}

/**
 * From the worker: `open` or `refused` once, then one `ack` per batch with its records' outcomes in ring order.
 * The worker ends after `refused`, and when the ring is closed and empty.
 */
export type JournalMessage =
  | { readonly type: 'open' }
  | { readonly type: 'refused'; readonly error: AppError }
  | { readonly type: 'ack'; readonly outcomes: readonly EntryOutcome[] };

const NEWLINE = 0x0a;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * A record as it travels through the ring: `[at,"kind","actor",facts]`, a newline, then the body as it will be stored.
 * A body is only parsed on the other side when the record has no facts.
 */
export function encodeEntry(record: JournalRecord, body: string): Uint8Array {
  const header = JSON.stringify([record.at, record.kind, record.actor, toRecordFacts(record)]);
  return encoder.encode(`${header}\n${body}`);
}

const OPENING_BRACE = 0x7b;

/** Entries that stand or fall together, as one: `{"lengths":[...]}`, a newline, then the entries one after another. */
export function encodeTogether(entries: readonly Uint8Array[]): Uint8Array {
  const header = encoder.encode(`${JSON.stringify({ lengths: entries.map(({ length }) => length) })}\n`);
  const whole = new Uint8Array(entries.reduce((sum, { length }) => sum + length, header.length));
  whole.set(header);
  let at = header.length;
  for (const entry of entries) {
    whole.set(entry, at);
    at += entry.length;
  }
  return whole;
}

function decodeTogether(record: Uint8Array): JournalEntry {
  let at = record.indexOf(NEWLINE) + 1;
  const { lengths } = JSON.parse(decoder.decode(record.subarray(0, at))) as { lengths: readonly number[] };
  const entries = lengths.map((length) => decodeEntry(record.subarray(at, (at += length))));
  const [first, ...others] = entries;
  if (first === undefined) throw new RangeError('no record in a group of records');
  return { ...first, others };
}

/** The inverse of `encodeEntry` and `encodeTogether`; `bytes` keeps the body's bytes as they came. Throws on anything else. */
export function decodeEntry(record: Uint8Array): JournalEntry {
  if (record[0] === OPENING_BRACE) return decodeTogether(record);
  const newline = record.indexOf(NEWLINE);
  const header = decoder.decode(record.subarray(0, newline));
  const [at, kind, actor, facts] = JSON.parse(header) as [number, string, string, RecordFacts | null];
  const bytes = record.subarray(newline + 1);
  return { at, kind, actor, bytes, facts: facts ?? (JSON.parse(decoder.decode(bytes)) as RecordFacts) };
}
