import { env } from 'node:process';
import { describe, expect, it } from 'vitest';
import type { Decision } from '#shared/domain/decision.ts';
import { isDenied } from '#shared/domain/decision.ts';
import { QUANTITY_ONE, type Quantity } from '#shared/domain/decimal.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { countNearTies, differences } from '#shared/testing/compare-decisions.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { evaluateNaively } from '#shared/testing/naive-evaluator.ts';
import { isDeniedAt, naiveMaxQty } from '#shared/testing/naive-max-qty.ts';
import { randomCase } from '#shared/testing/random-desk.ts';
import { engineOf } from './engine-of-naive-desk.testing.ts';

const LONG = env['PREFLIGHT_LONG'] === '1';
const CASES = Number(env['PREFLIGHT_CASES'] ?? (LONG ? 200_000 : 10_000));
const FIRST_SEED = Number(env['PREFLIGHT_SEED'] ?? 1);
/** Every so many cases the boundary is also checked lot by lot, which is slow. */
const SCANNED_EVERY = 10;

interface Disagreement {
  readonly seed: number;
  readonly found: readonly string[];
}

describe(`engine against the naive evaluator, ${CASES} cases from seed ${FIRST_SEED}`, () => {
  it(
    'agrees in every outcome and in the verdict, and its boundary is one',
    { timeout: LONG ? 7_200_000 : 600_000 },
    () => {
      const disagreements: Disagreement[] = [];
      let nearTies = 0;
      for (let seed = FIRST_SEED; seed < FIRST_SEED + CASES && disagreements.length < 20; seed++) {
        const { desk, ticket } = randomCase(seed);
        const decide = engineOf(desk);
        const decision = decide(ticket);
        const naive = evaluateNaively(desk, ticket);
        const ties = countNearTies(naive);
        nearTies += ties;
        const found = differences(decision, naive);
        if (ties === 0) found.push(...boundaryProblems(desk, ticket, decision, decide));
        if (ties === 0 && seed % SCANNED_EVERY === 0) found.push(...scanProblems(desk, ticket, decision));
        if (found.length > 0) disagreements.push({ seed, found });
      }
      expect(disagreements).toEqual([]);
      expect(nearTies / CASES).toBeLessThan(0.1);
    },
  );
});

/** maxQty passes and maxQty + 1 lot is denied by `binding`, asked of the naive evaluator and of the engine. */
function boundaryProblems(
  desk: NaiveDesk,
  ticket: Ticket,
  decision: Decision,
  decide: (ticket: Ticket) => Decision,
): string[] {
  const { maxQty, binding } = decision;
  if (maxQty === null || binding === null)
    return maxQty === null && binding === null ? [] : ['binding without maxQty'];
  const lot = desk.instruments.find(({ symbol }) => symbol === ticket.symbol)?.lotSize ?? QUANTITY_ONE;
  const max = Math.round(maxQty * QUANTITY_ONE);
  const problems: string[] = [];
  if (max > 0 && isDeniedAt(desk, ticket, max)) problems.push(`maxQty ${maxQty} is denied`);
  const next = max + lot;
  const unreadable = ticket.defects.length > 0 || ticket.orderQty <= 0;
  if (!unreadable && next !== ticket.orderQty && next < ticket.orderQty === isDenied(decision.verdict)) {
    if (!isDeniedAt(desk, ticket, next)) problems.push(`maxQty ${maxQty} and a lot is not denied`);
    // One limit may act for several factors.
    const denying = decide({ ...ticket, orderQty: next as Quantity }).outcomes.filter(
      (o) => o.code === binding.code && o.limitId === binding.limitId,
    );
    if (!denying.some(({ status }) => isDenied(status)))
      problems.push(`binding ${binding.code} does not deny a lot more`);
  }
  return problems;
}

/** The boundary found lot by lot, where the range is small enough to look at every one. */
function scanProblems(desk: NaiveDesk, ticket: Ticket, decision: Decision): string[] {
  const lot = desk.instruments.find(({ symbol }) => symbol === ticket.symbol)?.lotSize ?? QUANTITY_ONE;
  if (ticket.orderQty / lot > 40) return [];
  const far = decision.maxQty === null || decision.maxQty * QUANTITY_ONE > 200 * lot;
  if (far) return [];
  const naive = naiveMaxQty(desk, ticket);
  const expected = naive.maxQty === null ? null : naive.maxQty / QUANTITY_ONE;
  const problems: string[] = [];
  if (decision.maxQty !== expected) problems.push(`maxQty ${decision.maxQty}, naive ${expected}`);
  else if (naive.binding !== null && decision.binding?.code !== naive.binding.code) {
    problems.push(`binding ${decision.binding?.code}, naive ${naive.binding?.code}`);
  }
  return problems;
}
