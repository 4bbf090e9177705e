import { expect, it } from 'vitest';
import { countListedTests, parsePlaywrightCounts, parseVitestCounts } from './test-counts.ts';

it('parseVitestCounts_report_countsTodoAsSkipped', () => {
  const report = {
    numTotalTests: 11,
    numPassedTests: 5,
    numFailedTests: 3,
    numPendingTests: 2,
    numTodoTests: 1,
  };
  expect(parseVitestCounts(JSON.stringify(report))).toEqual({ passed: 5, failed: 3, skipped: 3 });
});

it('parsePlaywrightCounts_report_countsFlakyAsPassed', () => {
  const stats = { expected: 7, unexpected: 1, flaky: 2, skipped: 4 };
  expect(parsePlaywrightCounts(JSON.stringify({ stats }))).toEqual({ passed: 9, failed: 1, skipped: 4 });
});

it('countListedTests_nestedSuites_countsEverySpec', () => {
  const inner = { specs: [{}, {}], suites: [{ specs: [{}] }] };
  expect(countListedTests(JSON.stringify({ suites: [inner, { specs: [] }] }))).toBe(3);
  expect(countListedTests(JSON.stringify({ suites: [] }))).toBe(0);
});
