import { CONTROL_CODES } from '#shared/domain/control.ts';
import { limitInput } from '#shared/contract/schemas/limit.ts';
import { comparisonOf } from '#shared/controls/registry.ts';
import { findLimitProblem } from '#shared/controls/compile-limit.ts';
import type { Currency, EpochMs, LimitId } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { readParams } from '../limits/written-params.ts';
import { readInstant } from './read-instant.ts';
import { repeatedJsonKey } from './repeated-json-key.ts';

/** What is wrong with one limit of a file: the field, what stands there, and why it cannot be. */
export interface LimitFault {
  readonly field: string;
  readonly value: string;
  readonly why: string;
  /** Absent: LIMIT_INVALID. */
  readonly code?: 'LIMIT_DUPLICATE';
}

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
/** The third argument of a reviver, newer than the library's types: a number's own digits. */
const parseJson = JSON.parse as (text: string, reviver: Reviver) => unknown;

const PLAIN = /^\d+(?:\.\d+)?$/;

/**
 * One element of a limits file as a limit: version 0, DRAFT, by nobody, until it is accepted. A number becomes the
 * shortest decimal text of the digits it was written with (0.30 is `0.3`), a text stays as it is. Refused: an unknown
 * field, one that stands twice, `__proto__`, a value that is no plain decimal, a wrong unit, soft outside hard, a
 * control without limits.
 * `baseCurrency` '' accepts money in any currency. A limit without effectiveFrom is in force from the beginning.
 */
export function parseLimitText(text: string, baseCurrency: string): { limit: Limit } | LimitFault {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
    if (hasNumber(raw)) raw = parseJson(text, keepDigits);
  } catch {
    return { field: '', value: text.slice(0, 80), why: 'it is not JSON' };
  }
  // A key that stands twice is gone from what was read, so that text which comes out as it went in has none.
  const repeated = JSON.stringify(raw) === text ? '' : repeatedJsonKey(text);
  if (repeated !== '') return { field: repeated, value: '', why: 'it stands twice' };
  return parseLimitValue(raw, baseCurrency);
}

/** The same of a value that is read already, whose numbers are texts. */
export function parseLimitValue(raw: unknown, baseCurrency: string): { limit: Limit } | LimitFault {
  if (hasProto(raw)) return { field: '__proto__', value: '', why: 'no limit has this field' };
  const parsed = limitInput.safeParse(raw);
  if (!parsed.success) return schemaFault(raw, parsed.error.issues[0]);
  return checkedLimit(parsed.data, baseCurrency);
}

/** Whether a value must be read by the digits it was written with. */
const hasNumber = (raw: unknown): boolean =>
  typeof raw === 'object' &&
  raw !== null &&
  (typeof (raw as { hard?: unknown }).hard === 'number' ||
    typeof (raw as { soft?: unknown }).soft === 'number');

const keepDigits: Reviver = (key, held, { source = '' }) =>
  typeof held === 'number' && (key === 'hard' || key === 'soft') ? plainNumber(held, source) : held;

/* A file of a hundred thousand limits says the same few things: each is held once. */
const CODES = new Map(CONTROL_CODES.map((code) => [code as string, code]));
const NO_FILTER: Limit['filter'] = [];
const NO_PARAMS = { params: {} } as const;
const MOST_REASONS = 1_000;
const reasons = new Map<string, string>();

function oneOf(reason: string): string {
  const known = reasons.get(reason);
  if (known !== undefined) return known;
  if (reasons.size >= MOST_REASONS) reasons.clear();
  reasons.set(reason, reason);
  return reason;
}

type ParsedInput = ReturnType<typeof limitInput.parse>;

function checkedLimit(input: ParsedInput, baseCurrency: string): { limit: Limit } | LimitFault {
  for (const field of ['hard', 'soft'] as const) {
    const value = input[field];
    if (value !== undefined && !(typeof value === 'string' && PLAIN.test(value))) {
      return { field, value: String(value), why: 'a limit value is a plain decimal that is not negative' };
    }
  }
  const from = instant(input.effectiveFrom, 0 as EpochMs);
  const to = instant(input.effectiveTo, null);
  if (from === undefined) return notAnInstant('effectiveFrom', input.effectiveFrom);
  if (to === undefined) return notAnInstant('effectiveTo', input.effectiveTo);
  if (to !== null && to <= from) {
    return { field: 'effectiveTo', value: input.effectiveTo ?? '', why: 'it ends before it begins' };
  }
  const params = input.params === undefined ? NO_PARAMS : readParams(input.params);
  if (typeof params === 'string') return { field: 'params', value: '', why: params };
  const limit: Limit = {
    limitId: input.limitId as LimitId,
    version: 0,
    control: CODES.get(input.control) ?? input.control,
    scope: input.scope,
    group: input.group ?? null,
    filter: input.filter ?? NO_FILTER,
    unit: input.unit,
    currency: (input.currency as Currency | undefined) ?? null,
    hard: String(input.hard),
    soft: input.soft === undefined ? null : String(input.soft),
    action: input.action ?? 'BLOCK',
    ...params,
    effectiveFrom: from,
    effectiveTo: to,
    status: 'DRAFT',
    createdBy: '',
    approvedBy: null,
    reason: oneOf(input.reason ?? ''),
  };
  const base = baseCurrency === '' ? (limit.currency ?? 'USD') : baseCurrency;
  const why = findLimitProblem(limit, comparisonOf(limit.control), base as Currency);
  return why === '' ? { limit } : { field: fieldOf(why), value: limit.control, why };
}

/** The problem's first word is the field it is about, where it is about one. */
const fieldOf = (why: string): string =>
  /^(?:hard|soft|unit|currency)\b/.exec(why)?.[0] ?? (why.includes('param') ? 'params' : 'control');

function instant<T>(text: string | undefined, otherwise: T): EpochMs | T | undefined {
  if (text === undefined) return otherwise;
  return readInstant(text, 'YMD') ?? undefined;
}

const notAnInstant = (field: string, value = ''): LimitFault => ({
  field,
  value,
  why: 'it is not a date or an instant',
});

/** A JSON number as decimal text without exponent; as it stands when that is impossible (1e400), to be refused. */
function plainNumber(value: number, source: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(source);
  const exponent = Number(match?.[4] ?? 0);
  if (match === null || !Number.isFinite(value) || Math.abs(exponent) > 30) return source;
  const [, sign = '', whole = '', fraction = ''] = match;
  const point = whole.length + exponent;
  const digits = `${whole}${fraction}`.padEnd(point, '0');
  const padded = point < 1 ? '0'.repeat(1 - point) + digits : digits;
  const at = Math.max(1, point);
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const right = padded.slice(at).replace(/0+$/, '');
  return `${sign}${left}${right === '' ? '' : `.${right}`}`;
}

function hasProto(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasProto);
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly code?: string;
  readonly keys?: readonly string[];
}

function schemaFault(raw: unknown, issue: Issue | undefined): LimitFault {
  if (issue === undefined) return { field: '', value: '', why: 'it is not a limit' };
  const unknownField = issue.keys?.[0];
  if (unknownField !== undefined) {
    const field = [...issue.path.map(String), unknownField].join('.');
    return { field, value: '', why: 'no limit has this field' };
  }
  let value: unknown = raw;
  for (const key of issue.path) {
    value =
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  }
  const shown = value === undefined ? 'nothing' : (JSON.stringify(value) ?? '').slice(0, 80);
  return { field: issue.path.map(String).join('.'), value: shown, why: issue.message };
}
