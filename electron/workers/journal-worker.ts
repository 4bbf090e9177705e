import { parentPort, workerData } from 'node:worker_threads';
import { openJournalStore, type JournalEntry, type JournalStore } from '#electron/store/journal-store.ts';
import { faultyCommit } from './journal-faults.ts';
import { decodeEntry, type JournalMessage, type JournalWorkerData } from './journal-protocol.ts';
import { RingBuffer } from './ring-buffer.ts';

/*
 * The thread that owns the write connection. Whatever is in the ring when it looks goes into one transaction: under
 * load the batches grow by themselves and one disk flush serves them all. A batch is capped so that the first of it
 * does not wait for a whole ring, and an import is a batch of its own.
 */
const BATCH_RECORDS = 512;
const BATCH_BYTES = 4 * 1024 * 1024;
const IDLE_MS = 500;

const { file, ring: memory, auditKey, faults } = workerData as JournalWorkerData;
const ring = new RingBuffer(memory);
let batches = 0;
/** The import that ended the batch before it, to be written next. */
let heldBack: JournalEntry | undefined;

run();

function run(): void {
  let store = open();
  if (store === undefined) return;
  post({ type: 'open' });
  let unsaved = false;
  while (store !== undefined) {
    const batch = nextBatch();
    if (batch.length > 0) {
      store = write(store, batch);
      unsaved = true;
    } else if (ring.isClosed) {
      store.close();
      return;
    } else {
      ring.wait(IDLE_MS);
      if (unsaved && ring.usedBytes === 0) store.checkpoint();
      unsaved &&= ring.usedBytes > 0;
    }
  }
}

/** Commits a batch and answers it; after a failure with the store opened anew, so that the answer is final. */
function write(store: JournalStore, batch: readonly JournalEntry[]): JournalStore | undefined {
  batches += 1;
  const step = faults && faultyCommit(faults, batches, (outcomes) => post({ type: 'ack', outcomes }));
  const result = store.commit(batch, step);
  if (result.state === 'COMMITTED') {
    if (faults?.acknowledgeBeforeCommit !== true) post({ type: 'ack', outcomes: result.outcomes });
    return store;
  }
  const reopened = open();
  if (reopened !== undefined) post({ type: 'ack', outcomes: batch.map(() => result.error) });
  return reopened;
}

function open(): JournalStore | undefined {
  const store = openJournalStore(file, auditKey);
  if (store.ok) return store.value;
  post({ type: 'refused', error: store.error });
  return undefined;
}

function post(message: JournalMessage): void {
  parentPort?.postMessage(message);
}

function nextBatch(): JournalEntry[] {
  const batch: JournalEntry[] = [];
  for (let bytes = 0; batch.length < BATCH_RECORDS && bytes < BATCH_BYTES;) {
    const entry = heldBack ?? takeEntry();
    heldBack = undefined;
    if (entry === undefined) break;
    if (entry.facts.kind === 'IMPORT' && batch.length > 0) {
      heldBack = entry;
      break;
    }
    batch.push(entry);
    bytes += entry.bytes.length;
    for (const other of entry.others ?? []) bytes += other.bytes.length;
    if (entry.facts.kind === 'IMPORT') break;
  }
  return batch;
}

function takeEntry(): JournalEntry | undefined {
  const record = ring.pop();
  return record === null ? undefined : decodeEntry(record);
}
