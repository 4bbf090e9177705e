import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import { QUANTITY_PLACES, toQuantity, type Quantity } from '#shared/domain/decimal.ts';
import { ORD_TYPES, SIDES, TIMES_IN_FORCE } from '#shared/domain/ticket.ts';
import { personalDraft } from '#renderer/client/personal-draft.ts';
import { formatExact } from '#renderer/format/numbers.ts';
import { randomKey } from '#renderer/client/random-key.ts';
import type { TicketFields } from './ticket-fields.ts';
import { knownInstrument, readDraft } from './ticket-reading.ts';

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

export const ticketDraft = personalDraft<TicketDraft>({
  name: 'ticket',
  version: 2,
  empty: () => ({
    fields: EMPTY,
    baseQuantity: null,
    idempotencyKey: randomKey(),
    pending: null,
    recorded: null,
  }),
});

export function editTicket(change: Partial<TicketFields>): void {
  ticketDraft.setState((draft) => ({
    fields: { ...draft.fields, ...change },
    baseQuantity: change.quantity === undefined ? draft.baseQuantity : quantityToStartFrom(draft),
    idempotencyKey: randomKey(),
    recorded: null,
  }));
}

/** What `+10%` starts from once the quantity of the draft is typed over: that quantity, unless it is relative itself. */
function quantityToStartFrom(draft: TicketDraft): Quantity | null {
  if (/^\s*[+-]/.test(draft.fields.quantity)) return draft.baseQuantity;
  const { parsed } = readDraft(draft, knownInstrument.getState().instrument);
  return parsed.kind === 'quantity' ? parsed.quantity : draft.baseQuantity;
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
