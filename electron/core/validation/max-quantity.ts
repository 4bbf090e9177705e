import type { Comparison, CompiledLimit } from '#shared/controls/control.ts';
import { Measure } from '#shared/controls/measure.ts';
import { isDenied } from '#shared/domain/decision.ts';
import { deniesAt } from './judge.ts';
import { hasValue, type Slot } from './slot.ts';
import type { TicketCheck } from './ticket-check.ts';
import { firstDeniedOnValley, lastAllowedOnValley } from './valley-quantity.ts';

/** A boundary further than this many times the ticket is not looked for. */
const FAR = 1_000;
const MAX_STEPS = 64;
/** As judged: a statistic is not worse within this share of its size. */
const NOT_WORSE_ROOM = 1e-12;
const scratch = new Measure();

/** The slot of a control that compares with a limit. */
type ComparedSlot = Slot & { readonly comparison: Comparison; readonly limit: CompiledLimit };
const isCompared = (slot: Slot): slot is ComparedSlot => slot.comparison !== null && slot.limit !== null;

/**
 * The control's own boundary nearest to the ticket on its lot grid, scaled quantity: the largest smaller quantity
 * it does not deny when it denies the ticket (0 if none), else the last one before it starts to deny, Infinity
 * when that is not below 1,000 times the ticket. Every hint of a closed form is verified by the control itself.
 */
export function ownMaxQuantity(check: TicketCheck, slot: Slot): number {
  const { n, lot } = check;
  const denied = isDenied(slot.status);
  if (n <= 0) return denied ? 0 : Infinity;
  if (slot.exempt === 'OVERRIDE') return Math.floor(n / lot) * lot;
  if (denied) return largestBelow(check, slot, n);
  if (slot.gate !== null) {
    const grid = Math.floor((slot.found?.allowedUpTo ?? 0) / lot) * lot;
    return grid < farQuantity(check) ? grid : Infinity;
  }
  if (!isCompared(slot)) return 0;
  const { limit } = slot;
  const start = Math.max(Math.floor(n / lot) * lot, exemptUpTo(check, slot));
  if (slot.afterKind === 'MISSING') return start;
  const far = farQuantity(check);
  if (start >= far) return Infinity;
  const crossing = crossingOf(slot);
  if (crossing === 'NONE' || crossing === 'FLAT') {
    // What was judged at n without the exemption is judged the same at every other quantity.
    const isExempt = limit.exemptsReducing && n <= check.reducingUpTo;
    return isExempt && deniesAt(check, slot, start + lot, scratch) ? start : Infinity;
  }
  if (!limit.blocks && !deniesAt(check, slot, far, scratch)) return Infinity;
  if (crossing === 'VALLEY') return firstDeniedOnValley(check, slot, start, far);
  if (crossing === 'FREE') return firstDeniedFree(check, slot, start, far);
  return firstDeniedSingle(check, slot, start, far);
}

/** The largest lot multiple smaller than n that the slot's control does not deny, 0 if none; it denies n itself. */
export function largestBelow(check: TicketCheck, slot: Slot, n: number): number {
  const { lot } = check;
  const most = below(check, n);
  if (slot.gate !== null) return Math.min(Math.floor((slot.found?.allowedUpTo ?? 0) / lot) * lot, most);
  if (!isCompared(slot)) return 0;
  const crossing = crossingOf(slot);
  const exempt = exemptUpTo(check, slot);
  if (slot.afterKind === 'MISSING' || crossing === 'NONE' || crossing === 'FLAT')
    return Math.min(exempt, most);
  if (crossing === 'VALLEY') return lastAllowedOnValley(check, slot, exempt, most);
  const found =
    crossing === 'FREE' ? lastAllowedFree(check, slot, most) : searchSingle(check, slot, exempt, most + lot);
  return Math.max(found, exempt);
}

/** How the slot's denied quantities lie: a metric that never falls is above its limit from one quantity on. */
function crossingOf({ comparison, limit }: ComparedSlot): Comparison['crossing'] {
  const isSingle =
    limit.metric?.rises === 'ALWAYS' && (limit.relation === 'AT_MOST' || limit.relation === 'BELOW');
  return isSingle ? 'SINGLE' : comparison.crossing;
}

/** Up to here the ticket only reduces, which no control but those of groups O and S denies. */
const exemptUpTo = ({ reducingUpTo, lot }: TicketCheck, { limit }: ComparedSlot): number =>
  !limit.exemptsReducing ? 0 : Math.floor(reducingUpTo / lot) * lot;

/** The largest lot multiple smaller than n. */
export const below = ({ lot }: TicketCheck, n: number): number => Math.max(0, Math.ceil(n / lot) - 1) * lot;

/** The largest lot multiple up to 1,000 times the ticket that is still exact. */
function farQuantity({ n, lot }: TicketCheck): number {
  return Math.floor(Math.min(FAR * n, Number.MAX_SAFE_INTEGER / 2) / lot) * lot;
}

/** The value beyond which the control denies: the limit, or the book's own value where that is already beyond. */
function effectiveThreshold(slot: ComparedSlot): number {
  const { limit } = slot;
  const hard = limit.hard.value;
  if (!limit.exemptsNotWorse || !hasValue(slot.beforeKind)) return hard;
  const was = slot.before;
  const room = NOT_WORSE_ROOM * Math.abs(was);
  return limit.minimum ? Math.min(hard, was - room) : Math.max(hard, was + room);
}

