import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { workspaceStore } from '#renderer/client/workspace-store.ts';
import { formatExact } from '#renderer/format/numbers.ts';
import { editTicket, fillTicket, ticketDraft } from './ticket-draft.ts';
import type { TicketFields } from './ticket-fields.ts';
import { knownInstrument, readDraft, type TicketReading } from './ticket-reading.ts';
import { toTicketInput } from './to-ticket-input.ts';
import { useInstrument, type InstrumentSearch } from './use-instrument.ts';

export interface TicketFormState extends TicketReading {
  readonly fields: TicketFields;
  readonly search: InstrumentSearch;
  /** Writes the quantity out in full, as it was read. */
  readonly commitQuantity: () => void;
}

/** What the form says now, read and completed: the first account, the lot of the symbol. */
export function useTicketForm(): TicketFormState {
  const { fields, baseQuantity } = useStore(ticketDraft);
  const accounts = useStore(deskStore, (slice) => slice.accounts);
  const search = useInstrument(fields.symbol);
  const { instrument } = search;
  const reading = useMemo(
    () => readDraft({ fields, baseQuantity }, instrument),
    [fields, baseQuantity, instrument],
  );
  const { parsed, lot, ticket } = reading;
  const symbol = instrument?.symbol ?? '';

  useEffect(() => knownInstrument.setState({ instrument }), [instrument]);
  useEffect(() => {
    const first = accounts[0];
    if (fields.account === '' && first !== undefined) editTicket({ account: first.account });
  }, [accounts, fields.account]);
  useEffect(() => {
    const ofOneLot = toTicketInput(fields, parsed.kind === 'quantity' ? parsed.quantity : lot);
    workspaceStore.setState({ symbol, ticket, ticketDraft: typeof ofOneLot === 'string' ? null : ofOneLot });
  }, [symbol, ticket, fields, parsed, lot]);
  useRequests();

  return useMemo(
    () => ({ ...reading, fields, search, commitQuantity: () => commitQuantity(reading) }),
    [reading, fields, search],
  );
}

function commitQuantity({ parsed }: TicketReading): void {
  if (parsed.kind !== 'quantity') return;
  const text = formatExact(parsed.quantity, QUANTITY_PLACES);
  ticketDraft.setState((draft) => ({
    fields: { ...draft.fields, quantity: text },
    baseQuantity: parsed.quantity,
  }));
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
