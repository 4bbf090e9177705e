import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { STATUSES, utilisationOf, type Outcome } from '#shared/domain/decision.ts';
import { SCOPE_LEVELS, UNITS } from '#shared/domain/limit.ts';
import { decisionRecord } from '#electron/store/journal-records.testing.ts';
import { fromOutcomeRow, outcomeRowText, toOutcomeRow } from './outcome-row.ts';
import { fromStoredDecision, toRecordBody, type DecisionBody } from './record-body.ts';

const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const number = orNull(
  fc
    .double({ noNaN: true, min: -1e100, max: 1e100 })
    .filter((n) => (n === 0 ? Object.is(n, 0) : Math.abs(n) > 1e-100)),
);
const outcome = fc
  .record({
    code: fc.constantFrom(...CONTROL_CODES),
    status: fc.constantFrom(...STATUSES),
    scope: orNull(fc.record({ level: fc.constantFrom(...SCOPE_LEVELS), key: fc.string() })),
    limitId: orNull(fc.string()),
    limitVersion: orNull(fc.nat()),
    group: orNull(fc.string()),
    before: number,
    after: number,
    soft: number,
    hard: number,
    unit: orNull(fc.constantFrom(...UNITS)),
    maxQty: number,
    numerator: number,
    denominator: number,
    inputsAsOf: orNull(fc.nat()),
    exempt: fc.constantFrom('REDUCING', 'NOT_WORSE', null),
    notApplicable: fc.boolean(),
    missing: orNull(fc.record({ input: fc.string(), detail: fc.string() })),
    notes: fc.array(fc.string()),
  })
  .map((row) => ({
    ...row,
    utilisation: utilisationOf(row.after, row.hard),
  })) as unknown as fc.Arbitrary<Outcome>;

describe('record body', () => {
  it('an outcome survives its row and JSON', () => {
    fc.assert(
      fc.property(outcome, (value) => {
        const row = JSON.parse(JSON.stringify(toOutcomeRow(value))) as ReturnType<typeof toOutcomeRow>;
        expect(fromOutcomeRow(row)).toEqual(value);
      }),
    );
  });

  it('an outcome is written as JSON would write its row, to the byte', () => {
    fc.assert(
      fc.property(outcome, (value) => {
        expect(outcomeRowText(value)).toBe(JSON.stringify(toOutcomeRow(value)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('a list of outcomes named inside a text stays a text', () => {
    const record = decisionRecord(1);
    const symbol = '"outcomes":[]' as typeof record.ticket.symbol;
    const body = toRecordBody({ ...record, ticket: { ...record.ticket, symbol } });
    const parsed = JSON.parse(body.ok ? body.value : '') as DecisionBody;
    expect(parsed.ticket.symbol).toBe(symbol);
    expect(fromStoredDecision(parsed.decision)).toEqual(record.decision);
  });

  it('a decision survives its body, and the same record gives the same text', () => {
    const record = decisionRecord(1);
    const body = toRecordBody(record);
    expect(body).toEqual(toRecordBody(decisionRecord(1)));
    const parsed = JSON.parse(body.ok ? body.value : '') as DecisionBody;
    expect(fromStoredDecision(parsed.decision)).toEqual(record.decision);
    expect(parsed).toMatchObject({ ticket: record.ticket, inputs: record.inputs, send: record.send });
  });

  it.each([
    [
      'an outcome',
      { outcomes: [{ ...decisionRecord(1).decision.outcomes[8], after: NaN }] },
      'record.decision.outcomes[0][8]',
    ],
    ['the notional', { notional: Infinity }, 'record.decision.notional'],
    ['a time', { evalMicros: -Infinity }, 'record.decision.evalMicros'],
  ])('a number that is not finite in %s is refused with its path', (_where, change, path) => {
    const record = decisionRecord(1);
    const decision = { ...record.decision, ...change } as typeof record.decision;
    expect(toRecordBody({ ...record, decision })).toMatchObject({
      ok: false,
      error: { code: 'INVALID_INPUT', where: path },
    });
  });
});
