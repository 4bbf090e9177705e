import type { Status } from '#shared/domain/decision.ts';
import type { Comparison, CompiledLimit } from '#shared/controls/control.ts';
import {
  compareMeasures,
  compareToThreshold,
  Measure,
  isClearlyWithin,
  type Threshold,
} from '#shared/controls/measure.ts';
import { isBroken, isNoWorse } from '#shared/controls/relation.ts';
import { signOf } from '#shared/domain/exact.ts';
import type { BookMeasure, Step } from '../limits/account-plan.ts';
import { hasValue, type Slot } from './slot.ts';
import type { TicketCheck } from './ticket-check.ts';

/** A statistic is not worse within this share of its size. */
const STATISTIC_TOLERANCE = 1e-12;

/** The measures of the control that is being judged. */
const after = new Measure();
const before = new Measure();

/** Measures at the check's quantity; a limit that makes no sense, or a control that throws, is a missing input and never a pass. */
export function measure(check: TicketCheck, control: Comparison, limit: CompiledLimit, out: Measure): void {
  if (control.applies !== undefined && !control.applies(check)) return out.setNotApplicable();
  if (limit.problem !== null) return out.setMissing('limit', limit.problem);
  if (!check.isComplete && lacksInput(check, control, out)) return;
  try {
    control.measure(check, limit, out);
  } catch {
    out.setMissing('control', `${control.code} failed`);
  }
}

/** Account, quantity and symbol, each of a control that needs it; true, and MISSING, when there is none. */
function lacksInput(check: TicketCheck, control: Comparison, out: Measure): boolean {
  if (check.account === null && (!control.ticketOnly || control.inputs === 'BOOK'))
    out.setMissing('account', check.ticket.account);
  else if (check.n <= 0 && control.crossing !== 'NONE') out.setMissing('orderQty', 'not a positive quantity');
  else if (check.instrument === null && control.symbolFree !== true)
    out.setMissing('symbol', check.ticket.symbol);
  else return false;
  return true;
}

/** Fills the slot's status, exemption and values for the ticket. */
export function judgeComparison(check: TicketCheck, slot: Slot, step: Step): void {
  const { comparison: control, limit: compiled } = step;
  if (control === null || compiled === null) throw new RangeError('a step without a control');
  const limit = control.variant === undefined ? compiled : control.variant(check, compiled);
  slot.gate = null;
  slot.comparison = control;
  slot.limit = limit;
  if (control.ticketOnly) {
    slot.before = NaN;
    slot.beforeKind = 'NOT_APPLICABLE';
  } else if (step.ofBook !== null && check.isComplete && check.isMarked) {
    const ofBook = upToDate(check, control, limit, step.ofBook);
    slot.before = ofBook.value;
    slot.beforeKind = ofBook.kind;
  } else {
    check.measureAt(0);
    measure(check, control, limit, before);
    slot.before = before.value;
    slot.beforeKind = before.kind;
  }
  check.measureAt(check.n);
  measure(check, control, limit, after);
  slot.after = after.value;
  slot.afterKind = after.kind;
  slot.exempt = null;
  slot.status = statusOf(check, slot, control, limit);
}

/** What the limit measures of its book without the ticket: measured again when the book has changed since. */
function upToDate(
  check: TicketCheck,
  control: Comparison,
  limit: CompiledLimit,
  ofBook: BookMeasure,
): BookMeasure {
  const { version } = check.book(limit.bookPlace);
  if (ofBook.version === version) return ofBook;
  check.measureAt(0);
  measure(check, control, limit, before);
  ofBook.version = version;
  ofBook.value = before.value;
  ofBook.kind = before.kind;
  return ofBook;
}

function statusOf(check: TicketCheck, slot: Slot, control: Comparison, limit: CompiledLimit): Status {
  if (after.kind === 'NOT_APPLICABLE') return 'PASS';
  const reducing = limit.exemptsReducing && check.n > 0 && check.n <= check.reducingUpTo;
  if (after.kind === 'MISSING') {
    if (!reducing) return 'UNDETERMINED';
    slot.exempt = 'REDUCING';
    return 'WARN';
  }
  if (limit.logsOnly) return 'PASS';
  // Soft is never outside hard, so that what is within soft is within both.
  if (
    isClearlyWithin(after, limit.softValue, limit.minimum) ||
    !isBeyond(check, control, limit, limit.soft, after)
  )
    return control.warns?.(check, limit) === true ? 'WARN' : 'PASS';
  if (isBeyond(check, control, limit, limit.hard, after)) {
    if (!limit.blocks) return 'WARN';
    if (reducing) slot.exempt = 'REDUCING';
    else if (isNotWorse(check, slot, control, limit, after)) slot.exempt = 'NOT_WORSE';
    else return 'BLOCK';
  }
  return 'WARN';
}

