import { describe, expect, it } from 'vitest';
import { runContention, type ContentionSize } from './run-contention.ts';

const SMALL: ContentionSize = {
  symbols: 40,
  sessions: 253,
  positionsPerAccount: 10,
  tickets: 20,
  count: 50,
  everyMs: 4,
  warmUp: 20,
  assets: 20,
  paths: 500,
};

describe('contention bench', { timeout: 60_000 }, () => {
  it('reports every figure as a finite number, with both loads at work', async () => {
    const report = await runContention(SMALL);
    expect(report.bench).toBe('contention');
    for (const [name, value] of Object.entries(report.figures))
      expect(value, name).toSatisfy(Number.isFinite);
    expect(report.figures['builds']).toBeGreaterThan(0);
    expect(report.figures['simulations']).toBeGreaterThan(0);
    expect(report.bars.map(({ name }) => name)).toEqual(['loadedP99Ms']);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('notices an engine thread that is held', async () => {
    const report = await runContention({ ...SMALL, holdMs: 40 });
    expect(report.figures['loadedP99Ms']).toBeGreaterThan(16);
    expect(report.bars[0]?.met).toBe(false);
  });
});
