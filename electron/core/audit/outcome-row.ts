import { utilisationOf, type Outcome } from '#shared/domain/decision.ts';

/**
 * An outcome without its field names, in this order. Twenty-five named outcomes are 11 KB of JSON, as rows they
 * are 3 KB, and they are written for every ticket. Append new fields at the end; never reorder: rows are on disk.
 */
export type OutcomeRow = readonly [
  code: Outcome['code'],
  status: Outcome['status'],
  level: string | null,
  key: string | null,
  limitId: string | null,
  limitVersion: number | null,
  group: string | null,
  before: number | null,
  after: number | null,
  soft: number | null,
  hard: number | null,
  unit: Outcome['unit'],
  /** after / hard is not written; rows of the first version hold it. */
  utilisation: number | null,
  maxQty: number | null,
  numerator: number | null,
  denominator: number | null,
  inputsAsOf: number | null,
  exempt: Outcome['exempt'],
  notApplicable: 0 | 1,
  missing: readonly [input: string, detail: string] | null,
  notes: readonly string[],
];

/** The row of an outcome; lossless, see `fromOutcomeRow`. Numbers are not checked here. */
export function toOutcomeRow(outcome: Outcome): OutcomeRow {
  return [
    outcome.code,
    outcome.status,
    outcome.scope?.level ?? null,
    outcome.scope?.key ?? null,
    outcome.limitId,
    outcome.limitVersion,
    outcome.group,
    outcome.before,
    outcome.after,
    outcome.soft,
    outcome.hard,
    outcome.unit,
    null,
    outcome.maxQty,
    outcome.numerator,
    outcome.denominator,
    outcome.inputsAsOf,
    outcome.exempt,
    outcome.notApplicable ? 1 : 0,
    outcome.missing === null ? null : [outcome.missing.input, outcome.missing.detail],
    outcome.notes,
  ];
}

/** The outcome of a row that `toOutcomeRow` made; the row is trusted, its record's code vouches for it. */
export function fromOutcomeRow(row: OutcomeRow): Outcome {
  const [code, status, level, key, limitId, limitVersion, group, ...numbers] = row;
  const [before, after, soft, hard, unit, utilisation, maxQty, numerator, denominator, ...rest] = numbers;
  const [inputsAsOf, exempt, notApplicable, missing, notes] = rest;
  return {
    code,
    status,
    scope: level === null || key === null ? null : ({ level, key } as Outcome['scope']),
    limitId: limitId as Outcome['limitId'],
    limitVersion,
    group,
    before,
    after,
    soft,
    hard,
    unit,
    utilisation: utilisation ?? utilisationOf(after, hard),
    maxQty,
    numerator,
    denominator,
    inputsAsOf: inputsAsOf as Outcome['inputsAsOf'],
    exempt,
    notApplicable: notApplicable === 1,
    missing: missing === null ? null : { input: missing[0], detail: missing[1] },
    notes,
  };
}
