import type { Gate, GateFinding } from '#shared/controls/control.ts';
import type { Slot } from './slot.ts';
import type { TicketCheck } from './ticket-check.ts';

/** Fills the slot with what a gate finds; one that throws has found nothing and admits nothing. */
export function judgeGate(check: TicketCheck, slot: Slot, gate: Gate): void {
  const found = (slot.found ??= createFinding());
  slot.gate = gate;
  slot.comparison = null;
  slot.limit = null;
  slot.exempt = null;
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

const createFinding = (): GateFinding => ({
  status: 'PASS',
  allowedUpTo: Infinity,
  notes: [],
  input: '',
  detail: '',
});
