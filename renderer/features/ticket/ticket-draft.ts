import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { Quantity } from '#shared/domain/decimal.ts';
import type { OrdType, Side, TimeInForce } from '#shared/domain/ticket.ts';
import { randomKey } from '#renderer/client/random-key.ts';

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

export interface TicketDraft {
  readonly fields: TicketFields;
  /** The last quantity that was typed as such: what `+10%` starts from. */
  readonly baseQuantity: Quantity | null;
  /** One for one ticket: new at every edit, the same for every try to send it. */
  readonly idempotencyKey: string;
}

const EMPTY: TicketFields = {
  account: '',
  symbol: '',
  side: 'BUY',
  quantity: '',
  ordType: 'MARKET',
  price: '',
  stopPx: '',
  timeInForce: 'DAY',
  trader: '',
  strategy: '',
};

export const ticketDraft = create<TicketDraft>()(
  persist<TicketDraft>(() => ({ fields: EMPTY, baseQuantity: null, idempotencyKey: randomKey() }), {
    name: 'preflight.ticket',
    version: 1,
    storage: createJSONStorage(() => sessionStorage),
  }),
);

export function editTicket(change: Partial<TicketFields>): void {
  ticketDraft.setState((draft) => ({
    fields: { ...draft.fields, ...change },
    idempotencyKey: randomKey(),
  }));
}

export function clearTicket(): void {
  ticketDraft.setState((draft) => ({
    fields: { ...EMPTY, account: draft.fields.account, trader: draft.fields.trader },
    baseQuantity: null,
    idempotencyKey: randomKey(),
  }));
}
