import { Measure } from '#shared/controls/measure.ts';
import { deniesAt, measure, rankAt } from './judge.ts';
import type { Slot } from './slot.ts';
import type { TicketCheck } from './ticket-check.ts';

/** A value takes fewer ranks than this on the way down and up again. */
const MOST_RUNS = 32;
const scratch = new Measure();
const more = new Measure();

/**
 * The last lot multiple from `start` on before the first that a VALLEY control denies, Infinity when there is none up to
 * `far`. The value falls up to its turn and rises after it, so that the quantities of one rank lie side by side on
 * either branch: from run to run, the ends of each found by halving, and every answer that of the control itself.
 */
export function firstDeniedOnValley(check: TicketCheck, slot: Slot, start: number, far: number): number {
  const { lot } = check;
  const turn = turnOf(check, slot, far);
  let at = start + lot;
  for (let run = 0; run < MOST_RUNS && at <= far; run++) {
    if (deniesAt(check, slot, at, scratch)) return at - lot;
    at = endOfRun(check, slot, at, at < turn ? turn - lot : far) + lot;
  }
  return at > far ? Infinity : at - lot;
}

/** The largest lot multiple in (least, most] that a VALLEY control does not deny; `least`, up to where nothing does, if none. */
export function lastAllowedOnValley(check: TicketCheck, slot: Slot, least: number, most: number): number {
  const { lot } = check;
  const turn = turnOf(check, slot, most);
  let at = most;
  for (let run = 0; run < MOST_RUNS && at > least; run++) {
    if (!deniesAt(check, slot, at, scratch)) return at;
    at = endOfRun(check, slot, at, at >= turn ? Math.max(turn, least + lot) : least + lot) - lot;
  }
  return least;
}

/** The first lot multiple, up to one beyond `far`, from which the limit's metric rises. */
function turnOf(check: TicketCheck, slot: Slot, far: number): number {
  const { lot } = check;
  let falls = -1;
  let rises = far / lot + 1;
  while (rises - falls > 1) {
    const middle = Math.floor((falls + rises) / 2);
    if (risesAt(check, slot, middle * lot)) rises = middle;
    else falls = middle;
  }
  return rises * lot;
}

function risesAt(check: TicketCheck, slot: Slot, n: number): boolean {
  const { comparison: control, limit } = slot;
  const rises = limit?.metric?.rises ?? 'ALWAYS';
  if (control === null || limit === null || rises === 'ALWAYS') return true;
  if (rises === 'NEVER') return false;
  check.measureAt(n);
  if (rises !== 'WHERE_MORE_IS_MORE') return rises(check, limit);
  measure(check, control, limit, scratch);
  check.measureAt(n + check.lot);
  measure(check, control, limit, more);
  // What has no value any more has left the range at the far end.
  return !(more.value < scratch.value);
}

/** The lot multiple of the same rank as `from` that is the nearest to `end`, on one branch. */
function endOfRun(check: TicketCheck, slot: Slot, from: number, end: number): number {
  const { lot } = check;
  const rank = rankAt(check, slot, from, scratch);
  if (rankAt(check, slot, end, scratch) === rank) return end;
  let same = from / lot;
  let other = end / lot;
  while (Math.abs(other - same) > 1) {
    const middle = Math.floor((same + other) / 2);
    if (rankAt(check, slot, middle * lot, scratch) === rank) same = middle;
    else other = middle;
  }
  return same * lot;
}
