import { parentPort, workerData } from 'node:worker_threads';
import { DeskState } from '#electron/core/desk/desk-state.ts';
import type { WhatifKind } from '#electron/core/ports/whatif.ts';
import { checkRequest } from '#electron/core/whatif/check-request.ts';
import { planRebalance } from '#electron/core/whatif/plan-rebalance.ts';
import { sizeTickets } from '#electron/core/whatif/size-tickets.ts';
import { openStoreForReading } from '#electron/store/open-store.ts';
import { deskReaderOf } from '#electron/store/sqlite-desk-reader.ts';
import type { SqliteDatabase } from '#electron/store/sqlite.ts';
import type { SymbolId } from '#shared/domain/ids.ts';
import { ok } from '#shared/errors/result.ts';
import type { WhatifMessage, WhatifTask } from './whatif-protocol.ts';

/* Reads a desk of its own, which takes longer than the engine's thread may be held, and asks it. */

const MOST_AT_ONCE = 25;

const say = <K extends WhatifKind>(message: WhatifMessage<K>): void => parentPort?.postMessage(message);

function answer(task: WhatifTask): void {
  const db = openStoreForReading(task.file);
  if (!db.ok) return say({ answer: db });
  try {
    // One snapshot of the desk, whatever is written to it meanwhile.
    db.value.exec('BEGIN');
    ask(openState(db.value, task), task.job);
  } finally {
    db.value.close();
  }
}

function ask(state: DeskState, job: WhatifTask['job']): void {
  if (job.kind === 'SIZE') {
    const method = checkRequest(job.request);
    if (!method.ok) return say({ answer: method });
    const { length } = job.request.tickets;
    const rebalances = inParts<'SIZE', ReturnType<typeof sizeTickets>>(length, (onSized) =>
      sizeTickets(state, method.value, job.request, onSized),
    );
    return say<'SIZE'>({ answer: ok({ rebalances }) });
  }
  const { length } = job.request.targets;
  const rest = inParts<'REBALANCE', ReturnType<typeof planRebalance>>(length, (onPlaced) =>
    planRebalance(state, job.request, onPlaced),
  );
  return say<'REBALANCE'>({ answer: ok(rest) });
}

type TicketOf<K extends WhatifKind> = Extract<WhatifMessage<K>, { tickets: unknown }>['tickets'][number];

/** Runs work that gives about `count` tickets, and says them a few at a time. */
function inParts<K extends WhatifKind, T>(
  count: number,
  work: (onTicket: (ticket: TicketOf<K>) => void) => T,
): T {
  let tickets: TicketOf<K>[] = [];
  let done = 0;
  const result = work((ticket) => {
    tickets.push(ticket);
    if (tickets.length < MOST_AT_ONCE) return;
    done += tickets.length;
    say<K>({ tickets, progress: Math.min(1, done / count) });
    tickets = [];
  });
  say<K>({ tickets, progress: 1 });
  return result;
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

answer(workerData as WhatifTask);
