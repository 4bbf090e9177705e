export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NO_TESTS: TestCounts = { passed: 0, failed: 0, skipped: 0 };

/** The counts of a vitest JSON report; a test marked as still to be written counts as skipped. */
export function parseVitestCounts(report: string): TestCounts {
  const value = JSON.parse(report) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
  };
  return {
    passed: value.numPassedTests,
    failed: value.numFailedTests,
    skipped: value.numPendingTests + value.numTodoTests,
  };
}

/** The counts of a Playwright JSON report; a test that passed when it was repeated counts as passed. */
export function parsePlaywrightCounts(report: string): TestCounts {
  const { stats } = JSON.parse(report) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

/** How many tests `playwright test --list` names in its JSON report. */
export function countListedTests(report: string): number {
  interface Suite {
    readonly specs?: readonly unknown[];
    readonly suites?: readonly Suite[];
  }
  const count = (suite: Suite): number =>
    (suite.specs?.length ?? 0) + (suite.suites ?? []).reduce((sum, inner) => sum + count(inner), 0);
  return count(JSON.parse(report) as Suite);
}

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}
