import { formatDecimal, PRICE_PLACES, type Price } from '#shared/domain/decimal.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { RecordBody } from './record-body.ts';

export interface Change {
  /** What was changed. */
  readonly of: string;
  readonly field: string;
  /** null: it was not there before, or is not there any more. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface Field {
  readonly path: string;
  readonly value: string;
}

/** The version that a new version of a limit was written against; null: there was none, or it is not known. */
export type PreviousLimit = (limit: Limit) => Limit | null;

/**
 * What a record changed, field by field. A record that only adds to the log (a decision, a fill, a sign-in) changed
 * nothing that stood there before.
 */
export function* changesOf(body: RecordBody, previous: PreviousLimit): Generator<Change> {
  switch (body.kind) {
    case 'USER':
      yield* differences(`user ${body.after.user}`, body.before, body.after);
      return;
    case 'ALERT_RULE':
      yield* differences(`rule ${body.after.ruleId}`, body.before, body.after);
      return;
    case 'STATE':
      yield { of: `${body.level} ${body.key}`, field: 'state', before: body.before, after: body.state };
      return;
    case 'STRESS':
      yield { of: 'stress', field: 'level', before: textOf(body.before), after: textOf(body.level) };
      return;
    case 'OVERRIDE':
      yield { of: body.after.overrideId, field: 'state', before: body.before, after: body.after.state };
      return;
    case 'BARS':
      for (const { symbol, date, before } of body.bars)
        yield { of: `${symbol} ${date}`, field: 'state', before, after: body.state };
      return;
    case 'MARKS':
      if (body.before === undefined) return;
      for (const { symbol, last } of body.quotes)
        yield { of: symbol, field: 'price', before: priceText(body.before), after: priceText(last) };
      return;
    case 'LIMITS':
      for (const limit of body.limits) yield* differences(limit.limitId, previous(limit), limit);
      for (const { limitId, version, step } of body.steps ?? [])
        yield { of: limitId, field: `version ${version}`, before: null, after: step };
      return;
    default:
      return;
  }
}

/** Every value that a record holds, under its path. */
export function* fieldsOf(body: RecordBody): Generator<Field> {
  yield* flatten('', body);
}

/** The fields that differ, of two values with fields; null: there is none. */
function* differences(of: string, before: object | null, after: object | null): Generator<Change> {
  const old = new Map([...flatten('', before ?? {})].map(({ path, value }) => [path, value]));
  const now = new Map([...flatten('', after ?? {})].map(({ path, value }) => [path, value]));
  for (const field of new Set([...old.keys(), ...now.keys()])) {
    const change = { before: old.get(field) ?? null, after: now.get(field) ?? null };
    if (change.before !== change.after) yield { of, field, ...change };
  }
}

function* flatten(path: string, value: unknown): Generator<Field> {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') yield { path, value: String(value as string | number | boolean) };
  else if (Array.isArray(value) && value.every((one) => one === null || typeof one !== 'object')) {
    yield { path, value: value.map(String).join(', ') };
  } else {
    for (const [key, inner] of Object.entries(value))
      yield* flatten(path === '' ? key : `${path}.${key}`, inner);
  }
}

const priceText = (price: Price | null): string | null =>
  price === null ? null : formatDecimal(price, PRICE_PLACES);
const textOf = (value: number | null): string | null => (value === null ? null : String(value));
