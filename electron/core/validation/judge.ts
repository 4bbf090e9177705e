import type { Status } from '#shared/domain/decision.ts';
import type { Check } from '#shared/controls/check.ts';
import type { Comparison, CompiledLimit } from '#shared/controls/control.ts';
import {
  compareMeasures,
  compareToThreshold,
  setMissing,
  setNotApplicable,
  type Measure,
  type Threshold,
} from '#shared/controls/measure.ts';
import { signOf } from '#shared/domain/exact.ts';
import type { Slot } from './slot.ts';

/** A statistic is not worse within this share of its size. */
const STATISTIC_TOLERANCE = 1e-12;

/** Measures at n; a limit that makes no sense, or a control that throws, is a missing input and never a pass. */
function measureAt(check: Check, control: Comparison, limit: CompiledLimit, n: number, out: Measure): void {
  if (control.applies?.(check) === false) return setNotApplicable(out);
  if (limit.problem !== '') return setMissing(out, 'limit', limit.problem);
  if (check.account === null && !control.ticketOnly) return setMissing(out, 'account', check.ticket.account);
  if (check.n <= 0 && control.crossing !== 'NONE')
    return setMissing(out, 'orderQty', 'not a positive quantity');
  if (check.instrument === null && control.symbolFree !== true) {
    return setMissing(out, 'symbol', check.ticket.symbol);
  }
  try {
    control.measure(check, limit, n, out);
  } catch {
    setMissing(out, 'control', `${control.code} failed`);
  }
}

/** Fills the slot's status, exemption and measures for the ticket. */
export function judgeComparison(check: Check, slot: Slot, control: Comparison, limit: CompiledLimit): void {
  slot.limit = control.variant === undefined ? limit : control.variant(check, limit);
  measureAt(check, control, slot.limit, check.n, slot.after);
  if (control.ticketOnly) setMissing(slot.before, '', '');
  else measureAt(check, control, slot.limit, 0, slot.before);
  slot.exempt = null;
  slot.status = statusOf(check, slot, control, slot.limit);
}

function statusOf(check: Check, slot: Slot, control: Comparison, limit: CompiledLimit): Status {
  const { after } = slot;
  if (after.kind === 'NOT_APPLICABLE') return 'PASS';
  const reducing = control.group !== 'O' && check.n > 0 && check.n <= check.reducingUpTo;
  if (after.kind === 'MISSING') {
    if (!reducing) return 'UNDETERMINED';
    slot.exempt = 'REDUCING';
    return 'WARN';
  }
  // Soft is never outside hard, so that what is within soft is within both.
  if (limit.logsOnly || !isBeyond(check, control, limit, limit.soft, check.n, after)) return 'PASS';
  if (isBeyond(check, control, limit, limit.hard, check.n, after)) {
    if (!limit.blocks) return 'WARN';
    if (reducing) slot.exempt = 'REDUCING';
    else if (isNotWorse(check, control, limit, check.n, after, slot.before)) slot.exempt = 'NOT_WORSE';
    else return 'BLOCK';
  }
  return 'WARN';
}

/** Whether the slot's control alone denies quantity n: what maxQty is searched with. Uses `scratch`. */
export function deniesAt(check: Check, slot: Slot, n: number, scratch: Measure): boolean {
  if (slot.gate !== null) return n > slot.found.allowedUpTo || slot.found.allowedUpTo === 0;
  const { comparison: control, limit } = slot;
  if (control === null || limit === null) return true;
  if (control.group !== 'O' && n <= check.reducingUpTo) return false;
  measureAt(check, control, limit, n, scratch);
  if (scratch.kind === 'NOT_APPLICABLE') return false;
  if (scratch.kind === 'MISSING') return true;
  if (!limit.blocks || !isBeyond(check, control, limit, limit.hard, n, scratch)) return false;
  return !isNotWorse(check, control, limit, n, scratch, slot.before);
}

function isBeyond(
  check: Check,
  control: Comparison,
  limit: CompiledLimit,
  threshold: Threshold,
  n: number,
  measured: Measure,
): boolean {
  const sign = compareToThreshold(measured, threshold) ?? compareExactly(check, control, limit, threshold, n);
  return control.minimum ? sign < 0 : sign > 0;
}

function compareExactly(
  check: Check,
  control: Comparison,
  limit: CompiledLimit,
  threshold: Threshold,
  n: number,
): number {
  const [numerator, denominator] = control.measureExactly?.(check, limit, n) ?? [1n, 0n];
  return signOf(numerator * BigInt(threshold.denominator) - denominator * BigInt(threshold.numerator));
}

/** Groups P, E and M: a breach that the ticket leaves as it is, or makes smaller, does not block. */
function isNotWorse(
  check: Check,
  control: Comparison,
  limit: CompiledLimit,
  n: number,
  after: Measure,
  before: Measure,
): boolean {
  if (control.group === 'O' || control.group === 'L') return false;
  if (before.kind === 'MISSING' || before.kind === 'NOT_APPLICABLE') return false;
  if (after.kind === 'STATISTIC')
    return after.value <= before.value + STATISTIC_TOLERANCE * Math.abs(before.value);
  const sign = compareMeasures(after, before);
  if (sign !== null) return sign <= 0;
  const [a, b] = control.measureExactly?.(check, limit, n) ?? [1n, 0n];
  const [c, d] = control.measureExactly?.(check, limit, 0) ?? [1n, 0n];
  return d === 0n ? a === 0n : a * d <= c * b;
}
