import { describe, expect, it } from 'vitest';
import { runMemory, type MemorySize } from './run-memory.ts';

const SMALL: MemorySize = {
  symbols: 40,
  sessions: 253,
  positionsPerAccount: 10,
  tickets: 5,
  rounds: 1,
  settleMs: 0,
};

describe('memory bench', { timeout: 120_000 }, () => {
  it('reports every figure as a finite number, and notices what an engine keeps', async () => {
    const report = await runMemory({ ...SMALL, hoard: 200_000_000 });
    expect(report.bench).toBe('memory');
    for (const [name, value] of Object.entries(report.figures))
      expect(value, name).toSatisfy(Number.isFinite);
    expect(report.bars.map(({ name, met }) => [name, met])).toEqual([['overIdleMb', false]]);
    expect(report.figures['overIdleMb']).toBeGreaterThan(190);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});
