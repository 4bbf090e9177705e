import { isDenied, type Status, type Verdict } from '#shared/domain/decision.ts';
import { Measure } from '#shared/controls/measure.ts';
import type { Step } from '../limits/account-plan.ts';
import { matchesTicket } from '../limits/matches.ts';
import { judgeGate } from './judge-gate.ts';
import { deniesAt, judgeComparison } from './judge.ts';
import { below, largestBelow, ownMaxQuantity } from './max-quantity.ts';
import { createSlot, type Slot } from './slot.ts';
import type { TicketCheck } from './ticket-check.ts';

const scratch = new Measure();

/**
 * One check of one ticket. `evaluate` runs every control that acts on it, always all of them; `findMaxQuantity` then
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

  /** Evaluates every control of the ticket's plan; returns the verdict: the worst status. */
  evaluate(check: TicketCheck): Verdict {
    const { slots } = this;
    const { steps, places } = check.stepIndex;
    const candidates = check.stepIndex.find(check);
    while (slots.length < candidates) slots.push(createSlot());
    let count = 0;
    let verdict: Verdict = 'PASS';
    for (let i = 0; i < candidates; i++) {
      const step = steps[places[i] as number] as Step;
      if (step.isConditional && !actsOn(step, check)) continue;
      const slot = slots[count++] as Slot;
      if (step.gate !== null) judgeGate(check, slot, step.gate);
      else judgeComparison(check, slot, step);
      if (slot.status !== 'PASS') verdict = worse(verdict, slot.status);
    }
    this.count = count;
    this.verdict = verdict;
    return verdict;
  }

  /**
   * The largest quantity that may go, near the ticket's, and the control that stops the next lot
   * (controls.md section 1). Re-evaluating at it is allowed, one lot more is denied by `binding`.
   */
  findMaxQuantity(check: TicketCheck): void {
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
  #lowerUntilAllowed(check: TicketCheck, from: number): number {
    let max = from;
    for (let round = 0; round < 64 && max > 0; round++) {
      const denier = this.#firstDenying(check, max);
      if (denier === null) return max;
      max = Math.min(max - check.lot, largestBelow(check, denier, max));
    }
    return max > 0 && this.#firstDenying(check, max) !== null ? 0 : max;
  }

  #firstDenying(check: TicketCheck, n: number): Slot | null {
    for (let i = 0; i < this.count; i++) if (deniesAt(check, this.#at(i), n, scratch)) return this.#at(i);
    return null;
  }

  #bindingAt(check: TicketCheck, n: number): Slot | null {
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

  #at(index: number): Slot {
    const slot = this.slots[index];
    if (slot === undefined) throw new RangeError(`no slot ${index}`);
    return slot;
  }
}

/** Whether a conditional step's limit acts on the ticket. */
function actsOn({ limit, unless }: Step, check: TicketCheck): boolean {
  if (unless.length === 0) return limit === null || matchesTicket(limit, check);
  for (const other of unless) if (matchesTicket(other, check)) return false;
  return true;
}

function worse(a: Status, b: Status): Status {
  if (b === 'PASS' || a === 'UNDETERMINED') return a;
  return b === 'WARN' && a === 'BLOCK' ? a : b;
}
