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
import { isDynamic, tightenLimit, tightestFactor, type DynamicLimit } from '#shared/controls/tighten.ts';
import { inForce } from './layers.ts';
import { REQUIRED_CONTROLS } from './required-limits.ts';

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
  /** Limits that follow a metric, with the factor (millionths) they were compiled by. */
  readonly dynamic: readonly { readonly limit: DynamicLimit; readonly factor: number }[];
  /** When a limit starts or ends next, so that the plan is compiled again; Infinity: never. */
  readonly validUntil: number;
}

/** The factor of a limit that follows a metric, millionths. */
export type FactorSource = (limit: DynamicLimit) => number;

/**
 * Compiles the limits that are in force at `now` (the machine's time: a limit's dates are governance, not market
 * time), of several live versions of one the newest. A limit that no longer makes sense stays in the plan as one that
 * is UNDETERMINED; without a source of factors one that follows a metric is as tight as it can be.
 */
export function compilePlan(
  limits: readonly Limit[],
  base: Currency,
  market: MarketSource,
  now: EpochMs,
  factorOf: FactorSource = tightestFactor,
): Plan {
  const byControl = new Map<ControlCode, CompiledLimit[]>();
  const dynamic: { limit: DynamicLimit; factor: number }[] = [];
  const versions: (readonly [string, number])[] = [];
  const active = limits.filter(({ status }) => status === 'ACTIVE');
  let validUntil = Infinity;
  for (const { effectiveFrom, effectiveTo } of active) {
    for (const edge of [effectiveFrom, effectiveTo])
      if (edge !== null && edge > now) validUntil = Math.min(validUntil, edge);
  }
  for (const limit of inForce(active, now)) {
    const control = CONTROLS[limit.control];
    if (control.kind !== 'COMPARISON') continue;
    let compiled = perFactor(limit, control, market).map((one) => compileLimit(one, control, base, market));
    if (isDynamic(limit) && compiled.every(({ problem }) => problem === null)) {
      const factor = factorOf(limit);
      dynamic.push({ limit, factor });
      compiled = compiled.map((one) => tightenLimit(one, factor));
    }
    const list = byControl.get(limit.control);
    if (list === undefined) byControl.set(limit.control, compiled);
    else list.push(...compiled);
    versions.push([limit.limitId, limit.version]);
  }
  return {
    entries: CONTROL_CODES.map((code) => entryOf(code, byControl.get(code) ?? [])).filter(isNeeded),
    required: REQUIRED_CONTROLS.map((code) => ({ code, limits: byControl.get(code) ?? [] })),
    versions,
    dynamic,
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
