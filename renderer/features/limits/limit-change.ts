import type { Unit } from '#shared/domain/limit.ts';

/** Decimal places a limit may have; the engine judges finer values itself. */
const PLACES = 12;

export interface LimitChange {
  /** Decimal texts in the limit's own unit, ready to save; null: that text cannot be read. */
  readonly hard: string | null;
  /** `''`: none of its own, the default share of hard applies. */
  readonly soft: string | null;
  /** (new - old) / old, for reading. */
  readonly hardChange: number | null;
  readonly softChange: number | null;
  readonly changed: boolean;
  /** Lets through what was stopped before. */
  readonly loosens: boolean;
  readonly problem: string | null;
}

/** Fractions are typed as percent, everything else as it is stored. */
export const toTyped = (text: string, unit: Unit): string => (unit === 'FRACTION' ? shift(text, 2) : text);
const fromTyped = (text: string, unit: Unit): string | null => {
  const clean = text.trim().replace(/\s*%$/, '');
  const plain = /^\d{1,3}(,\d{3})+(\.\d*)?$/.test(clean) ? clean.replaceAll(',', '') : clean;
  if (!/^(\d+(\.\d{0,12})?|\.\d{1,12})$/.test(plain)) return null;
  return unit === 'FRACTION' ? shift(plain, -2) : normal(plain);
};

/** The values that an edit begins from; null as hard: there are none yet. */
export interface OldValues {
  readonly unit: Unit;
  readonly hard: string | null;
  readonly soft: string | null;
}

/**
 * What an edit of hard and soft means before it is saved. `minimum`: the control asks for at least the limit, so
 * that lower is looser. Against nothing it changes and does not loosen.
 */
export function describeChange(
  row: OldValues,
  hardText: string,
  softText: string,
  minimum: boolean,
): LimitChange {
  const hard = fromTyped(hardText, row.unit);
  const soft = softText.trim() === '' ? '' : fromTyped(softText, row.unit);
  const oldSoft = row.soft ?? (row.hard === null ? null : defaultSoft(row.hard, minimum));
  const newSoft = soft === '' && hard !== null ? defaultSoft(hard, minimum) : soft;
  const order = hard === null || newSoft === null ? 0 : compare(newSoft, hard);
  const hardStep = hard === null || row.hard === null ? 0 : compare(hard, row.hard);
  const softStep = newSoft === null || newSoft === '' || oldSoft === null ? 0 : compare(newSoft, oldSoft);
  const outside = minimum ? order < 0 : order > 0;
  return {
    hard,
    soft,
    hardChange: relative(hard, row.hard),
    softChange: relative(newSoft, oldSoft),
    changed: row.hard === null || hardStep !== 0 || softStep !== 0,
    loosens: minimum ? hardStep < 0 || softStep < 0 : hardStep > 0 || softStep > 0,
    problem:
      hard === null
        ? 'Hard is not a number of zero or more.'
        : soft === null
          ? 'Soft is not a number of zero or more.'
          : outside
            ? `Soft must not be ${minimum ? 'below' : 'above'} hard: it would never warn before the limit acts.`
            : null,
  };
}

/** 0.8 of hard, or 1.25 of it for a minimum. */
const defaultSoft = (hard: string, minimum: boolean): string => {
  const scaled = units(hard) * (minimum ? 125n : 80n);
  return shift(scaled.toString(), -PLACES - 2);
};

function relative(after: string | null, before: string | null): number | null {
  const base = Number(before ?? 0);
  return after === null || base === 0 ? null : (Number(after) - base) / base;
}

const units = (text: string): bigint => {
  const [whole = '', fraction = ''] = expand(text).split('.');
  return BigInt((whole === '' ? '0' : whole) + fraction.slice(0, PLACES).padEnd(PLACES, '0'));
};

const compare = (a: string, b: string): number => {
  const difference = units(a) - units(b);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
};

/** A float's shortest text without an exponent. */
const expand = (text: string): string => {
  const match = /^(\d*)(?:\.(\d*))?[eE]([+-]?\d+)$/.exec(text);
  return match === null ? text : shift(`${match[1] ?? ''}.${match[2] ?? ''}`, Number(match[3]));
};

/** Moves the decimal point to the right, exactly. */
function shift(text: string, places: number): string {
  const [whole = '', fraction = ''] = expand(text).split('.');
  const at = whole.length + places;
  const digits = (at < 0 ? '0'.repeat(-at) : '') + whole + fraction;
  const padded = digits.padEnd(Math.max(at, 0), '0');
  const point = Math.max(at, 0);
  return normal(`${padded.slice(0, point)}.${padded.slice(point)}`);
}

function normal(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  const left = whole.replace(/^0+(?=\d)/, '');
  const right = fraction.replace(/0+$/, '');
  return (left === '' ? '0' : left) + (right === '' ? '' : `.${right}`);
}
