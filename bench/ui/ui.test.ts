import { describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/chromium.ts';
import { runUi } from './run-ui.ts';

const SMALL = {
  typing: {
    ...{ symbols: 40, sessions: 253, positionsPerAccount: 10, limits: 30 },
    ...{ tickets: 20, starts: 1, warmUp: 1, typed: 1 },
  },
};

/** In a browser: skipped, and counted as skipped, where there is none. */
describe.skipIf(findChromium() === undefined)('ui bench', { timeout: 120_000 }, () => {
  it('reports every figure as a finite number, and notices answers that come late', async () => {
    const report = await runUi({ ...SMALL, typing: { ...SMALL.typing, holdMs: 60 } });
    for (const [name, value] of Object.entries(report.figures))
      expect(value, name).toSatisfy(Number.isFinite);
    expect(report.figures['limits']).toBe(30);
    expect(report.figures['verdictsPainted']).toBeGreaterThan(5);
    expect(report.figures['keyToVerdictP50Ms']).toBeGreaterThanOrEqual(60);
    expect(report.bars.find(({ name }) => name === 'keyToVerdictP99Ms')?.met).toBe(false);
  });
});
