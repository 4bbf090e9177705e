import { runChecks } from './checks/run-checks.ts';
import { runDurable } from './durable/run-durable.ts';
import { runLimits } from './limits/run-limits.ts';
import { runPreview } from './preview/run-preview.ts';
import { renderReport, type BenchReport } from './report.ts';

const BENCHES: Readonly<Record<string, () => Promise<BenchReport>>> = {
  checks: runChecks,
  durable: runDurable,
  limits: () => runLimits(),
  preview: runPreview,
};
const USAGE = `usage: npm run bench -- <${Object.keys(BENCHES).join('|')}> [--json]\n`;

/** Runs one bench: a table for people, or with --json one object of its figures and their bars. Exits 2 on bad usage. */
async function main(args: readonly string[]): Promise<number> {
  const names = args.filter((arg) => arg !== '--json');
  const bench = BENCHES[names[0] ?? ''];
  if (bench === undefined || names.length !== 1) {
    process.stderr.write(USAGE);
    return 2;
  }
  const report = await bench();
  const { figures, ...about } = report;
  const json = args.includes('--json');
  process.stdout.write(json ? `${JSON.stringify({ ...figures, ...about })}\n` : renderReport(report));
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
