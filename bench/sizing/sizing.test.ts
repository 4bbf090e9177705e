import { expect, it } from 'vitest';
import { runSizing } from './run-sizing.ts';

it('sizing_bench_reports_every_figure_as_a_finite_number', () => {
  const report = runSizing(20);
  for (const [name, value] of Object.entries(report.figures)) expect(value, name).toSatisfy(Number.isFinite);
});
