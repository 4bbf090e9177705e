import { describe, expect, it } from 'vitest';
import type { Outcome, Status } from '#shared/domain/decision.ts';
import { LimitStatistics } from './limit-statistics.ts';

const NOW = Date.UTC(2026, 0, 16, 12);
const HOUR = 3_600_000;
const outcome = (status: Status, utilisation: number | null, limitId: string | null = 'a'): Outcome =>
  ({ limitId, status, utilisation, notApplicable: false }) as unknown as Outcome;
const noted = (...notes: [at: number, outcome: Outcome][]) => {
  const statistics = new LimitStatistics();
  for (const [at, one] of notes) statistics.note({ outcomes: [one] }, at);
  return statistics;
};

describe('LimitStatistics', () => {
  it('counts checks, warnings and denials, UNDETERMINED among them, each window for itself', () => {
    const statistics = noted(
      [NOW, outcome('PASS', 0.1)],
      [NOW - 2 * HOUR, outcome('WARN', 0.9)],
      [NOW - 30 * HOUR, outcome('BLOCK', 1.3)],
      [NOW - 31 * HOUR, outcome('UNDETERMINED', null)],
      [NOW - 40 * 24 * HOUR, outcome('BLOCK', 9)],
    );
    expect(statistics.of('a', '1h', NOW)).toMatchObject({
      checks: 1,
      warnings: 0,
      denials: 0,
      neverHit: true,
    });
    expect(statistics.of('a', '1d', NOW)).toMatchObject({ checks: 2, warnings: 1, denials: 0 });
    expect(statistics.of('a', '30d', NOW)).toMatchObject({ checks: 4, warnings: 1, denials: 2, max: 1.3 });
    expect(statistics.of('b', '30d', NOW)).toMatchObject({
      checks: 0,
      p50: null,
      max: null,
      neverHit: false,
    });
  });

  it('keeps the largest utilisation of each part of the window, in their order', () => {
    const statistics = noted(
      [NOW - 11 * 5 * 60_000, outcome('PASS', 0.4)],
      [NOW - 5 * 60_000, outcome('PASS', 0.2)],
      [NOW - 5 * 60_000 + 1, outcome('WARN', 0.9)],
      [NOW, outcome('UNDETERMINED', null)],
    );
    const none = Array.from({ length: 9 }, () => null);
    expect(statistics.of('a', '1h', NOW).trend).toEqual([0.4, ...none, 0.9, null]);
    expect(statistics.of('a', '1h', NOW + 5 * 60_000).trend).toEqual([...none, 0.9, null, null]);
    expect(statistics.of('a', '30d', NOW).trend).toHaveLength(30);
    expect(statistics.of('b', '1d', NOW).trend).toEqual(Array.from({ length: 24 }, () => null));
  });

  it('what is old leaves the window as time goes on', () => {
    const statistics = noted([NOW, outcome('BLOCK', 2)]);
    expect(statistics.of('a', '1h', NOW + HOUR - 1)).toMatchObject({ checks: 1, alwaysHit: true });
    expect(statistics.of('a', '1h', NOW + HOUR)).toMatchObject({ checks: 0, alwaysHit: false });
  });

  it('utilisations are upper edges of their bins, never above the largest', () => {
    const values = Array.from({ length: 100 }, (_, i) => (i + 1) / 100);
    const statistics = noted(...values.map((value): [number, Outcome] => [NOW, outcome('PASS', value)]));
    expect(statistics.of('a', '1h', NOW)).toMatchObject({ p50: 0.5, p95: 0.95, max: 1 });
    expect(noted([NOW, outcome('PASS', 0.123)]).of('a', '1h', NOW)).toMatchObject({ p50: 0.123, max: 0.123 });
    expect(noted([NOW, outcome('BLOCK', 7)]).of('a', '1h', NOW)).toMatchObject({ p50: 7, max: 7 });
  });

  it('leaves out what has no limit or did not apply', () => {
    const statistics = noted(
      [NOW, outcome('PASS', 1, null)],
      [NOW, { ...outcome('PASS', 1), notApplicable: true }],
    );
    expect(statistics.of('a', '1h', NOW).checks).toBe(0);
  });
});
