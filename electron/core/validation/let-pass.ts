import type { ControlCode } from '#shared/domain/control.ts';
import { isDenied, STATUSES, type Verdict } from '#shared/domain/decision.ts';
import { NEVER_OVERRIDDEN } from '#shared/domain/override.ts';
import type { Evaluation } from './evaluation.ts';
import type { Slot } from './slot.ts';
import type { TicketCheck } from './ticket-check.ts';

/**
 * Applies an override to an evaluation: of the named controls those that deny warn instead, for the ticket's quantity
 * alone. What nobody may let pass stays as it is, also where the state or the list could not be read.
 */
export function letPass(check: TicketCheck, evaluation: Evaluation, controls: readonly ControlCode[]): void {
  let verdict: Verdict = 'PASS';
  for (const slot of evaluation.slots.slice(0, evaluation.count)) {
    const code = slot.gate?.code ?? slot.comparison?.code;
    const isNamed = code !== undefined && controls.includes(code);
    if (isNamed && isDenied(slot.status) && mayPass(check, slot, code)) {
      slot.status = 'WARN';
      slot.exempt = 'OVERRIDE';
    }
    if (STATUSES.indexOf(slot.status) > STATUSES.indexOf(verdict)) verdict = slot.status;
  }
  evaluation.verdict = verdict;
}

function mayPass({ states, restrictions }: TicketCheck, slot: Slot, code: ControlCode): boolean {
  if (NEVER_OVERRIDDEN.includes(code)) return false;
  if (code === 'TRADING_STATE')
    return slot.status === 'BLOCK' && !states.some(({ state }) => state === 'HALTED');
  if (code === 'RESTRICTED')
    return slot.status === 'BLOCK' && !restrictions.some(({ mode }) => mode === 'NO_TRADE');
  return true;
}
