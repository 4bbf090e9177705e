import { utilisationOf, type Decision, type Outcome } from '#shared/domain/decision.ts';
import { MONEY_ONE, PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { DecisionId, EpochMs } from '#shared/domain/ids.ts';
import { valueOf } from '#shared/domain/valuation.ts';
import type { Check } from '#shared/controls/check.ts';
import type { Comparison, CompiledLimit } from '#shared/controls/control.ts';
import { Measure } from '#shared/controls/measure.ts';
import { DEFAULT_BUFFER, ticketUnitValue } from '#shared/controls/ticket-value.ts';
import { scopeKeyOf } from '../limits/matches.ts';
import type { Evaluation } from './evaluation.ts';
import { measure } from './judge.ts';
import { hasValue, type Slot } from './slot.ts';
import type { TicketCheck } from './ticket-check.ts';

export interface DecisionStamp {
  readonly decisionId: DecisionId;
  readonly evalMicros: number;
  readonly engineVersion: string;
}

/** The measure of the outcome that is being written. */
const after = new Measure();
const AMOUNT_ONE = { MONEY: MONEY_ONE, QTY: QUANTITY_ONE, PRICE: PRICE_ONE } as const;

/** The evaluation as plain data: one outcome a control, in the order they ran. */
export function toDecision(check: TicketCheck, evaluation: Evaluation, stamp: DecisionStamp): Decision {
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

const NO_NOTES: readonly string[] = [];

const codeOf = (slot: Slot): Outcome['code'] => slot.gate?.code ?? slot.comparison?.code ?? 'ORDER_INVALID';

const toShares = (quantity: number): number | null =>
  quantity === Infinity ? null : quantity / QUANTITY_ONE;

function notionalOf(check: Check): number | null {
  const unit = ticketUnitValue(check, DEFAULT_BUFFER);
  if (unit === null || check.n <= 0) return null;
  const notional = valueOf(check.n, unit) / MONEY_ONE;
  return Number.isFinite(notional) ? notional : null;
}

function toOutcome(check: TicketCheck, slot: Slot): Outcome {
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
  const undetermined = slot.status === 'UNDETERMINED';
  return {
    ...EMPTY,
    code: codeOf(slot),
    status: slot.status,
    exempt: slot.exempt,
    maxQty: toShares(slot.ownMax),
    missing: undetermined ? { input: found?.input ?? 'control', detail: found?.detail ?? '' } : null,
    // The gate's list is filled again by the next ticket, unless it holds something.
    notes: found === null || found.notes.length === 0 ? NO_NOTES : found.notes,
  };
}

function comparisonOutcome(check: TicketCheck, slot: Slot): Outcome {
  const { limit, comparison: control } = slot;
  if (limit === null || control === null) return gateOutcome(slot);
  check.measureAt(check.n);
  measure(check, control, limit, after);
  const level = limit.limit?.scope.level;
  const value = displayed(slot.after, slot.afterKind, limit.display);
  const amounts = control.ratioOf !== undefined && isRatio(after) ? AMOUNT_ONE[control.ratioOf] : NaN;
  const hard = limit.hard.value * limit.display;
  return {
    ...EMPTY,
    code: control.code,
    status: slot.status,
    scope: level === undefined ? null : { level, key: scopeKeyOf(level, check) },
    limitId: limit.limit?.limitId ?? null,
    limitVersion: limit.limit?.version ?? null,
    group:
      control.grouping === undefined
        ? limit.factor
        : (limit.group ?? (scopeKeyOf(control.grouping, check) || null)),
    before: control.ticketOnly ? null : displayed(slot.before, slot.beforeKind, limit.display),
    after: value,
    soft: limit.soft.value * limit.display,
    hard,
    unit: limit.unit,
    utilisation: utilisationOf(value, hard),
    maxQty: toShares(slot.ownMax),
    numerator: Number.isNaN(amounts) ? null : after.a / amounts,
    denominator: Number.isNaN(amounts) ? null : (after.c * after.d) / after.b / amounts,
    inputsAsOf: inputsAsOf(check, control, limit),
    exempt: slot.exempt,
    notApplicable: after.kind === 'NOT_APPLICABLE',
    missing: after.kind === 'MISSING' ? { input: after.input, detail: after.detail } : null,
    notes: after.kind === 'MISSING' ? [] : notesOf(check, control, limit),
  };
}

/** What the control found; of a limit that follows a metric also its hard value without it. */
function notesOf(check: Check, control: Comparison, limit: CompiledLimit): readonly string[] {
  const notes = control.notes?.(check, limit) ?? [];
  const { tighten, hard = '' } = limit.limit ?? {};
  return tighten === undefined ? notes : [...notes, `follows ${tighten.metric}, hard ${hard} without it`];
}

/** When the oldest of the marks that a control read was observed; null when it read none. */
function inputsAsOf(check: Check, control: Comparison, limit: CompiledLimit): EpochMs | null {
  const own = check.instrument?.priceAt ?? null;
  if (control.inputs !== 'BOOK') return control.inputs === 'SYMBOL' ? own : null;
  const held = check.book(limit.bookPlace).marksAsOf;
  return own === null || (held !== null && held < own) ? held : own;
}

const isRatio = (m: Measure): boolean => hasValue(m.kind) && m.c * m.d !== 1;
const displayed = (value: number, kind: Measure['kind'], display: number): number | null =>
  hasValue(kind) ? value * display : null;
