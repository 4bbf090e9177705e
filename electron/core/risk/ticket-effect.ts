import type { ParsedInputOf } from '#shared/contract/contract.ts';
import type { ClOrdId, EpochMs } from '#shared/domain/ids.ts';
import { directionOf } from '#shared/domain/ticket.ts';
import type { InstrumentView } from '#shared/controls/views.ts';
import type { DeskBook } from '../book/desk-book.ts';
import { toTicket } from '../validation/to-ticket.ts';
import type { Lack } from '../whatif/sizing-book.ts';

/** Scaled signed quantity that a ticket would add to a symbol. */
export interface TicketEffect {
  readonly view: InstrumentView;
  readonly delta: number;
}

export interface CountedTicket {
  /** Null: there is no ticket, or `lack` says why it does not count. */
  readonly effect: TicketEffect | null;
  readonly lack: Lack | null;
}

/** What a ticket does to the book of an account (null: of the firm) when it is filled at the mark. */
export function countTicket(
  desk: DeskBook,
  input: ParsedInputOf<'risk.exposures'>['ticket'],
  account: string | null,
): CountedTicket {
  if (input === undefined) return { effect: null, lack: null };
  const ticket = toTicket(input, { clOrdId: 'risk' as ClOrdId, transactTime: null as EpochMs | null });
  const lacks = (where: string, detail: string): CountedTicket => ({
    effect: null,
    lack: { input: where, detail },
  });
  const [defect] = ticket.defects;
  if (defect !== undefined) return lacks(defect.field, defect.value);
  if (!desk.accounts.has(ticket.account) || (account !== null && account !== ticket.account))
    return lacks('account', ticket.account);
  const view = desk.instrument(ticket.symbol);
  if (view === undefined) return lacks('symbol', ticket.symbol);
  if (view.unit === null) return lacks(view.missing ?? 'price', ticket.symbol);
  return { effect: { view, delta: directionOf(ticket.side) * ticket.orderQty }, lack: null };
}
