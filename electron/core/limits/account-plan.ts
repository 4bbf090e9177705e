import type { ControlCode } from '#shared/domain/control.ts';
import type { Comparison, CompiledLimit, Gate } from '#shared/controls/control.ts';
import type { MeasureKind } from '#shared/controls/measure.ts';
import type { Plan } from './plan.ts';

/** One control to run, with one limit of it or none. */
export interface Step {
  readonly gate: Gate | null;
  /** Both null for a gate. */
  readonly comparison: Comparison | null;
  readonly limit: CompiledLimit | null;
  /** Acts on some tickets of the account only: those its limit matches, or, with `unless`, those none of these match. */
  readonly isConditional: boolean;
  /** The limits that replace this one, the default of an always-on control. */
  readonly unless: readonly CompiledLimit[];
  /** What the limit measures of the account's books without a ticket; null where it depends on the ticket. */
  readonly ofBook: BookMeasure | null;
}

/** What a limit last measured of a book, and of which version of it. */
export interface BookMeasure {
  version: number;
  value: number;
  kind: MeasureKind;
}

/** What of a plan can act on the tickets of one account, in catalogue order: what the account decides is decided once. */
export interface AccountPlan {
  readonly steps: readonly Step[];
  /** Codes every ticket needs a live limit of, and the limits of each that only the ticket can decide about. */
  readonly undecided: readonly { readonly code: ControlCode; readonly limits: readonly CompiledLimit[] }[];
}

const NONE: readonly CompiledLimit[] = [];
const GATE_STEP = {
  gate: null,
  comparison: null,
  limit: null,
  isConditional: false,
  unless: NONE,
  ofBook: null,
} as const;

interface AccountNames {
  readonly account: string;
  readonly desk: string;
}

/** The plan of an account and its desk; null: of a ticket whose account is not known. */
export function planForAccount(plan: Plan, account: AccountNames | null): AccountPlan {
  return {
    steps: plan.entries.flatMap((entry): Step[] => {
      if (entry.gate !== null) return [{ ...GATE_STEP, gate: entry.gate }];
      const limits = entry.limits.filter((limit) => canActOn(account, limit));
      const steps = limits.map((limit) => stepOf(entry.comparison, limit, isConditional(limit), NONE));
      const { fallback } = entry;
      if (fallback !== null && limits.every(isConditional))
        steps.push(stepOf(entry.comparison, fallback, limits.length > 0, limits));
      return steps;
    }),
    undecided: undecidedOf(plan, account),
  };
}

/** Codes every ticket needs a limit of, without one that acts on every ticket of the account. */
export function undecidedOf(plan: Plan, account: AccountNames | null): AccountPlan['undecided'] {
  return plan.required
    .map(({ code, limits }) => ({ code, limits: limits.filter((limit) => canActOn(account, limit)) }))
    .filter(({ limits }) => limits.every(isConditional));
}

function canActOn(account: AccountNames | null, { level, key }: CompiledLimit): boolean {
  if (level !== 'DESK' && level !== 'ACCOUNT') return true;
  const own = (level === 'DESK' ? account?.desk : account?.account) ?? '';
  return own !== '' && (key === '*' || key === own);
}

const stepOf = (
  comparison: Comparison,
  limit: CompiledLimit,
  conditional: boolean,
  unless: readonly CompiledLimit[],
): Step => ({
  gate: null,
  comparison,
  limit,
  isConditional: conditional,
  unless,
  ofBook: isOfBook(limit) ? { version: -1, value: NaN, kind: 'MISSING' } : null,
});

/** Whether the value without a ticket is that of one and the same book for every ticket of an account. */
const isOfBook = ({ control, level, scenarios }: CompiledLimit): boolean =>
  control.ofBook === true && level !== 'TRADER' && level !== 'STRATEGY' && scenarios?.policy !== 'refuse';

/** Whether more than the account decides if a limit that can act on its tickets acts on one. */
const isConditional = ({ level, group, limit }: CompiledLimit): boolean =>
  (level !== 'FIRM' && level !== 'DESK' && level !== 'ACCOUNT') ||
  group !== null ||
  (limit !== null && limit.filter.length > 0);
