import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { TicketInput } from '#shared/contract/schemas.ts';
import { QUANTITY_PLACES, toQuantity, type Quantity } from '#shared/domain/decimal.ts';
import {
  ORD_TYPES,
  SIDES,
  TIMES_IN_FORCE,
  type OrdType,
  type Side,
  type TimeInForce,
} from '#shared/domain/ticket.ts';
import { deskStore, type DeskSlice } from '#renderer/client/desk-store.ts';
import { formatExact } from '#renderer/format/numbers.ts';
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

/** A send whose answer this page has not seen, under the key it was made with. */
export interface PendingSend {
  readonly idempotencyKey: string;
  readonly ticket: TicketInput;
}

export interface TicketDraft {
  readonly fields: TicketFields;
  /** The last quantity that was typed as such: what `+10%` starts from. */
  readonly baseQuantity: Quantity | null;
  /** One for one ticket: new at every edit, the same for every try to send it. */
  readonly idempotencyKey: string;
  readonly pending: PendingSend | null;
  /** The decision on record about the ticket as it stands, and the ticket when it was sent with it. */
  readonly recorded: { readonly decisionId: string; readonly sent: TicketInput | null } | null;
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

const emptyDraft = (): TicketDraft => ({
  fields: EMPTY,
  baseQuantity: null,
  idempotencyKey: randomKey(),
  pending: null,
  recorded: null,
});

const keptAs = (person: string): string => `preflight.ticket.${person}`;

export const ticketDraft = create<TicketDraft>()(
  persist<TicketDraft>(emptyDraft, {
    name: keptAs(''),
    version: 2,
    storage: createJSONStorage(() => sessionStorage),
    skipHydration: true,
  }),
);

/** A draft belongs to who typed it: the form is empty for another person, and as they left it for one who comes back. */
function showDraftOf({ status }: DeskSlice): void {
  const { persist: kept } = ticketDraft;
  if (status === null || kept.getOptions().name === keptAs(status.actor)) return;
  kept.setOptions({ name: keptAs(status.actor) });
  if (sessionStorage.getItem(keptAs(status.actor)) === null) ticketDraft.setState(emptyDraft());
  else void kept.rehydrate();
}
showDraftOf(deskStore.getState());
deskStore.subscribe(showDraftOf);

export function editTicket(change: Partial<TicketFields>): void {
  ticketDraft.setState((draft) => ({
    fields: { ...draft.fields, ...change },
    idempotencyKey: randomKey(),
    recorded: null,
  }));
}

export function clearTicket(): void {
  ticketDraft.setState((draft) => ({
    fields: { ...EMPTY, account: draft.fields.account, trader: draft.fields.trader },
    baseQuantity: null,
    idempotencyKey: randomKey(),
    recorded: null,
  }));
}

/** The form as another pane, or a recorded decision, says; words that the form does not know keep its own. */
export function fillTicket(ticket: TicketInput): void {
  const quantity = toQuantity(ticket.orderQty);
  editTicket({
    account: ticket.account,
    symbol: ticket.symbol.toUpperCase(),
    side: SIDES.find((side) => side === ticket.side) ?? 'BUY',
    quantity: typeof quantity === 'number' ? formatExact(quantity, QUANTITY_PLACES) : ticket.orderQty,
    ordType: ORD_TYPES.find((type) => type === ticket.ordType) ?? 'MARKET',
    price: ticket.price ?? '',
    stopPx: ticket.stopPx ?? '',
    timeInForce: TIMES_IN_FORCE.find((one) => one === ticket.timeInForce) ?? 'DAY',
    trader: ticket.trader ?? '',
    strategy: ticket.strategy ?? '',
  });
}
