import type { Decision, Outcome } from '#shared/domain/decision.ts';
import { MONEY_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { DecisionId } from '#shared/domain/ids.ts';
import { valueOf } from '#shared/domain/valuation.ts';
import type { Check } from '#shared/controls/check.ts';
import { ratio } from '#shared/controls/threshold.ts';
import type { Measure } from '#shared/controls/measure.ts';
import { ticketUnitValue } from '#shared/controls/ticket-value.ts';
import { scopeKeyOf } from '../limits/matches.ts';
import type { Evaluation } from './evaluation.ts';
import type { Slot } from './slot.ts';

export interface DecisionStamp {
  readonly decisionId: DecisionId;
  readonly evalMicros: number;
  readonly engineVersion: string;
}

const DEFAULT_BUFFER = ratio(1, 20);

/** The evaluation as plain data: one outcome a control, in the order they ran. */
export function toDecision(check: Check, evaluation: Evaluation, stamp: DecisionStamp): Decision {
  const outcomes: Outcome[] = [];
  for (let i = 0; i < evaluation.count; i++) {
    const slot = evaluation.slots[i];
    if (slot !== undefined) outcomes.push(toOutcome(check, slot));
  }
  const { binding, maxQuantity } = evaluation;
  return {
    ...stamp,
    clOrdId: check.ticket.clOrdId,
    verdict: evaluation.verdict,
    maxQty: toShares(maxQuantity),
    binding:
      binding === null ? null : { code: codeOf(binding), limitId: binding.limit?.limit?.limitId ?? null },
    outcomes,
    notional: notionalOf(check),
    reducing: check.n > 0 && check.n <= check.reducingUpTo,
    deskClock: check.clock,
  };
}

const codeOf = (slot: Slot): Outcome['code'] => slot.gate?.code ?? slot.comparison?.code ?? 'ORDER_INVALID';

const toShares = (quantity: number): number | null =>
  quantity === Infinity ? null : quantity / QUANTITY_ONE;

function notionalOf(check: Check): number | null {
  const unit = ticketUnitValue(check, DEFAULT_BUFFER);
  if (unit === null || check.n <= 0) return null;
  const notional = valueOf(check.n, unit) / MONEY_ONE;
  return Number.isFinite(notional) ? notional : null;
}

function toOutcome(check: Check, slot: Slot): Outcome {
  return slot.gate === null ? comparisonOutcome(check, slot) : gateOutcome(slot);
}

const EMPTY = {
  scope: null,
  limitId: null,
  limitVersion: null,
  group: null,
  before: null,
  after: null,
  soft: null,
  hard: null,
  unit: null,
  utilisation: null,
  numerator: null,
  denominator: null,
  inputsAsOf: null,
  notApplicable: false,
  missing: null,
} as const;

function gateOutcome(slot: Slot): Outcome {
  const { found } = slot;
  return {
    ...EMPTY,
    code: codeOf(slot),
    status: slot.status,
    exempt: slot.exempt,
    maxQty: toShares(slot.ownMax),
    missing: slot.status === 'UNDETERMINED' ? { input: found.input, detail: found.detail } : null,
    notes: found.notes,
  };
}

function comparisonOutcome(check: Check, slot: Slot): Outcome {
  const { limit, comparison: control, after } = slot;
  if (limit === null || control === null) return gateOutcome(slot);
  const level = limit.limit?.scope.level;
  const value = displayed(after, limit.display);
  const hard = limit.hard.value * limit.display;
  const grouped = control.code === 'SECTOR_GROSS' || control.code === 'SECTOR_NET';
  return {
    ...EMPTY,
    code: control.code,
    status: slot.status,
    scope: level === undefined ? null : { level, key: scopeKeyOf(level, check) },
    limitId: limit.limit?.limitId ?? null,
    limitVersion: limit.limit?.version ?? null,
    group: grouped ? check.instrument?.instrument.sector || null : null,
    before: control.ticketOnly ? null : displayed(slot.before, limit.display),
    after: value,
    soft: limit.soft.value * limit.display,
    hard,
    unit: limit.unit,
    utilisation: value === null || hard === 0 ? null : value / hard,
    maxQty: toShares(slot.ownMax),
    numerator: isRatio(after) ? after.a * after.b : null,
    denominator: isRatio(after) ? after.c * after.d : null,
    inputsAsOf: check.instrument?.priceAt ?? null,
    exempt: slot.exempt,
    notApplicable: after.kind === 'NOT_APPLICABLE',
    missing: after.kind === 'MISSING' ? { input: after.input, detail: after.detail } : null,
    notes: after.kind === 'MISSING' ? [] : (control.notes?.(check, limit) ?? []),
  };
}

const isValue = (m: Measure): boolean => m.kind !== 'MISSING' && m.kind !== 'NOT_APPLICABLE';
const isRatio = (m: Measure): boolean => isValue(m) && m.c * m.d !== 1;
const displayed = (m: Measure, display: number): number | null => (isValue(m) ? m.value * display : null);
