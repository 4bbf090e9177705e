import { describe, expect, it } from 'vitest';
import { runLimits } from './run-limits.ts';

describe('limits bench', () => {
  it('reports every figure as a finite number, and each bar by a figure', async () => {
    const report = await runLimits(2_500);
    expect(report.bench).toBe('limits');
    for (const [name, value] of Object.entries(report.figures))
      expect(value, name).toSatisfy(Number.isFinite);
    for (const bar of report.bars) expect(report.figures[bar.name]).toBe(bar.value);
    expect(report.figures['limits']).toBe(2_500);
  });
});
