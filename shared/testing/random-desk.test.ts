import { describe, expect, it } from 'vitest';
import type { ControlCode, ControlGroup } from '#shared/domain/control.ts';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { isDenied, STATUSES } from '#shared/domain/decision.ts';
import { evaluateNaively } from './naive-evaluator.ts';
import { groupOf } from './naive-rule.ts';
import { randomCase } from './random-desk.ts';

const CASES = Array.from({ length: 12_000 }, (_, seed) => {
  const { desk, ticket } = randomCase(seed);
  return { desk, ticket, decision: evaluateNaively(desk, ticket) };
});
const OUTCOMES = CASES.flatMap(({ decision }) => decision.outcomes);
const FINDINGS: readonly ControlCode[] = [
  'ORDER_INVALID',
  'UNKNOWN_REFERENCE',
  'NO_LIMITS_CONFIGURED',
  'TRADING_STATE',
  'RESTRICTED',
  'SELF_MATCH',
  'SHORT_SALE',
];
/** A breach of the others blocks a reducing ticket, too. */
const EXEMPTING: readonly ControlGroup[] = ['P', 'E', 'M', 'D', 'L'];
const MEASURES = CONTROL_CODES.filter((code) => !FINDINGS.includes(code));

describe('random desks', () => {
  it('follow from the seed', () => {
    expect(randomCase(7)).toEqual(randomCase(7));
    expect(randomCase(7)).not.toEqual(randomCase(8));
  });

  it.each(MEASURES)('bring %s to every status', (code) => {
    const seen = new Set(OUTCOMES.filter((row) => row.code === code).map((row) => row.status));
    expect([...seen].sort()).toEqual([...STATUSES].sort());
  });

  it.each(MEASURES)('bring %s exactly to its hard', (code) => {
    const isMet = (after: number | null, hard: number | null) =>
      after !== null && hard !== null && after === hard;
    const met = OUTCOMES.filter((row) => row.code === code && (row.nearTie || isMet(row.after, row.hard)));
    expect(met.length).toBeGreaterThan(0);
  });

  it.each(
    MEASURES.filter(
      (code) =>
        ['P', 'E', 'M'].includes(groupOf(code)) && code !== 'INCREMENTAL_VAR' && code !== 'MEAN_CORRELATION',
    ),
  )('bring %s to both exemptions', (code) => {
    const seen = new Set(OUTCOMES.filter((row) => row.code === code).map((row) => row.exempt));
    expect(seen).toEqual(new Set([null, 'REDUCING', 'NOT_WORSE']));
  });

  it('reach every verdict, reducing or not', () => {
    const seen = new Set(CASES.map(({ decision }) => `${decision.verdict} ${decision.reducing}`));
    expect(seen.size).toBe(2 * STATUSES.length);
  });

  it('miss every kind of input', () => {
    const seen = new Set(OUTCOMES.flatMap((row) => row.allMissing.map((gap) => gap.input)));
    expect([...seen].sort()).toEqual(
      [
        'account',
        'adv',
        'assetClass',
        'beta',
        'calendar',
        'country',
        'fx',
        'highWater',
        'history',
        'ladder',
        'loading',
        'mark',
        'nav',
        'notional',
        'open',
        'orderQty',
        'price',
        'quote',
        'returns',
        'sector',
        'sharesOutstanding',
        'shock',
        'symbol',
        'volume',
      ].sort(),
    );
  });
});

describe('the naive evaluator', () => {
  it('never denies a reducing ticket by P, E, M, D or L', () => {
    const reducing = CASES.filter(({ decision }) => decision.reducing).flatMap(
      ({ decision }) => decision.outcomes,
    );
    expect(reducing.filter((row) => EXEMPTING.includes(groupOf(row.code)) && isDenied(row.status))).toEqual(
      [],
    );
    expect(reducing.filter((row) => row.exempt === 'REDUCING').length).toBeGreaterThan(100);
  });

  it('keeps expected shortfall at or above value at risk of the same confidence', () => {
    const pairs = CASES.slice(0, 800).flatMap(({ desk, ticket }) => {
      const risk = desk.limits.filter((row) => row.control === 'VAR_HISTORICAL');
      return risk.map((row) => {
        const params = { ...row.params, confidence: '0.8' };
        const limits = [{ ...row, params }, { ...row, params, control: 'EXPECTED_SHORTFALL' } as const];
        const [value, shortfall] = evaluateNaively({ ...desk, limits }, ticket).outcomes.filter(
          (o) => groupOf(o.code) === 'M',
        );
        return [value?.after ?? 0, shortfall?.after ?? 0] as const;
      });
    });
    expect(pairs.filter(([value]) => value !== 0).length).toBeGreaterThan(10);
    for (const [value, shortfall] of pairs)
      expect(shortfall).toBeGreaterThanOrEqual(value - 1e-9 * Math.abs(value));
  });

  it('gives the same answer whatever the order of rows', () => {
    for (const { desk, ticket, decision } of CASES.slice(0, 300)) {
      const turned = {
        ...desk,
        positions: desk.positions.toReversed(),
        working: desk.working.toReversed(),
        bars: desk.bars.toReversed(),
        marks: desk.marks.toReversed(),
        accounts: desk.accounts.toReversed(),
      };
      const other = evaluateNaively(turned, ticket);
      const exact = (rows: typeof decision.outcomes) => rows.filter((row) => row.afterText !== null);
      expect(exact(other.outcomes)).toEqual(exact(decision.outcomes));
    }
  });
});
