import type { LimitRow } from '#shared/contract/schemas/limit.ts';
import type { Unit } from '#shared/domain/limit.ts';
import { UNKNOWN } from '#renderer/format/numbers.ts';
import { formatInstant } from '#renderer/format/times.ts';
import { describeScope, titleOfCode } from '#renderer/format/verdict-words.ts';
import { toTyped } from './limit-change.ts';
import { describeFilter, paramText } from './limit-words.ts';

export interface FieldDiff {
  readonly field: string;
  readonly before: string;
  readonly after: string;
  /** Both are numbers, with their units. */
  readonly numeric: boolean;
  /** (new - old) / old, for a number. */
  readonly change: number | null;
}

/**
 * The fields in which two versions differ, as a person reads them; against nothing, what the limit says beside its
 * control and scope, which name it. Who wrote a version, when and why are no fields.
 */
export function diffLimits(before: LimitRow | null, after: LimitRow): FieldDiff[] {
  const names = [...new Set([...Object.keys(before?.params ?? {}), ...Object.keys(after.params)])];
  const fields: FieldDiff[] = [
    ...(before === null
      ? []
      : [
          plain('Control', before, after, ({ control }) => titleOfCode(control)),
          plain('Scope', before, after, ({ scope }) => describeScope(scope)),
        ]),
    plain('Group', before, after, ({ group }) => (group === '*' ? 'each' : (group ?? ''))),
    plain('Only for', before, after, ({ filter }) => describeFilter(filter)),
    plain('Unit', before, after, ({ currency, unit }) => currency ?? titleOfCode(unit)),
    { ...plain('Hard', before, after, hardText), numeric: true, change: relative(before?.hard, after.hard) },
    {
      ...plain('Soft', before, after, softText),
      numeric: true,
      change: relative(before?.soft ?? undefined, after.soft ?? ''),
    },
    plain('Action', before, after, ({ action }) => titleOfCode(action)),
    ...names.map((name) => plain(titleOfCode(name), before, after, ({ params }) => paramText(params[name]))),
    plain('Until', before, after, ({ effectiveTo }) =>
      effectiveTo === null ? 'for good' : formatInstant(effectiveTo),
    ),
  ];
  return fields.filter((one) => one.before !== one.after);
}

function plain(
  field: string,
  before: LimitRow | null,
  after: LimitRow,
  textOf: (row: LimitRow) => string,
): FieldDiff {
  const dashed = (row: LimitRow | null): string => (row === null ? UNKNOWN : textOf(row) || UNKNOWN);
  return { field, before: dashed(before), after: dashed(after), numeric: false, change: null };
}

const hardText = ({ hard, unit }: LimitRow): string => exactInUnit(hard, unit);
const softText = ({ soft, unit }: LimitRow): string =>
  soft === null ? 'by default' : exactInUnit(soft, unit);

const SIGNS: Partial<Record<Unit, string>> = { FRACTION: ' %', BPS: ' bps', DAYS: ' d', SECONDS: ' s' };

/** Every digit of a decimal text, with separators: two that differ never look the same. */
function exactInUnit(text: string, unit: Unit): string {
  const [whole = '', fraction = ''] = toTyped(text, unit).split('.');
  const digits = fraction.replace(/0+$/, '');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped}${digits === '' ? '' : `.${digits}`}${SIGNS[unit] ?? ''}`;
}

function relative(before: string | undefined, after: string): number | null {
  const base = Number(before ?? 0);
  return base === 0 || after === '' ? null : (Number(after) - base) / base;
}
