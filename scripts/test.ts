import { parseArgs } from 'node:util';
import { addCounts, NO_TESTS } from './test-counts.ts';
import { TEST_STEPS, type TestStep } from './test-steps.ts';

/** Runs the checks at once, then the steps one after another; a failed one does not stop the next. Closes with the counts. */
async function runSteps(steps: readonly TestStep[]): Promise<boolean> {
  const lines: string[] = [];
  let total = NO_TESTS;
  let ok = true;
  const run = async (step: TestStep): Promise<void> => {
    console.log(`── ${step.name}`);
    const start = performance.now();
    const result = await step.run();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const line =
      `${step.name.padEnd(8)}${result.ok ? 'ok' : 'FAILED'}`.padEnd(18) + `${seconds.padStart(7)} s`;
    lines.push(line);
    console.log(line);
    total = addCounts(total, result.counts);
    // A step that failed without a failing test of its own is a failure all the same.
    if (!result.ok && result.counts.failed === 0) total = addCounts(total, { ...NO_TESTS, failed: 1 });
    ok &&= result.ok;
  };
  await Promise.all(steps.filter(({ isCheck }) => isCheck === true).map(run));
  for (const step of steps) if (step.isCheck !== true) await run(step);
  console.log(`\n${lines.join('\n')}\n`);
  console.log(`Preflight tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return ok;
}

function chosenSteps(): readonly TestStep[] {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const names = values.only?.split(',');
  const unknown = names?.find((name) => !TEST_STEPS.some((step) => step.name === name));
  if (unknown !== undefined) throw new Error(`--only: there is no step "${unknown}"`);
  return TEST_STEPS.filter((step) => names?.includes(step.name) ?? true);
}

process.exitCode = (await runSteps(chosenSteps())) ? 0 : 1;
