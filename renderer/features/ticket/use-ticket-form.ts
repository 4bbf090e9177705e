import { useEffect } from 'react';
import { useStore } from 'zustand';
import { QUANTITY_ONE, QUANTITY_PLACES, type Quantity } from '#shared/domain/decimal.ts';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { workspaceStore } from '#renderer/client/workspace-store.ts';
import { formatExact } from '#renderer/format/numbers.ts';
import { parseQuantity, type ParsedQuantity } from '#renderer/format/parse-quantity.ts';
import { toScaled } from './step-on-grid.ts';
import { editTicket, fillTicket, ticketDraft, type TicketFields } from './ticket-draft.ts';
import { toTicketInput } from './to-ticket-input.ts';
import { useInstrument, type InstrumentSearch } from './use-instrument.ts';

export interface TicketFormState {
  readonly fields: TicketFields;
  readonly search: InstrumentSearch;
  readonly lot: Quantity;
  readonly parsed: ParsedQuantity;
  /** The ticket as it would be sent; null while it lacks something. */
  readonly ticket: TicketInput | null;
  readonly lacking: string | null;
  /** Writes the quantity out in full, as it was read. */
  readonly commitQuantity: () => void;
}

/** What the form says now, read and completed: the first account, the lot of the symbol, the base of `+10%`. */
export function useTicketForm(): TicketFormState {
  const { fields, baseQuantity } = useStore(ticketDraft);
  const accounts = useStore(deskStore, (slice) => slice.accounts);
  const search = useInstrument(fields.symbol);
  const lot = (toScaled(search.instrument?.lotSize, QUANTITY_PLACES) ?? QUANTITY_ONE) as Quantity;
  const parsed = parseQuantity(fields.quantity, { lot, current: baseQuantity });
  const quantity = parsed.kind === 'quantity' ? parsed.quantity : null;
  const input = toTicketInput(fields, quantity);
  const symbol = search.instrument?.symbol ?? '';

  useEffect(() => {
    const first = accounts[0];
    if (fields.account === '' && first !== undefined) editTicket({ account: first.account });
  }, [accounts, fields.account]);
  useEffect(() => workspaceStore.setState({ symbol }), [symbol]);
  const ticketKey = JSON.stringify(typeof input === 'string' ? null : input);
  useEffect(
    () => workspaceStore.setState({ ticket: JSON.parse(ticketKey) as TicketInput | null }),
    [ticketKey],
  );
  useEffect(() => {
    const relative = /^[+-]/.test(fields.quantity.trim());
    if (quantity !== null && !relative) ticketDraft.setState({ baseQuantity: quantity });
  }, [quantity, fields.quantity]);
  useRequests();
  useSharedDraft(toTicketInput(fields, quantity ?? lot));

  const commitQuantity = (): void => {
    if (quantity === null) return;
    const text = formatExact(quantity, QUANTITY_PLACES);
    ticketDraft.setState((draft) => ({
      fields: { ...draft.fields, quantity: text },
      baseQuantity: quantity,
    }));
  };
  return {
    fields,
    search,
    lot,
    parsed,
    commitQuantity,
    ...(typeof input === 'string' ? { ticket: null, lacking: input } : { ticket: input, lacking: null }),
  };
}

/** A symbol or a whole ticket that another pane or the palette asked for. */
function useRequests(): void {
  useEffect(
    () =>
      workspaceStore.subscribe((now, before) => {
        if (now.ticketRequest !== null && now.ticketRequest !== before.ticketRequest)
          fillTicket(now.ticketRequest.ticket);
        const request = now.symbolRequest;
        if (request === null || request === before.symbolRequest) return;
        const account = request.account === null ? {} : { account: request.account };
        editTicket({ symbol: request.symbol, ...account });
      }),
    [],
  );
}

/** The ticket for the other panes to read. */
function useSharedDraft(input: TicketInput | string): void {
  const key = typeof input === 'string' ? null : JSON.stringify(input);
  useEffect(
    () => workspaceStore.setState({ ticketDraft: key === null ? null : (JSON.parse(key) as TicketInput) }),
    [key],
  );
}
