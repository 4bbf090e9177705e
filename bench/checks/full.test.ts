import { describe, expect, it } from 'vitest';
import type { BookSource } from '#electron/core/book/desk-book.ts';
import { FULL_LIMITS } from '../full-limits.ts';
import type { FullSize } from './desk-under-test.ts';
import { runFull } from './run-full.ts';

const SMALL: FullSize = {
  symbols: 60,
  sessions: 253,
  positionsPerAccount: 20,
  tickets: 300,
  working: 20,
  sends: 50,
  rounds: 1,
  heapChecks: 300,
};

describe('controls bench', () => {
  it('reports every figure as a finite number, with every control in force', () => {
    const report = runFull(SMALL);
    for (const [name, value] of Object.entries(report.figures))
      expect(value, name).toSatisfy(Number.isFinite);
    expect(report.figures).toMatchObject({ limits: FULL_LIMITS, tickets: 300 });
    expect(report.bars.map(({ name }) => name)).toContain('heapRatio');
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it.each<[string, (source: BookSource) => BookSource, string]>([
    ['factor loadings', (source) => ({ ...source, loadings: [] }), 'FACTOR_EXPOSURE lacks'],
    ['a rate', (source) => ({ ...source, fx: [] }), 'lacks an input'],
    [
      'a scenario',
      (source) => ({ ...source, ladder: { ...source.ladder, scenarios: [] } }),
      'STRESS_LOSS lacks',
    ],
  ])('fails without %s, which would measure less than it says', (_name, change, why) => {
    expect(() => runFull(SMALL, change)).toThrow(why);
  });
});
