import { describe, expect, it } from 'vitest';
import type { Outcome } from '#shared/domain/decision.ts';
import type { ComparedDecision } from './compare-decisions.ts';
import { countNearTies, differences } from './compare-decisions.ts';
import type { NaiveDecision, NaiveOutcome } from './naive-desk.ts';
import { evaluateNaively } from './naive-evaluator.ts';
import { randomCase } from './random-desk.ts';

/** What an engine that agrees in everything would answer. */
const agreeing = (naive: NaiveDecision): ComparedDecision => ({
  ...naive,
  outcomes: naive.outcomes.map((row): Outcome => ({
    ...row,
    maxQty: null,
    numerator: null,
    denominator: null,
    inputsAsOf: null,
    notes: row.proxied,
  })),
});
const alter = (decision: ComparedDecision, row: number, change: Partial<Outcome>): ComparedDecision => ({
  ...decision,
  outcomes: decision.outcomes.map((outcome, position) =>
    position === row ? { ...outcome, ...change } : outcome,
  ),
});

const CASES = Array.from({ length: 200 }, (_, seed) => {
  const { desk, ticket } = randomCase(seed);
  return evaluateNaively(desk, ticket);
});
/** The first case and row with the wanted outcome. */
function find(isWanted: (outcome: NaiveOutcome) => boolean): [NaiveDecision, number] {
  const naive = CASES.find((decision) => decision.outcomes.some(isWanted));
  if (naive === undefined) throw new Error('no such case');
  return [naive, naive.outcomes.findIndex(isWanted)];
}

describe('differences', () => {
  it('are none between equals', () => {
    for (const naive of CASES) expect(differences(agreeing(naive), naive)).toEqual([]);
  });

  const [naive, row] = find(
    (outcome) => outcome.status === 'PASS' && outcome.before !== null && outcome.after !== 0,
  );
  const outcome = naive.outcomes[row] as NaiveOutcome;
  it.each<[string, Partial<Outcome>]>([
    ['status', { status: 'WARN' }],
    ['exempt', { exempt: 'REDUCING' }],
    ['scope', { scope: { level: 'ACCOUNT', key: 'A0' } }],
    ['group', { group: 'Other' }],
    ['limitVersion', { limitVersion: 99 }],
    ['unit', { unit: 'DAYS' }],
    ['before', { before: (outcome.before ?? 0) + 1e-6 * Math.abs(outcome.after ?? 1) + 1e-6 }],
    ['after', { after: (outcome.after ?? 0) * (1 + 2e-9) }],
    ['soft', { soft: (outcome.soft ?? 0) + 1 }],
    ['hard', { hard: null }],
    ['utilisation', { utilisation: -1 }],
    ['notApplicable', { notApplicable: true }],
    ['missing', { missing: { input: 'price', detail: 'A' } }],
  ])('show a changed %s', (field, change) => {
    const found = differences(alter(agreeing(naive), row, change), naive);
    expect(found.some((line) => line.includes(`: ${field} `))).toBe(true);
  });

  it('show another verdict, reducing, notional, clock or list', () => {
    const same = agreeing(naive);
    const altered: [string, ComparedDecision][] = [
      ['verdict', { ...same, verdict: naive.verdict === 'PASS' ? 'WARN' : 'PASS' }],
      ['reducing', { ...same, reducing: !naive.reducing }],
      ['notional', { ...same, notional: -1 }],
      ['clock', { ...same, deskClock: 0 as never }],
      ['outcomes', { ...same, outcomes: same.outcomes.slice(1) }],
    ];
    for (const [field, decision] of altered) expect(differences(decision, naive).join()).toContain(field);
  });

  it('allow any input that is missing, no other', () => {
    const [case_, at] = find((seen) => new Set(seen.allMissing.map((gap) => gap.input)).size > 1);
    const inputs = case_.outcomes[at]?.allMissing.map((gap) => gap.input) ?? [];
    for (const input of inputs) {
      expect(differences(alter(agreeing(case_), at, { missing: { input, detail: '' } }), case_)).toEqual([]);
    }
    const wrong = alter(agreeing(case_), at, { missing: { input: 'tide', detail: '' } });
    expect(differences(wrong, case_).join()).toContain('missing tide');
  });

  it('want proxied symbols named', () => {
    const [case_, at] = find((seen) => seen.proxied.length > 0);
    expect(differences(alter(agreeing(case_), at, { notes: [] }), case_).join()).toContain('proxied');
  });

  it('leave the status of a near tie to the engine, and the verdict with it, but not its numbers', () => {
    const near: NaiveDecision = {
      ...naive,
      verdict: 'PASS',
      outcomes: [{ ...outcome, status: 'PASS', nearTie: true }],
    };
    const blocked = { ...alter(agreeing(near), 0, { status: 'BLOCK' }), verdict: 'BLOCK' } as const;
    expect(countNearTies(near)).toBe(1);
    expect(differences(blocked, near)).toEqual([]);
    expect(differences({ ...blocked, verdict: 'PASS' }, near).join()).toContain('verdict');
    expect(differences(alter(blocked, 0, { after: 12_345.678 }), near).join()).toContain('after');
  });
});
