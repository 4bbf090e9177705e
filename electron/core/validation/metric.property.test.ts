import { env } from 'node:process';
import { expect, it } from 'vitest';
import { QUANTITY_ONE, type Quantity } from '#shared/domain/decimal.ts';
import { isDenied } from '#shared/domain/decision.ts';
import { METRICS } from '#shared/controls/metrics.ts';
import { differences } from '#shared/testing/compare-decisions.ts';
import type { NaiveDesk, NaiveOutcome } from '#shared/testing/naive-desk.ts';
import { evaluateNaively } from '#shared/testing/naive-evaluator.ts';
import { randomCase } from '#shared/testing/random-desk.ts';
import { randomLimits } from '#shared/testing/random-limits.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { engineOf } from './engine-of-naive-desk.testing.ts';

const LONG = env['PREFLIGHT_LONG'] === '1';
const CASES = LONG ? 5_000 : Math.min(600, Number(env['PREFLIGHT_CASES'] ?? 600));
const FIRST_SEED = Number(env['PREFLIGHT_SEED'] ?? 1);
const OPERATORS = 8;
/** How many lots are looked at one by one. */
const LOTS = LONG ? 60 : 30;

const lotOf = ({ instruments }: NaiveDesk, { symbol }: Ticket): number =>
  instruments.find((row) => row.symbol === symbol)?.lotSize ?? QUANTITY_ONE;

/** METRIC's boundary by the naive evaluator, lot by lot, in lots: Infinity beyond those looked at; null near a tie. */
function scan(desk: NaiveDesk, ticket: Ticket, lots: number, lot: number): number | null {
  let isNearTie = false;
  const outcomeAt = (count: number): NaiveOutcome | undefined =>
    evaluateNaively(desk, { ...ticket, orderQty: (count * lot) as Quantity }).outcomes.find(
      ({ code }) => code === 'METRIC',
    );
  const isDeniedAt = (count: number): boolean => {
    const outcome = outcomeAt(count);
    isNearTie ||= outcome?.nearTie === true;
    return outcome !== undefined && isDenied(outcome.status);
  };
  let at = lots;
  if (isDeniedAt(at))
    do at--;
    while (at > 0 && isDeniedAt(at));
  else {
    while (at < lots + LOTS && !isDeniedAt(at + 1)) at++;
    if (at === lots + LOTS) at = Infinity;
  }
  return isNearTie ? null : at;
}

it(
  `METRIC on ${CASES} random desks is the naive one, its boundary that of every lot`,
  { timeout: 600_000 },
  () => {
    const wrong: string[] = [];
    const seen = new Set<unknown>();
    for (let seed = FIRST_SEED; seed < FIRST_SEED + CASES && wrong.length < 10; seed++) {
      const random = new SeededRandom(seed);
      const base = randomCase(seed);
      const lot = lotOf(base.desk, base.ticket);
      const lots = random.between(1, LOTS);
      const ticket = { ...base.ticket, orderQty: (lots * lot) as Quantity, defects: [] };
      const limits = randomLimits(random, base.desk, ticket, ['METRIC']).filter(
        ({ control }) => control === 'METRIC',
      );
      const desk = { ...base.desk, limits };
      const decision = engineOf(desk)(ticket);
      const found = differences(decision, evaluateNaively(desk, ticket));
      const outcome = decision.outcomes.find(({ code }) => code === 'METRIC');
      if (outcome !== undefined) {
        const expected = scan(desk, ticket, lots, lot);
        const own = outcome.maxQty === null ? Infinity : Math.round(outcome.maxQty * QUANTITY_ONE) / lot;
        const isSame = expected === Infinity ? own >= lots + LOTS : own === expected;
        if (expected !== null && !isSame) found.push(`maxQty ${own} lots, lot by lot ${expected}`);
        const { metric, op } = limits[0]?.params ?? {};
        if (expected !== null && outcome.after !== null) seen.add(metric).add(op);
      }
      if (found.length > 0)
        wrong.push(`seed ${seed} ${JSON.stringify(limits[0]?.params)}: ${found.join('; ')}`);
    }
    expect(wrong).toEqual([]);
    if (CASES >= 600) expect(seen.size).toBe(METRICS.size + OPERATORS);
  },
);