/** Whether the slot's control alone denies quantity n: what maxQty is searched with. Uses `scratch`. */
export function deniesAt(check: TicketCheck, slot: Slot, n: number, scratch: Measure): boolean {
  const { found, comparison: control, limit } = slot;
  // Let pass for the ticket's own quantity; for a smaller one the control speaks for itself.
  if (slot.exempt === 'OVERRIDE' && n >= check.n) return n > check.n;
  if (slot.gate !== null) return found === null || n > found.allowedUpTo || found.allowedUpTo === 0;
  if (control === null || limit === null) return true;
  if (limit.exemptsReducing && n <= check.reducingUpTo) return false;
  check.measureAt(n);
  measure(check, control, limit, scratch);
  if (scratch.kind === 'NOT_APPLICABLE') return false;
  if (scratch.kind === 'MISSING') return true;
  if (!limit.blocks || isClearlyWithin(scratch, limit.hardValue, limit.minimum)) return false;
  if (!isBeyond(check, control, limit, limit.hard, scratch)) return false;
  return !isNotWorse(check, slot, control, limit, scratch);
}

/**
 * Where the value at quantity n lies among the limit's thresholds and the value without the ticket: two quantities of one
 * rank are denied both or neither, and the rank never falls where the value rises. Infinity: it has no value. Uses `scratch`.
 */
export function rankAt(check: TicketCheck, slot: Slot, n: number, scratch: Measure): number {
  const { comparison: control, limit } = slot;
  if (control === null || limit === null) return Infinity;
  check.measureAt(n);
  measure(check, control, limit, scratch);
  if (!hasValue(scratch.kind)) return Infinity;
  const change = hasValue(slot.beforeKind) ? changeOf(check, slot, control, limit, scratch) : 0;
  const toLow = signAgainst(check, control, limit, limit.low, scratch);
  return signAgainst(check, control, limit, limit.hard, scratch) + toLow + change;
}

function isBeyond(
  check: TicketCheck,
  control: Comparison,
  limit: CompiledLimit,
  threshold: Threshold,
  measured: Measure,
): boolean {
  const sign = signAgainst(check, control, limit, threshold, measured);
  const { relation, low } = limit;
  const hasLow = relation === 'BETWEEN' || relation === 'OUTSIDE';
  return isBroken(relation, sign, hasLow ? signAgainst(check, control, limit, low, measured) : sign);
}

/** Sign of the measured value less the threshold. */
function signAgainst(
  check: TicketCheck,
  control: Comparison,
  limit: CompiledLimit,
  threshold: Threshold,
  measured: Measure,
): number {
  return compareToThreshold(measured, threshold) ?? compareExactly(check, control, limit, threshold);
}

function compareExactly(
  check: TicketCheck,
  control: Comparison,
  limit: CompiledLimit,
  threshold: Threshold,
): number {
  const [numerator, denominator] = control.measureExactly?.(check, limit) ?? [1n, 0n];
  return signOf(numerator * BigInt(threshold.denominator) - denominator * BigInt(threshold.numerator));
}

/** Groups P, E and M: a breach that the ticket leaves as it is, or makes smaller, does not block. */
function isNotWorse(
  check: TicketCheck,
  slot: Slot,
  control: Comparison,
  limit: CompiledLimit,
  measured: Measure,
): boolean {
  if (!limit.exemptsNotWorse || !hasValue(slot.beforeKind)) return false;
  const change = changeOf(check, slot, control, limit, measured);
  const toHard =
    limit.relation === 'BETWEEN' || limit.relation === 'EQUAL'
      ? signAgainst(check, control, limit, limit.hard, measured)
      : 0;
  return isNoWorse(limit.relation, toHard, change);
}

/** Sign of the measured value less the one without the ticket, which exists; a statistic's is 0 within its tolerance. */
function changeOf(
  check: TicketCheck,
  slot: Slot,
  control: Comparison,
  limit: CompiledLimit,
  measured: Measure,
): number {
  const was = slot.before;
  if (measured.kind === 'STATISTIC') {
    const room = STATISTIC_TOLERANCE * Math.abs(was);
    return measured.value > was + room ? 1 : measured.value < was - room ? -1 : 0;
  }
  if (isClearlyWithin(measured, was, true)) return 1;
  if (isClearlyWithin(measured, was, false)) return -1;
  const { quantity } = check;
  const [a, b] = control.measureExactly?.(check, limit) ?? [1n, 0n];
  check.measureAt(0);
  measure(check, control, limit, before);
  const [c, d] = control.measureExactly?.(check, limit) ?? [1n, 0n];
  check.measureAt(quantity);
  return compareMeasures(measured, before) ?? (d === 0n ? signOf(a) : signOf(a * d - c * b));
}
