import { describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/chromium.ts';
import { runPreview, type PreviewSize } from './run-preview.ts';

const SMALL: PreviewSize = {
  symbols: 40,
  sessions: 253,
  positionsPerAccount: 10,
  tickets: 2,
  starts: 1,
  warmUp: 1,
  echoes: 5,
};

/** In a browser: skipped, and counted as skipped, where there is none. */
describe.skipIf(findChromium() === undefined)('preview bench', { timeout: 120_000 }, () => {
  it('reports every figure as a finite number, answers every preview, and notices answers that come late', async () => {
    const report = await runPreview({ ...SMALL, holdMs: 40 });
    expect(report.bench).toBe('preview');
    for (const [name, value] of Object.entries(report.figures))
      expect(value, name).toSatisfy(Number.isFinite);
    expect(report.figures['previews']).toBeGreaterThan(5);
    expect(report.figures['verdictsPainted']).toBeGreaterThan(5);
    expect(report.figures['unanswered']).toBe(0);
    expect(report.bars.map(({ name }) => name)).toEqual(['previewP99Ms', 'startMs', 'unanswered']);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report.figures['previewP50Ms']).toBeGreaterThanOrEqual(40);
    expect(report.figures['keyToVerdictP50Ms']).toBeGreaterThanOrEqual(40);
    expect(report.bars.find(({ name }) => name === 'previewP99Ms')?.met).toBe(false);
  });
});
