import { describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/chromium.ts';
import { runUi } from './run-ui.ts';

const SMALL = {
  typing: {
    ...{ symbols: 40, sessions: 253, positionsPerAccount: 10, limits: 30 },
    ...{ tickets: 20, starts: 1, warmUp: 1, typed: 1 },
  },
  alerts: {
    ...{ symbols: 40, sessions: 253, positionsPerAccount: 10, tickets: 0 },
    ...{
      alerts: 1_200,
      held: 1_000,
      changed: 180,
      added: 20,
      seconds: 1,
      warmUpSeconds: 0.5,
      heapSeconds: 0.5,
    },
  },
};

/** In a browser: skipped, and counted as skipped, where there is none. */
describe.skipIf(findChromium() === undefined)('ui bench', { timeout: 120_000 }, () => {
  it('reports every figure as a finite number, and notices answers that come late and a page that hangs', async () => {
    const report = await runUi({
      typing: { ...SMALL.typing, holdMs: 60 },
      alerts: { ...SMALL.alerts, busyMs: 180 },
    });
    for (const [name, value] of Object.entries(report.figures))
      expect(value, name).toSatisfy(Number.isFinite);
    expect(report.figures['limits']).toBe(30);
    expect(report.figures['verdictsPainted']).toBeGreaterThan(5);
    expect(report.figures['keyToVerdictP50Ms']).toBeGreaterThanOrEqual(60);
    expect(report.figures['alertsFirstRows']).toBe(500);
    expect(report.figures['alertsHeld']).toBe(1_000);
    expect(report.figures['alertOccurrencesPerS']).toBeGreaterThan(150);
    const missed = report.bars.filter(({ met }) => !met).map(({ name }) => name);
    for (const name of ['keyToVerdictP99Ms', 'alertLongTasks', 'alertLongestTaskMs', 'alertScrollGapP99Ms'])
      expect(missed).toContain(name);
  });
});
