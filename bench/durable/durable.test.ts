import { describe, expect, it } from 'vitest';
import { runDurable, type DurableSize } from './run-durable.ts';

const SMALL: DurableSize = {
  symbols: 40,
  sessions: 253,
  positionsPerAccount: 10,
  tickets: 50,
  inFlight: 16,
  warmUp: 20,
  decisions: 100,
  oneAtATime: 20,
  killAfterMs: 50,
};

describe('durable bench', () => {
  it('reports every figure as a finite number, and nothing acknowledged is lost', async () => {
    const report = await runDurable(SMALL);
    expect(report.bench).toBe('durable');
    for (const [name, value] of Object.entries(report.figures))
      expect(value, name).toSatisfy(Number.isFinite);
    expect(report.figures['acknowledgedBeforeKill']).toBeGreaterThan(0);
    expect(report.figures['lostAfterKill']).toBe(0);
    expect(report.bars.map(({ name }) => name)).toEqual(['decisionsPerSecond', 'ackP50Ms', 'lostAfterKill']);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('counts an acknowledged decision that the file does not hold', async () => {
    const report = await runDurable({ ...SMALL, forget: ['NEVER-WRITTEN'] });
    expect(report.figures['lostAfterKill']).toBe(1);
    expect(report.bars.find(({ name }) => name === 'lostAfterKill')?.met).toBe(false);
  });
});
