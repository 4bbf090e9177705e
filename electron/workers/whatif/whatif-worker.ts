import { parentPort, workerData } from 'node:worker_threads';
import { DeskState } from '#electron/core/desk/desk-state.ts';
import { checkRequest } from '#electron/core/whatif/check-request.ts';
import { sizeTickets } from '#electron/core/whatif/size-tickets.ts';
import type { SizedTicket } from '#electron/core/whatif/sizing-report.ts';
import { openStoreForReading } from '#electron/store/open-store.ts';
import { deskReaderOf } from '#electron/store/sqlite-desk-reader.ts';
import type { SqliteDatabase } from '#electron/store/sqlite.ts';
import type { SymbolId } from '#shared/domain/ids.ts';
import { ok } from '#shared/errors/result.ts';
import type { WhatifMessage, WhatifTask } from './whatif-protocol.ts';

/* Reads a desk of its own, which takes longer than the engine's thread may be held, and sizes against it. */

const MOST_AT_ONCE = 25;

const say = (message: WhatifMessage): void => parentPort?.postMessage(message);

function answer(task: WhatifTask): WhatifMessage {
  const { request } = task.job;
  const method = checkRequest(request);
  if (!method.ok) return { answer: method };
  const db = openStoreForReading(task.file);
  if (!db.ok) return { answer: db };
  try {
    // One snapshot of the desk, whatever is written to it meanwhile.
    db.value.exec('BEGIN');
    let done: SizedTicket[] = [];
    const rebalances = sizeTickets(openState(db.value, task), method.value, request, (sized) => {
      done.push(sized);
      if (done.length < MOST_AT_ONCE) return;
      say({ tickets: done });
      done = [];
    });
    say({ tickets: done });
    return { answer: ok(rebalances) };
  } finally {
    db.value.close();
  }
}

function openState(db: SqliteDatabase, { inputs, job }: WhatifTask): DeskState {
  const { window, index } = job.request.options;
  return new DeskState({
    reader: deskReaderOf(db),
    clock: { now: () => job.now, monotonicMicros: () => performance.now() * 1_000 },
    journal: { depth: 0, drained: () => Promise.resolve() },
    calendars: inputs.calendars,
    stressLadder: inputs.ladder,
    baseCurrency: inputs.baseCurrency,
    asOf: job.asOf,
    history: { window, index: index as SymbolId },
  });
}

say(answer(workerData as WhatifTask));