/** One crossing, ticket allowed: where the closed form or a line says, verified; else between the ticket and far. */
function firstDeniedSingle(check: TicketCheck, slot: ComparedSlot, start: number, far: number): number {
  const { lot } = check;
  const threshold = effectiveThreshold(slot);
  const hint = slot.comparison.guess?.(check, slot.limit, threshold) ?? lineThrough(check, slot, threshold);
  if (hint < far) {
    const at = Math.max(start, Math.floor(hint / lot) * lot);
    const found = boundaryAround(check, slot, at, start);
    if (found < far) return found;
  }
  if (!deniesAt(check, slot, far, scratch)) return Infinity;
  return searchSingle(check, slot, start, far, scratch.value);
}

/** Where the line through the book without the ticket and with it meets the threshold; NaN or Infinity: nowhere. */
function lineThrough({ n }: TicketCheck, slot: ComparedSlot, threshold: number): number {
  const before = slot.comparison.ticketOnly ? 0 : slot.before;
  return (n * (threshold - before)) / (slot.after - before);
}

/** The boundary, where it is `at` or a lot from it; NaN where it is not. `start`, which is allowed, is the least. */
function boundaryAround(check: TicketCheck, slot: Slot, at: number, start: number): number {
  const { lot } = check;
  const isAllowed = (n: number): boolean => n === start || !deniesAt(check, slot, n, scratch);
  if (isAllowed(at + lot)) return deniesAt(check, slot, at + 2 * lot, scratch) ? at + lot : NaN;
  if (isAllowed(at)) return at;
  return at - lot >= start && isAllowed(at - lot) ? at - lot : NaN;
}

/** Largest lot multiple in [allowed, denied) that is not denied, for a control with one crossing. */
function searchSingle(
  check: TicketCheck,
  slot: ComparedSlot,
  allowed: number,
  denied: number,
  deniedValue = valueAt(check, slot, denied),
): number {
  const { lot } = check;
  const threshold = effectiveThreshold(slot);
  let lo = allowed / lot;
  let hi = denied / lot;
  let loValue = valueAt(check, slot, allowed);
  let hiValue = deniedValue;
  const hint = slot.comparison.guess?.(check, slot.limit, threshold) ?? NaN;
  for (let step = 0; hi - lo > 1; step++) {
    const k = step === 0 && hint >= 0 ? hint / lot : interpolate(lo, hi, loValue, hiValue, threshold, step);
    const at = Math.min(hi - 1, Math.max(lo + 1, Math.floor(k)));
    if (deniesAt(check, slot, at * lot, scratch)) {
      hi = at;
      hiValue = scratch.value;
      if (at - 1 > lo && step < 3 && !deniesAt(check, slot, (at - 1) * lot, scratch)) return (at - 1) * lot;
      if (at - 1 > lo && step < 3) {
        hi = at - 1;
        hiValue = scratch.value;
      }
    } else {
      lo = at;
      loValue = scratch.value;
      if (at + 1 < hi && step < 3) {
        if (deniesAt(check, slot, (at + 1) * lot, scratch)) return at * lot;
        lo = at + 1;
        loValue = scratch.value;
      }
    }
  }
  return lo * lot;
}

/** The value at n, for a first guess; the ticket's own and the book's without it are in the slot. */
function valueAt(check: TicketCheck, slot: ComparedSlot, n: number): number {
  if (n === check.n) return slot.after;
  if (n === 0 && !slot.comparison.ticketOnly) return slot.before;
  check.measureAt(n);
  slot.comparison.measure(check, slot.limit, scratch);
  return scratch.value;
}

/** A line through both ends on the first steps, the middle afterwards and wherever the line says nothing. */
function interpolate(
  lo: number,
  hi: number,
  loValue: number,
  hiValue: number,
  threshold: number,
  step: number,
): number {
  const line = lo + ((hi - lo) * (threshold - loValue)) / (hiValue - loValue);
  return step < 6 && line >= lo && line <= hi ? line : lo + (hi - lo) / 2;
}

/** FREE controls that deny the next lot: walk down from the hint until a quantity is allowed, then up to the last one. */
function lastAllowedFree(check: TicketCheck, slot: ComparedSlot, most: number): number {
  const { lot } = check;
  const threshold = effectiveThreshold(slot);
  let from = most;
  for (let step = 0; step < MAX_STEPS && from > 0; step++) {
    const hint = slot.comparison.lastWithin?.(check, slot.limit, threshold, from) ?? NaN;
    if (Number.isNaN(hint)) return scanDown(check, slot, from);
    let at = Math.min(from, (Math.floor(hint / lot) + 1) * lot);
    for (let down = 0; down < 3 && at > 0; down++, at -= lot) {
      if (!deniesAt(check, slot, at, scratch)) return at;
    }
    if (hint < 0) return 0;
    from = at;
  }
  return Math.max(0, from);
}

/** No hint: halve towards zero. What it finds is allowed, though perhaps not the largest. */
function scanDown(check: TicketCheck, slot: Slot, from: number): number {
  for (let at = from; at > 0; at = Math.floor(at / 2 / check.lot) * check.lot) {
    if (!deniesAt(check, slot, at, scratch)) return at;
  }
  return 0;
}

/** FREE controls, ticket allowed: from hint to hint until the next lot is denied. */
function firstDeniedFree(check: TicketCheck, slot: ComparedSlot, start: number, far: number): number {
  const { lot } = check;
  const threshold = effectiveThreshold(slot);
  let from = start;
  for (let step = 0; step < MAX_STEPS; step++) {
    const hint = slot.comparison.firstBeyond?.(check, slot.limit, threshold, from) ?? NaN;
    if (hint >= far) return Infinity;
    let at = Number.isNaN(hint) ? from : Math.max(from, (Math.floor(hint / lot) - 1) * lot);
    for (let up = 0; up < 4; up++, at += lot) {
      if (at >= far) return Infinity;
      if (deniesAt(check, slot, at + lot, scratch)) return at;
    }
    from = at;
  }
  return from;
}
