import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from '#electron/core/desk/desk.ts';
import { localAccount } from '#electron/server/local-account.ts';
import { openDesk } from '#electron/server/open-desk.ts';
import { systemClock } from '#electron/server/system-clock.ts';
import { contract } from '#shared/contract/contract.ts';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';

/** Started as `node --expose-gc engine-child.ts TASK`: opens a desk, uses it, and says what it takes. */
export interface EngineTask {
  readonly file: string;
  /** Tickets to preview, as the contract takes them. */
  readonly tickets: readonly TicketInput[];
  /** Whether to wait for the correlations of all symbols. */
  readonly correlates: boolean;
  readonly settleMs: number;
  /** Bytes to keep besides: only a test of the bench gives any. */
  readonly hoard: number;
}

/** Bytes: resident as it is, after a full collection, and what of that V8 knows. */
export interface EngineMemory {
  readonly rss: number;
  readonly collected: number;
  readonly heap: number;
  readonly buffers: number;
}

const BUILD_DEADLINE_MS = 120_000;

async function use(desk: Desk, { tickets, correlates }: EngineTask): Promise<void> {
  const { actor } = desk.openSession({ osAccount: localAccount(), origin: 'cli' });
  const { input } = contract['tickets.preview'];
  for (const ticket of tickets) await desk.handlers['tickets.preview'](input.parse({ ticket }), actor);
  if (!correlates) return;
  desk.correlations.refresh();
  for (const end = Date.now() + BUILD_DEADLINE_MS; desk.correlations.version === null; await sleep(50)) {
    if (Date.now() > end) throw new Error('the correlations were not built');
  }
}

if (import.meta.main) {
  const task = JSON.parse(process.argv[2] ?? '') as EngineTask;
  const desk = await openDesk({ storeFile: task.file, clock: systemClock, staysOpen: true });
  if (!desk.ok) throw new AppErrorException(desk.error);
  await use(desk.value, task);
  const hoard = new Uint8Array(task.hoard).fill(1);
  await sleep(task.settleMs);
  const { rss } = process.memoryUsage();
  globalThis.gc?.();
  const { rss: collected, heapUsed: heap, external: buffers } = process.memoryUsage();
  process.stdout.write(JSON.stringify({ rss, collected, heap, buffers } satisfies EngineMemory));
  await desk.value.close();
  if (hoard.length !== task.hoard) process.exitCode = 1;
}
