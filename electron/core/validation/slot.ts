import type { Status } from '#shared/domain/decision.ts';
import type { Comparison, CompiledLimit, Gate, GateFinding } from '#shared/controls/control.ts';
import { createMeasure, type Measure } from '#shared/controls/measure.ts';

/** One control's working state during a check; reused from check to check, so that nothing is allocated. */
export interface Slot {
  gate: Gate | null;
  comparison: Comparison | null;
  /** The limit as compared (the passive side's for a collar); null for a gate. */
  limit: CompiledLimit | null;
  status: Status;
  exempt: 'REDUCING' | 'NOT_WORSE' | null;
  readonly before: Measure;
  readonly after: Measure;
  readonly found: GateFinding;
  /** Scaled quantity; Infinity: no boundary below 1,000 times the ticket. */
  ownMax: number;
}

export function createSlot(): Slot {
  return {
    gate: null,
    comparison: null,
    limit: null,
    status: 'PASS',
    exempt: null,
    before: createMeasure(),
    after: createMeasure(),
    found: { status: 'PASS', allowedUpTo: Infinity, notes: [], input: '', detail: '' },
    ownMax: Infinity,
  };
}
