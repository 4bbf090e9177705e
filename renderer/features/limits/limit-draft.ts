import { z } from 'zod';
import type { CatalogueEntry } from '#shared/contract/contract.ts';
import type { LimitInput, LimitRow } from '#shared/contract/schemas/limit.ts';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { LIMIT_ACTIONS, SCOPE_LEVELS, UNITS } from '#shared/domain/limit.ts';
import { describeChange, toTyped, type LimitChange } from './limit-change.ts';
import { paramText, readFilter, readRule, toFilterText, toRuleText } from './limit-words.ts';
import type { Editing } from './limits-store.ts';

/** A limit as it is being typed: texts, so that what is half written can be kept. */
export const limitDraft = z.object({
  limitId: z.string(),
  control: z.enum(CONTROL_CODES),
  level: z.enum(SCOPE_LEVELS),
  key: z.string(),
  group: z.string(),
  filter: z.string(),
  unit: z.enum(UNITS),
  currency: z.string(),
  /** As typed: fractions in percent. */
  hard: z.string(),
  soft: z.string(),
  action: z.enum(LIMIT_ACTIONS),
  params: z.record(z.string(), z.string()),
  rule: z.string(),
  /** `YYYY-MM-DDTHH:mm` in the machine's zone; '' for now, and for good. */
  from: z.string(),
  to: z.string(),
  reason: z.string(),
});
export type LimitDraft = Readonly<z.output<typeof limitDraft>>;

/** The draft that the editor begins with. */
export function startDraft({ kind, row }: Editing, currency: string): LimitDraft {
  if (row === null) return { ...EMPTY, currency };
  const { tighten, ...params } = row.params;
  return {
    limitId: kind === 'COPY' ? `${row.limitId}-copy`.slice(0, 64) : row.limitId,
    control: row.control,
    level: row.scope.level,
    key: row.scope.key,
    group: row.group ?? '',
    filter: toFilterText(row.filter),
    unit: row.unit,
    currency: row.currency ?? currency,
    hard: toTyped(row.hard, row.unit),
    soft: row.soft === null ? '' : toTyped(row.soft, row.unit),
    action: row.action,
    params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, paramText(value)])),
    rule: typeof tighten === 'object' ? toRuleText(tighten) : '',
    from: '',
    to: row.effectiveTo === null ? '' : toLocalText(row.effectiveTo),
    reason: '',
  };
}

const EMPTY: LimitDraft = {
  limitId: '',
  control: 'MAX_ORDER_NOTIONAL',
  level: 'FIRM',
  key: '*',
  group: '',
  filter: '',
  unit: 'MONEY',
  currency: '',
  hard: '',
  soft: '',
  action: 'BLOCK',
  params: {},
  rule: '',
  from: '',
  to: '',
  reason: '',
};

export interface DraftReading {
  /** Ready to be sent; null while there is a problem. */
  readonly limit: LimitInput | null;
  readonly problem: string | null;
  readonly change: LimitChange;
  readonly changed: boolean;
  /** Which fields may let through what was stopped before; the engine has the last word. */
  readonly looser: readonly string[];
  /** It begins later, so that it is proposed whatever it does. */
  readonly isLater: boolean;
}

/** What a draft says, beside the version it would replace (null: a new limit). `now` in epoch ms. */
export function readDraft(
  draft: LimitDraft,
  before: LimitRow | null,
  entry: CatalogueEntry | undefined,
  now: number,
): DraftReading {
  const change = describeChange(
    before ?? { unit: draft.unit, hard: null, soft: null },
    draft.hard,
    draft.soft,
    entry?.minimum ?? false,
  );
  const filter = readFilter(draft.filter);
  const rule = readRule(draft.rule);
  const from = toEpoch(draft.from);
  const to = toEpoch(draft.to);
  const missing = entry?.params.find(({ name, required }) => required && !draft.params[name]?.trim());
  const problem =
    findIdProblem(draft.limitId) ??
    (draft.key.trim() === '' ? 'Say whose limit it is: a name, or * for each.' : null) ??
    change.problem ??
    (missing === undefined ? null : `${missing.name} must be said: ${missing.unit}.`) ??
    (typeof filter === 'string' ? filter : null) ??
    (typeof rule === 'string' ? rule : null) ??
    (Number.isNaN(from) || Number.isNaN(to) ? 'A date is not complete.' : null) ??
    (to !== null && to <= Math.max(from ?? 0, now) ? 'It must end after it begins, and after now.' : null);
  const params = readParams(draft.params, before);
  const { level, key, control, unit, action } = draft;
  const limit: LimitInput = {
    limitId: draft.limitId,
    control,
    scope: { level, key: key.trim() },
    unit,
    hard: change.hard ?? '0',
    ...(change.soft === '' || change.soft === null ? {} : { soft: change.soft }),
    action,
    params: typeof rule === 'object' ? { ...params, tighten: rule } : params,
    ...(draft.group.trim() === '' ? {} : { group: draft.group.trim() }),
    ...(typeof filter === 'string' || filter.length === 0 ? {} : { filter }),
    ...(unit === 'MONEY' ? { currency: draft.currency } : {}),
    ...(from === null || Number.isNaN(from) ? {} : { effectiveFrom: new Date(from).toISOString() }),
    ...(to === null || Number.isNaN(to) ? {} : { effectiveTo: new Date(to).toISOString() }),
  };
  const others = before === null ? [] : otherFields(limit, before);
  const hasNewEnd = before !== null && minuteOf(before.effectiveTo) !== minuteOf(to);
  const looser = [
    ...(change.loosens && before !== null ? ['hard or soft'] : []),
    ...(before !== null && LIMIT_ACTIONS.indexOf(action) > LIMIT_ACTIONS.indexOf(before.action)
      ? ['action']
      : []),
    ...others,
  ];
  const isOther = before?.action !== action || others.length > 0 || from !== null || hasNewEnd;
  return {
    limit: problem === null ? limit : null,
    problem,
    change,
    changed: before === null || change.changed || isOther,
    looser,
    isLater: from !== null && from > now,
  };
}

/** Fields whose change cannot be shown to only tighten. */
function otherFields(limit: LimitInput, before: LimitRow): string[] {
  const written = (value: unknown): string => JSON.stringify(value ?? null);
  const pairs: readonly [string, unknown, unknown][] = [
    ['params', sorted(limit.params ?? {}), sorted(before.params)],
    ['filter', limit.filter ?? [], before.filter],
    ['group', limit.group ?? null, before.group],
  ];
  return pairs.filter(([, a, b]) => written(a) !== written(b)).map(([name]) => name);
}

const sorted = (record: object): unknown[] => Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));

const findIdProblem = (limitId: string): string | null =>
  /^[A-Za-z0-9._:-]{1,64}$/.test(limitId)
    ? null
    : 'The name of a limit is 1 to 64 letters, digits, dots, colons, dashes or underscores.';

/** What was not touched stays as it was written; what reads as a number is one. */
function readParams(texts: LimitDraft['params'], before: LimitRow | null): NonNullable<LimitInput['params']> {
  const params: NonNullable<LimitInput['params']> = {};
  for (const [name, typed] of Object.entries(texts)) {
    const text = typed.trim();
    const old = before?.params[name];
    if (text === '') continue;
    if (old !== undefined && paramText(old) === text) params[name] = old;
    else params[name] = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  }
  return params;
}

const minuteOf = (at: number | null): number | null => (at === null ? null : Math.floor(at / 60_000));
/** NaN for what is no date. */
const toEpoch = (text: string): number | null => (text === '' ? null : new Date(text).getTime());

function toLocalText(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
