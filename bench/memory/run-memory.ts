import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ENGINE_FLAGS } from '../../scripts/engine-flags.ts';
import { previewInput } from '../preview-input.ts';
import { openSeededDesk } from '../durable/drive-desk.ts';
import { seedDeskFile, type DeskFileSize } from '../durable/seed-desk-file.ts';
import { toReport, type BenchReport } from '../report.ts';
import { median } from '../statistics.ts';
import type { EngineMemory, EngineTask } from './engine-child.ts';

export interface MemorySize extends DeskFileSize {
  readonly rounds: number;
  readonly settleMs: number;
  /** Bytes that the engine is made to keep besides: only a test of the bench gives any. */
  readonly hoard?: number;
}

export const MEMORY_SIZE: MemorySize = {
  symbols: 5_000,
  sessions: 253,
  positionsPerAccount: 1_250,
  tickets: 50,
  rounds: 5,
  settleMs: 12_000,
};

const MB = 1_000_000;
const CHILD_DEADLINE_MS = 240_000;

/**
 * What the engine takes of memory: a process of its own with a desk of 5,000 symbols, a year of bars, 5,000 positions, 25
 * limits and the correlations of all symbols, after previews, less one with an empty desk. Medians of fresh processes.
 */
export async function runMemory(size: MemorySize = MEMORY_SIZE): Promise<BenchReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'preflight-bench-'));
  const file = path.join(folder, 'desk.db');
  try {
    const tickets = seedDeskFile(file, size).map(previewInput);
    await (await openSeededDesk(file)).close();
    const idle: EngineMemory[] = [];
    const full: EngineMemory[] = [];
    for (let round = 0; round < size.rounds; round++) {
      const empty = path.join(folder, `empty-${round}.db`);
      const { settleMs, hoard = 0 } = size;
      idle.push(await measure({ file: empty, tickets: [], correlates: false, settleMs, hoard: 0 }));
      full.push(await measure({ file, tickets, correlates: true, settleMs, hoard }));
    }
    const of = (runs: readonly EngineMemory[], what: keyof EngineMemory): number =>
      median(runs.map((run) => run[what])) / MB;
    return toReport(
      'memory',
      {
        overIdleMb: of(full, 'rss') - of(idle, 'rss'),
        overIdleCollectedMb: of(full, 'collected') - of(idle, 'collected'),
        rssMb: of(full, 'rss'),
        idleRssMb: of(idle, 'rss'),
        heapMb: of(full, 'heap'),
        buffersMb: of(full, 'buffers'),
        rounds: size.rounds,
      },
      [['overIdleMb', '<=', 160]],
      [
        'Resident memory of the whole process, its threads and the shared matrix in it, MB of a million bytes; idle is the same engine over an empty desk. Measured when the numerics workers have ended for want of work.',
        'collected: after a full garbage collection of the engine thread; heap and buffers are its own as V8 counts them then.',
      ],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(task: EngineTask): Promise<EngineMemory> {
  const script = fileURLToPath(new URL('./engine-child.ts', import.meta.url));
  const args = [...ENGINE_FLAGS, '--expose-gc', script, JSON.stringify(task)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: CHILD_DEADLINE_MS });
  return JSON.parse(stdout) as EngineMemory;
}
