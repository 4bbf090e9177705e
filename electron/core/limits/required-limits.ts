import type { ControlCode } from '#shared/domain/control.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { isLive } from './layers.ts';

/** Controls without a limit of which a ticket is denied. */
export const REQUIRED_CONTROLS: readonly ControlCode[] = [
  'MAX_ORDER_NOTIONAL',
  'MAX_POSITION_NOTIONAL',
  'GROSS_EXPOSURE',
];

/**
 * Whether every ticket a new limit applies to had a limit of its control already, for good: only then does the new one
 * let nothing through that was denied for want of it.
 */
export const isCovered = (limit: Limit, active: readonly Limit[], now: EpochMs): boolean =>
  !REQUIRED_CONTROLS.includes(limit.control) ||
  active.some(
    (other) =>
      other.control === limit.control &&
      other.limitId !== limit.limitId &&
      other.scope.level === 'FIRM' &&
      other.filter.length === 0 &&
      isLive(other, now) &&
      other.effectiveTo === null,
  );
