import type { Rebalance, SizedTicketRow, SizingOptions } from '#shared/contract/procedures/whatif.ts';
import type { Decision } from '#shared/domain/decision.ts';
import type { Ticket } from '#shared/domain/ticket.ts';

export interface SizingRequest {
  /** Their quantities are not read but by MAX_UNDER_LIMITS, which looks from there. */
  readonly tickets: readonly Ticket[];
  /** Name of a sizing method. */
  readonly method: string;
  /** In the method's unit; null for a method without one. */
  readonly target: number | null;
  readonly options: SizingOptions;
}

export interface SizedTicket extends Omit<SizedTicketRow, 'decision'> {
  readonly decision: Decision | null;
}

export interface SizingReport {
  readonly rebalances: readonly Rebalance[];
  readonly tickets: readonly SizedTicket[];
}
