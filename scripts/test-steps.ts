import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildIfStale } from './build-if-stale.ts';
import { findOrInstallChromium } from './chromium.ts';
import { findElectron } from './electron-binary.ts';
import { projectRoot, runCommand } from './run-command.ts';
import {
  addCounts,
  countListedTests,
  NO_TESTS,
  parsePlaywrightCounts,
  parseVitestCounts,
  type TestCounts,
} from './test-counts.ts';

export interface StepResult {
  readonly ok: boolean;
  readonly counts: TestCounts;
}

export interface TestStep {
  readonly name: string;
  /** Leaves processors idle and says something only at its end: run beside the other checks. */
  readonly isCheck?: true;
  readonly run: () => Promise<StepResult>;
}

/** Everything `npm test` runs, cheapest first. */
export const TEST_STEPS: readonly TestStep[] = [
  { name: 'format', isCheck: true, run: () => check('prettier', ['--check', '--log-level', 'warn', '.']) },
  { name: 'lint', isCheck: true, run: () => check('oxlint', ['--deny-warnings']) },
  { name: 'types', isCheck: true, run: () => check('tsc', ['-b']) },
  { name: 'knip', isCheck: true, run: () => check('knip', []) },
  { name: 'unit', run: runVitest },
  { name: 'e2e', run: runPlaywright },
];

async function check(tool: string, args: readonly string[]): Promise<StepResult> {
  const { code, stdout } = await runCommand(tool, args, { timeoutMs: 240_000, output: 'capture' });
  process.stdout.write(stdout);
  return { ok: code === 0, counts: NO_TESTS };
}

async function runVitest(): Promise<StepResult> {
  if (!(await buildIfStale('kernels'))) return { ok: false, counts: NO_TESTS };
  const report = freshReport('vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await runCommand('vitest', ['run', ...reporters], { timeoutMs: testTimeoutMs() });
  return { ok: code === 0, counts: readCounts(report, parseVitestCounts) };
}

async function runPlaywright(): Promise<StepResult> {
  if ((await findOrInstallChromium()) === undefined) {
    console.error(
      'No Chromium and none could be installed: put one on the path, or name it in PREFLIGHT_CHROMIUM.',
    );
    return { ok: false, counts: NO_TESTS };
  }
  const hasElectron = findElectron() !== undefined;
  if (!(await buildIfStale(hasElectron ? 'desktop' : 'renderer'))) return { ok: false, counts: NO_TESTS };
  const report = freshReport('playwright.json');
  const projects = hasElectron ? [] : ['--project=browser'];
  const { code } = await runCommand('playwright', ['test', '--reporter=list,json', ...projects], {
    timeoutMs: testTimeoutMs(),
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  const counts = readCounts(report, parsePlaywrightCounts);
  const skipped = hasElectron ? 0 : await countElectronSpecs();
  return { ok: code === 0, counts: addCounts(counts, { ...NO_TESTS, skipped }) };
}

/** The desktop's specs, which need Electron's own binary: counted and said, not silently left out. */
async function countElectronSpecs(): Promise<number> {
  const args = ['test', '--project=electron', '--list', '--reporter=json', '--pass-with-no-tests'];
  const { stdout } = await runCommand('playwright', args, { output: 'capture', timeoutMs: 60_000 });
  const count = countListedTests(stdout);
  console.log(`Skipped ${count} desktop tests: Electron's own binary is not installed here.`);
  return count;
}

function freshReport(name: string): string {
  const file = path.join(projectRoot, '.build', 'results', name);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/** A runner that broke before it could report has counted nothing. */
function readCounts(file: string, parse: (report: string) => TestCounts): TestCounts {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    return NO_TESTS;
  }
}

function testTimeoutMs(): number {
  return process.env['PREFLIGHT_LONG'] === '1' ? 3_600_000 : 900_000;
}
