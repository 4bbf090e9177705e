import type { Exemption, Status } from '#shared/domain/decision.ts';
import type { Comparison, CompiledLimit, Gate, GateFinding } from '#shared/controls/control.ts';
import type { Measure } from '#shared/controls/measure.ts';

/**
 * What one control said in a check. Reused from check to check, so that nothing is allocated, and small, so that those
 * of a whole plan stay in the processor's nearest cache: the digits of a measure are measured again where they matter.
 */
export interface Slot {
  gate: Gate | null;
  comparison: Comparison | null;
  /** The limit as compared (the passive side's for a collar); null for a gate. */
  limit: CompiledLimit | null;
  status: Status;
  exempt: Exemption | null;
  /** The values without the ticket and with it, in the control's internal scale; NaN: none, the kinds say why. */
  before: number;
  after: number;
  beforeKind: Measure['kind'];
  afterKind: Measure['kind'];
  /** Scaled quantity; Infinity: no boundary below 1,000 times the ticket. */
  ownMax: number;
  /** What the gate found; null for a comparison. */
  found: GateFinding | null;
}

export function createSlot(): Slot {
  return {
    gate: null,
    comparison: null,
    limit: null,
    status: 'PASS',
    exempt: null,
    before: NaN,
    after: NaN,
    beforeKind: 'MISSING',
    afterKind: 'MISSING',
    ownMax: NaN,
    found: null,
  };
}

/** Whether a kind of measure has a value. */
export const hasValue = (kind: Measure['kind']): boolean => kind !== 'MISSING' && kind !== 'NOT_APPLICABLE';
