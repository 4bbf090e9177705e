import { runChecks } from './checks/run-checks.ts';
import { FULL_SIZE, runFull } from './checks/run-full.ts';
import { CONTENTION_SIZE, runContention } from './contention/run-contention.ts';
import { runDurable } from './durable/run-durable.ts';
import { runLimits } from './limits/run-limits.ts';
import { MEMORY_SIZE, runMemory } from './memory/run-memory.ts';
import { numericsSize, runNumerics } from './numerics/run-numerics.ts';
import { runPreview } from './preview/run-preview.ts';
import { runReplay } from './replay/run-replay.ts';
import { renderReport, type BenchReport } from './report.ts';
import { runSizing } from './sizing/run-sizing.ts';
import { runUi, uiSize } from './ui/run-ui.ts';
import { runVolume } from './volume/run-volume.ts';

/** Checks after which the heap is looked at again with --quick. */
const QUICK_HEAP_CHECKS = 100_000;

const BENCHES: Readonly<Record<string, (isQuick: boolean) => Promise<BenchReport>>> = {
  checks: () => runChecks(),
  contention: (isQuick) => runContention(isQuick ? { ...CONTENTION_SIZE, count: 500 } : CONTENTION_SIZE),
  controls: (isQuick) =>
    Promise.resolve(
      runFull(isQuick ? { ...FULL_SIZE, rounds: 3, heapChecks: QUICK_HEAP_CHECKS } : FULL_SIZE),
    ),
  durable: () => runDurable(),
  limits: () => runLimits(),
  memory: (isQuick) => runMemory(isQuick ? { ...MEMORY_SIZE, rounds: 1 } : MEMORY_SIZE),
  numerics: (isQuick) => runNumerics(numericsSize(isQuick ? 3 : 15)),
  preview: () => runPreview(),
  replay: () => runReplay(),
  sizing: () => Promise.resolve(runSizing()),
  ui: (isQuick) =>
    runUi(uiSize(isQuick ? 'quick' : process.env['PREFLIGHT_LONG'] === '1' ? 'long' : 'usual')),
  volume: () => runVolume(),
};
const USAGE = `usage: npm run bench -- <${Object.keys(BENCHES).join('|')}> [--json] [--quick]\n`;

/**
 * Runs one bench: a table for people, or with --json one object of its figures and their bars. --quick shortens `contention`,
 * `controls`, `memory`, `numerics` and `ui` to a look; PREFLIGHT_LONG=1 lets `ui` watch the page for ten minutes. Exits 2 on bad usage.
 */
async function main(args: readonly string[]): Promise<number> {
  const names = args.filter((arg) => arg !== '--json' && arg !== '--quick');
  const bench = BENCHES[names[0] ?? ''];
  if (bench === undefined || names.length !== 1) {
    process.stderr.write(USAGE);
    return 2;
  }
  const report = await bench(args.includes('--quick'));
  const { figures, ...about } = report;
  const json = args.includes('--json');
  process.stdout.write(json ? `${JSON.stringify({ ...figures, ...about })}\n` : renderReport(report));
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
