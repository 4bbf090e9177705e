import type { Account, Instrument } from '#shared/domain/reference.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { NaiveDesk } from './naive-desk.ts';

/** One ticket put to one desk, with the reference rows that it names; null where it names none that exist. */
export interface NaiveQuestion {
  readonly desk: NaiveDesk;
  readonly ticket: Ticket;
  readonly instrument: Instrument | null;
  readonly account: Account | null;
}

/** Looks up what the ticket names. */
export function toNaiveQuestion(desk: NaiveDesk, ticket: Ticket): NaiveQuestion {
  return {
    desk,
    ticket,
    instrument: desk.instruments.find((row) => row.symbol === ticket.symbol) ?? null,
    account: desk.accounts.find((row) => row.account === ticket.account) ?? null,
  };
}

/** Whether the ticket carries a quantity that can be reckoned with. */
export const hasQuantity = (ticket: Ticket): boolean =>
  ticket.orderQty > 0 && !ticket.defects.some((defect) => defect.field === 'orderQty');

/** The desk clock's UTC date as YYYYMMDD. */
export const clockDate = (desk: NaiveDesk): number =>
  Number(new Date(desk.clock.now).toISOString().slice(0, 10).replaceAll('-', ''));

/** The desk clock's UTC day, counted from 1970. */
export const clockDay = (desk: NaiveDesk): number => Math.floor(desk.clock.now / 86_400_000);
