import { CONTROL_CODES, type ControlCode } from '#shared/domain/control.ts';
import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import {
  compileDefault,
  compileLimit,
  perFactor,
  type MarketSource,
} from '#shared/controls/compile-limit.ts';
import type { Comparison, CompiledLimit, Gate } from '#shared/controls/control.ts';
import { CONTROLS } from '#shared/controls/registry.ts';

/** One control in catalogue order with the live limits that use it. */
export type PlanEntry =
  | { readonly gate: Gate; readonly comparison: null }
  | {
      readonly gate: null;
      readonly comparison: Comparison;
      readonly limits: readonly CompiledLimit[];
      /** In force when no limit of an always-on control matches. */
      readonly fallback: CompiledLimit | null;
    };

/** The limits in force, compiled once: a check only walks it. */
export interface Plan {
  readonly entries: readonly PlanEntry[];
  /** Deny by default: the live limits of each code that every account needs. */
  readonly required: readonly { readonly code: ControlCode; readonly limits: readonly CompiledLimit[] }[];
  readonly versions: readonly (readonly [string, number])[];
  /** When a limit starts or ends next, so that the plan is compiled again; Infinity: never. */
  readonly validUntil: number;
}

const REQUIRED: readonly ControlCode[] = ['MAX_ORDER_NOTIONAL', 'MAX_POSITION_NOTIONAL', 'GROSS_EXPOSURE'];

const isLive = (limit: Limit, now: EpochMs): boolean =>
  limit.status === 'ACTIVE' &&
  limit.effectiveFrom <= now &&
  (limit.effectiveTo === null || now < limit.effectiveTo);

/**
 * Compiles the limits that are live at `now` (the machine's time: a limit's dates are governance, not market time).
 * A limit that no longer makes sense stays in the plan as one that is UNDETERMINED.
 */
export function compilePlan(
  limits: readonly Limit[],
  base: Currency,
  market: MarketSource,
  now: EpochMs,
): Plan {
  const byControl = new Map<ControlCode, CompiledLimit[]>();
  const versions: (readonly [string, number])[] = [];
  let validUntil = Infinity;
  for (const limit of limits) {
    if (limit.status !== 'ACTIVE') continue;
    for (const edge of [limit.effectiveFrom, limit.effectiveTo]) {
      if (edge !== null && edge > now) validUntil = Math.min(validUntil, edge);
    }
    const control = CONTROLS[limit.control];
    if (!isLive(limit, now) || control.kind !== 'COMPARISON') continue;
    const compiled = perFactor(limit, control, market).map((one) => compileLimit(one, control, base, market));
    const list = byControl.get(limit.control);
    if (list === undefined) byControl.set(limit.control, compiled);
    else list.push(...compiled);
    versions.push([limit.limitId, limit.version]);
  }
  return {
    entries: CONTROL_CODES.map((code) => entryOf(code, byControl.get(code) ?? [])).filter(isNeeded),
    required: REQUIRED.map((code) => ({ code, limits: byControl.get(code) ?? [] })),
    versions,
    validUntil,
  };
}

function entryOf(code: ControlCode, limits: readonly CompiledLimit[]): PlanEntry {
  const control = CONTROLS[code];
  if (control.kind === 'GATE') return { gate: control, comparison: null };
  const fallback = control.alwaysOn ? compileDefault(control, control.defaultHard ?? '0') : null;
  return { gate: null, comparison: control, limits, fallback };
}

const isNeeded = (entry: PlanEntry): boolean =>
  entry.gate !== null || entry.limits.length > 0 || entry.fallback !== null;
