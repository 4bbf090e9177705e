import { expect, it } from 'vitest';
import { runSizing } from './run-sizing.ts';

it('sizing_bench_reports_every_figure_as_a_finite_number_and_each_bar_by_a_figure', () => {
  const report = runSizing(200, 20);
  for (const [name, value] of Object.entries(report.figures)) expect(value, name).toSatisfy(Number.isFinite);
  for (const bar of report.bars) expect(report.figures[bar.name]).toBe(bar.value);
});
