import { env } from 'node:process';
import { expect, it } from 'vitest';
import { CONTROL_CODES, type ControlCode } from '#shared/domain/control.ts';
import { QUANTITY_ONE, type Quantity } from '#shared/domain/decimal.ts';
import { isDenied, STATUSES, type Decision } from '#shared/domain/decision.ts';
import { NEVER_OVERRIDDEN, type OverrideId } from '#shared/domain/override.ts';
import { randomCase } from '#shared/testing/random-desk.ts';
import { engineOf } from './engine-of-naive-desk.testing.ts';

const CASES = Math.min(500, Number(env['PREFLIGHT_CASES'] ?? 500));
const FIRST_SEED = Number(env['PREFLIGHT_SEED'] ?? 1);

/** Whether anything that nobody may let pass was found: by its own words, apart from the engine's own. */
const isHalted = ({ outcomes }: Decision): boolean =>
  outcomes.some(
    ({ code, notes }) => code === 'TRADING_STATE' && notes.some((note) => note.endsWith('HALTED')),
  );
const isForbidden = ({ outcomes }: Decision): boolean =>
  outcomes.some(
    ({ code, notes }) => code === 'RESTRICTED' && notes.some((note) => note.includes('is NO_TRADE')),
  );

it(`an override on ${CASES} random desks changes the named controls that deny, and nothing else`, () => {
  const used = { passed: 0, denied: 0, kept: 0 };
  for (let seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
    const { desk, ticket } = randomCase(seed);
    const decide = engineOf(desk);
    const plain = decide(ticket);
    if (!isDenied(plain.verdict)) continue;
    // Every second code of the catalogue, or all of them.
    const controls = CONTROL_CODES.filter((_, i) => seed % 3 === 0 || i % 2 === seed % 2);
    const overrideId = 'O-1' as OverrideId;
    const decision = decide(ticket, { overrideId, ticketHash: '', controls });

    const mayPass = (code: ControlCode, status: string): boolean =>
      controls.includes(code) &&
      !NEVER_OVERRIDDEN.includes(code) &&
      !(code === 'TRADING_STATE' && (isHalted(plain) || status === 'UNDETERMINED')) &&
      !(code === 'RESTRICTED' && (isForbidden(plain) || status === 'UNDETERMINED'));
    const expected = plain.outcomes.map(({ code, status, exempt }) =>
      isDenied(status) && mayPass(code, status) ? ['WARN', 'OVERRIDE'] : [status, exempt],
    );
    expect([seed, ...decision.outcomes.map(({ status, exempt }) => [status, exempt])]).toEqual([
      seed,
      ...expected,
    ]);
    const worst = Math.max(...decision.outcomes.map(({ status }) => STATUSES.indexOf(status)));
    expect([seed, decision.verdict]).toEqual([seed, STATUSES[worst]]);

    // The ticket's own quantity and no more; of a ticket that is still denied, what goes without any override.
    const passes = decision.outcomes.some(({ exempt }) => exempt === 'OVERRIDE');
    if (!passes) used.kept += 1;
    else if (!isDenied(decision.verdict)) {
      used.passed += 1;
      expect([seed, decision.maxQty]).toEqual([seed, ticket.orderQty / QUANTITY_ONE]);
    } else {
      used.denied += 1;
      const orderQty = Math.round((decision.maxQty ?? 0) * QUANTITY_ONE) as Quantity;
      const smaller = orderQty > 0 ? decide({ ...ticket, orderQty }).verdict : 'PASS';
      expect([seed, isDenied(smaller)]).toEqual([seed, false]);
    }
    expect(decide(ticket)).toEqual(plain);
  }
  expect(Math.min(used.passed, used.denied, used.kept)).toBeGreaterThan(0);
}, 120_000);
