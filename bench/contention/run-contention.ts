import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRouter } from '#electron/rpc/router.ts';
import { localAccount } from '#electron/server/local-account.ts';
import { nodeTimers } from '#electron/server/node-timers.ts';
import { openSeededDesk } from '../durable/drive-desk.ts';
import { seedDeskFile, type DeskFileSize } from '../durable/seed-desk-file.ts';
import { toReport, type BenchReport } from '../report.ts';
import { median, quantile } from '../statistics.ts';
import { startHeavyLoad, type HeavyLoad, type LoadSize } from './heavy-load.ts';
import { timePreviews, type PreviewPace } from './time-previews.ts';

export interface ContentionSize extends DeskFileSize, LoadSize, PreviewPace {
  readonly warmUp: number;
  /** Holds the engine's thread for so long ten times a second: only a test of the bench does that. */
  readonly holdMs?: number;
}

export const CONTENTION_SIZE: ContentionSize = {
  symbols: 5_000,
  sessions: 253,
  positionsPerAccount: 1_500,
  tickets: 500,
  count: 2_000,
  everyMs: 10,
  warmUp: 300,
  assets: 250,
  paths: 20_000,
};

const HOLD_EVERY_MS = 100;

/**
 * What a ticket's preview waits for through the router while the numerics workers are busy: with nothing beside it, then
 * with a matrix of every symbol being built in a loop and a simulation in float64, and with nothing again.
 */
export async function runContention(size: ContentionSize = CONTENTION_SIZE): Promise<BenchReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'preflight-bench-'));
  const store = path.join(folder, 'desk.db');
  const tickets = seedDeskFile(store, size);
  const desk = await openSeededDesk(store);
  const release = holdThread(size.holdMs ?? 0);
  let load: HeavyLoad | null = null;
  try {
    const router = createRouter({
      handlers: desk.handlers,
      timers: nodeTimers,
      newCorrelationId: randomUUID,
      logBug: (_id, method, error) => console.error(method, error),
    });
    const session = router.openSession(desk.openSession({ osAccount: localAccount(), origin: 'browser' }));
    for (const ticket of tickets.slice(0, size.warmUp)) {
      await timePreviews(session, [ticket], { count: 1, everyMs: 0 });
    }
    const before = await timePreviews(session, tickets, size);
    load = startHeavyLoad(size);
    await load.started();
    const during = await timePreviews(session, tickets, size);
    const { builds, simulations, buildMs, holdMs } = load;
    await load.stop();
    load = null;
    const after = await timePreviews(session, tickets, size);
    const alone = Float64Array.from([...before, ...after]);
    return toReport(
      'contention',
      {
        loadedP50Ms: quantile(during, 0.5),
        loadedP99Ms: quantile(during, 0.99),
        loadedMaxMs: quantile(during, 1),
        aloneP50Ms: quantile(alone, 0.5),
        aloneP99Ms: quantile(alone, 0.99),
        aloneMaxMs: quantile(alone, 1),
        builds,
        buildMs: median(buildMs),
        buildHoldMs: median(holdMs),
        simulations,
        previews: during.length,
      },
      [['loadedP99Ms', '<=', 16]],
      [
        `A preview every ${size.everyMs} ms through the router, measured from when it was due, the lateness of the timer in it; alone is before and after the load.`,
        'The load: correlations of every symbol built in a loop and a simulation beside it, on two threads or all cores but one, whichever is more: on two cores one thread more than the product starts.',
      ],
    );
  } finally {
    release();
    await load?.stop();
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function holdThread(ms: number): () => void {
  if (ms === 0) return () => undefined;
  const timer = setInterval(() => {
    for (const end = performance.now() + ms; performance.now() < end;);
  }, HOLD_EVERY_MS);
  return () => clearInterval(timer);
}
