import { isDenied, type Status, type Verdict } from '#shared/domain/decision.ts';
import type { Check } from '#shared/controls/check.ts';
import type { Comparison, CompiledLimit } from '#shared/controls/control.ts';
import { createMeasure } from '#shared/controls/measure.ts';
import { matchesTicket } from '../limits/matches.ts';
import type { Plan } from '../limits/plan.ts';
import { deniesAt, judgeComparison } from './judge.ts';
import { below, largestBelow, ownMaxQuantity } from './max-quantity.ts';
import { createSlot, type Slot } from './slot.ts';

const scratch = createMeasure();

/**
 * One check of one ticket. `evaluate` runs every control of the plan, always all of them; `findMaxQuantity` then
 * finds the quantity boundary. The slots are reused by the next check: read them before.
 */
export class Evaluation {
  readonly slots: Slot[] = [];
  /** Slots in use by the last check. */
  count = 0;
  verdict: Verdict = 'UNDETERMINED';
  /** Scaled quantity, Infinity: none below 1,000 times the ticket. Valid after findMaxQuantity. */
  maxQuantity = 0;
  binding: Slot | null = null;

  /** Evaluates every control; returns the verdict: the worst status. */
  evaluate(check: Check, plan: Plan): Verdict {
    this.count = 0;
    for (const entry of plan.entries) {
      if (entry.gate !== null) {
        this.#judgeGate(check, entry.gate);
        continue;
      }
      let matched = false;
      for (const limit of entry.limits) {
        if (!matchesTicket(limit, check)) continue;
        matched = true;
        this.#judge(check, entry.comparison, limit);
      }
      if (!matched && entry.fallback !== null) this.#judge(check, entry.comparison, entry.fallback);
    }
    this.verdict = 'PASS';
    for (let i = 0; i < this.count; i++) this.verdict = worse(this.verdict, this.#at(i).status);
    return this.verdict;
  }

  /**
   * The largest quantity that may go, near the ticket's, and the control that stops the next lot
   * (controls.md section 1). Re-evaluating at it is allowed, one lot more is denied by `binding`.
   */
  findMaxQuantity(check: Check): void {
    for (let i = 0; i < this.count; i++) this.#at(i).ownMax = ownMaxQuantity(check, this.#at(i));
    const denied = isDenied(this.verdict);
    let max = denied ? (check.n > 0 ? below(check, check.n) : 0) : Infinity;
    for (let i = 0; i < this.count; i++) {
      const slot = this.#at(i);
      if (!denied || isDenied(slot.status)) max = Math.min(max, slot.ownMax);
    }
    if (denied) max = this.#lowerUntilAllowed(check, max);
    this.maxQuantity = max;
    this.binding = max === Infinity ? null : this.#bindingAt(check, max + check.lot);
  }

  /** A control that allowed the ticket may deny a smaller quantity: step down until none does. */
  #lowerUntilAllowed(check: Check, from: number): number {
    let max = from;
    for (let round = 0; round < 64 && max > 0; round++) {
      const denier = this.#firstDenying(check, max);
      if (denier === null) return max;
      max = Math.min(max - check.lot, largestBelow(check, denier, max));
    }
    return max > 0 && this.#firstDenying(check, max) !== null ? 0 : max;
  }

  #firstDenying(check: Check, n: number): Slot | null {
    for (let i = 0; i < this.count; i++) if (deniesAt(check, this.#at(i), n, scratch)) return this.#at(i);
    return null;
  }

  #bindingAt(check: Check, n: number): Slot | null {
    let binding: Slot | null = null;
    for (let i = 0; i < this.count; i++) {
      const slot = this.#at(i);
      if ((binding === null || slot.ownMax < binding.ownMax) && deniesAt(check, slot, n, scratch))
        binding = slot;
    }
    if (binding !== null) return binding;
    for (let i = 0; i < this.count; i++) if (isDenied(this.#at(i).status)) return this.#at(i);
    return null;
  }

  #judge(check: Check, control: Comparison, limit: CompiledLimit): void {
    const slot = this.#next();
    slot.gate = null;
    slot.comparison = control;
    judgeComparison(check, slot, control, limit);
  }

  #judgeGate(check: Check, gate: NonNullable<Slot['gate']>): void {
    const slot = this.#next();
    slot.gate = gate;
    slot.comparison = null;
    slot.limit = null;
    slot.exempt = null;
    const { found } = slot;
    found.status = 'PASS';
    found.allowedUpTo = Infinity;
    if (found.notes.length > 0) found.notes = [];
    try {
      gate.judge(check, found);
    } catch {
      found.status = 'UNDETERMINED';
      found.allowedUpTo = 0;
      found.input = 'control';
      found.detail = `${gate.code} failed`;
    }
    slot.status = found.status;
  }

  #next(): Slot {
    if (this.count === this.slots.length) this.slots.push(createSlot());
    return this.#at(this.count++);
  }

  #at(index: number): Slot {
    const slot = this.slots[index];
    if (slot === undefined) throw new RangeError(`no slot ${index}`);
    return slot;
  }
}

function worse(a: Status, b: Status): Status {
  if (b === 'PASS' || a === 'UNDETERMINED') return a;
  return b === 'WARN' && a === 'BLOCK' ? a : b;
}
