import { METRICS } from './metrics.ts';
import type { Comparison } from './control.ts';

/**
 * Any registered metric of the book against one of > >= < <= == != BETWEEN OUTSIDE. The condition must hold after the
 * ticket: `>= 0.2` is a breach below 0.2. Params: `metric`, `op`, `low` for BETWEEN and OUTSIDE (hard is the high end), and
 * those that the metric's own control reads. The number is that control's, to the last digit.
 */
export const metric: Comparison = {
  kind: 'COMPARISON',
  code: 'METRIC',
  group: 'E',
  title: 'Metric',
  formula: 'a metric of the book, > >= < <= == != BETWEEN or OUTSIDE the limit',
  units: ['MONEY', 'FRACTION', 'RATIO', 'COUNT'],
  metrics: METRICS,
  minimum: false,
  ticketOnly: false,
  crossing: 'VALLEY',
  inputs: 'BOOK',
  params: ['metric', 'op', 'low'],
  requires: ['metric', 'op'],
  alwaysOn: false,
  measure(check, limit, out) {
    if (limit.metric === null) return out.setMissing('metric', 'none is named');
    limit.metric.control.measure(check, limit, out);
  },
  measureExactly(check, limit) {
    return limit.metric?.control.measureExactly?.(check, limit) ?? [1n, 0n];
  },
  notes(check, { limit, metric: measured, ...compiled }) {
    if (limit === null || measured === null) return [];
    const { metric: name, op, low } = limit.params;
    const interval = low === undefined ? limit.hard : `${low} and ${limit.hard}`;
    return [
      `${name} ${op} ${interval}`,
      ...(measured.control.notes?.(check, { ...compiled, limit, metric: measured }) ?? []),
    ];
  },
};
