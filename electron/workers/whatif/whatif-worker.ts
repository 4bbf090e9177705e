import { parentPort, workerData } from 'node:worker_threads';
import type { DeskState } from '#electron/core/desk/desk-state.ts';
import type { WhatifKind, WhatifKinds } from '#electron/core/ports/whatif.ts';
import type { DeskReader } from '#electron/core/ports/desk-reader.ts';
import { answerRisk } from '#electron/core/risk/answer-risk.ts';
import { readBranches } from '#electron/core/whatif/branches/read-branches.ts';
import { checkRequest } from '#electron/core/whatif/check-request.ts';
import { planRebalance } from '#electron/core/whatif/plan-rebalance.ts';
import { sizeByMethods } from '#electron/core/whatif/size-by-methods.ts';
import { sizeTickets } from '#electron/core/whatif/size-tickets.ts';
import { traceCurve } from '#electron/core/whatif/trace-curve.ts';
import { ok } from '#shared/errors/result.ts';
import { KeptDesk } from './kept-desk.ts';
import type { WhatifMessage, WhatifSource, WhatifTask } from './whatif-protocol.ts';

/* Reads a desk of its own, which takes longer than the engine's thread may be held, and asks it. */

const MOST_AT_ONCE = 25;

const desk = new KeptDesk(workerData as WhatifSource);

const say = <K extends WhatifKind>(message: WhatifMessage<K>): void => parentPort?.postMessage(message);

parentPort?.on('message', (task: WhatifTask) => {
  if (task === 'END') {
    desk.close();
    parentPort?.close();
    return;
  }
  const { now, asOf, request } = task;
  const { window, index } = request.options;
  const { reads } = desk;
  const used = desk.use({ now, asOf, window, index }, (state, reader) => {
    say({ isKept: desk.reads === reads });
    ask(state, reader, task);
  });
  if (!used.ok) say({ answer: used });
});

function ask(state: DeskState, reader: DeskReader, job: Exclude<WhatifTask, 'END'>): void {
  switch (job.kind) {
    case 'SIZE': {
      const { request } = job;
      const method = checkRequest(request);
      if (!method.ok) return say({ answer: method });
      const rebalances = inParts<'SIZE', ReturnType<typeof sizeTickets>>(request.tickets.length, (onSized) =>
        sizeTickets(state, method.value, request, onSized),
      );
      return say<'SIZE'>({ answer: ok({ rebalances }) });
    }
    case 'REBALANCE': {
      const { request } = job;
      const rest = inParts<'REBALANCE', WhatifKinds['REBALANCE']['rest']>(
        request.targets.length,
        (onPlaced) => planRebalance(state, request, onPlaced),
      );
      return say<'REBALANCE'>({ answer: ok(rest) });
    }
    case 'BRANCHES':
      inParts<'BRANCHES', void>(job.request.branches.length + 1, (onRead) =>
        readBranches(state, job.request, onRead),
      );
      return say<'BRANCHES'>({ answer: ok({}) });
    case 'RISK':
      return say<'RISK'>({ answer: answerRisk(state, reader, job.request.question) });
    case 'METHODS':
      inParts<'METHODS', void>(job.request.asked.length, (onSized) =>
        sizeByMethods(state, job.request, onSized),
      );
      return say<'METHODS'>({ answer: ok({}) });
    case 'CURVE': {
      const rest = inParts<'CURVE', WhatifKinds['CURVE']['rest']>(job.request.points, (onPoint) =>
        traceCurve(state, job.request, onPoint),
      );
      return say<'CURVE'>({ answer: ok(rest) });
    }
  }
}

/** Runs work that gives about `count` rows, and says them a few at a time. */
function inParts<K extends WhatifKind, T>(
  count: number,
  work: (onRow: (row: WhatifKinds[K]['row']) => void) => T,
): T {
  let rows: WhatifKinds[K]['row'][] = [];
  let done = 0;
  const result = work((row) => {
    rows.push(row);
    if (rows.length < MOST_AT_ONCE) return;
    done += rows.length;
    say<K>({ rows, progress: Math.min(1, done / count) });
    rows = [];
  });
  say<K>({ rows, progress: 1 });
  return result;
}
