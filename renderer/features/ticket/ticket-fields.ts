import type { OrdType, Side, TimeInForce } from '#shared/domain/ticket.ts';

/** The form as typed; it is the truth of the ticket, and it survives a reload. */
export interface TicketFields {
  readonly account: string;
  readonly symbol: string;
  readonly side: Side;
  readonly quantity: string;
  readonly ordType: OrdType;
  readonly price: string;
  readonly stopPx: string;
  readonly timeInForce: TimeInForce;
  readonly trader: string;
  readonly strategy: string;
}
