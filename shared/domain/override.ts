import type { ControlCode } from './control.ts';
import type { Brand } from './brand.ts';
import type { DecisionId, EpochMs } from './ids.ts';
import type { Ticket } from './ticket.ts';

export type OverrideId = Brand<string, 'OverrideId'>;

export const OVERRIDE_STATES = ['REQUESTED', 'GRANTED', 'REFUSED', 'CONSUMED'] as const;
export type OverrideState = (typeof OVERRIDE_STATES)[number];

/** Leave for one ticket to pass named controls, once: asked for by its trader, granted by somebody else. */
export interface Override {
  readonly overrideId: OverrideId;
  readonly state: OverrideState;
  readonly ticket: Ticket;
  /** SHA-256 hex of `canonicalTicket`: it is good for this ticket alone. */
  readonly ticketHash: string;
  readonly controls: readonly ControlCode[];
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: EpochMs;
  readonly decidedBy: string | null;
  /** The last instant before which it counts: of the request while it is one, then of the grant. */
  readonly expiresAt: EpochMs;
  /** The decision that used it. */
  readonly decisionId: DecisionId | null;
}

/** Nobody may let these pass, whatever they found. HALTED and NO_TRADE are refused by what the control finds. */
export const NEVER_OVERRIDDEN: readonly ControlCode[] = ['ORDER_INVALID', 'UNKNOWN_REFERENCE'];

/**
 * The fields that make a ticket this ticket, as text: all that a trader chooses. Its ClOrdID and its time are not among
 * them, because a ticket may get both only when it is sent. A field that could not be read counts as it was written.
 */
export function canonicalTicket(ticket: Ticket): string {
  return JSON.stringify([
    ticket.account,
    ticket.symbol,
    ticket.side,
    ticket.orderQty,
    ticket.ordType,
    ticket.price,
    ticket.stopPx,
    ticket.timeInForce,
    ticket.trader,
    ticket.strategy,
    ticket.defects.map(({ field, value }) => [field, value]),
  ]);
}
