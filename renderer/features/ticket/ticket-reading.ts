import { create } from 'zustand';
import type { InstrumentRow } from '#shared/contract/schemas/market.ts';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import { QUANTITY_ONE, QUANTITY_PLACES, type Quantity } from '#shared/domain/decimal.ts';
import { parseQuantity, type ParsedQuantity } from '#renderer/format/parse-quantity.ts';
import { toScaled } from './step-on-grid.ts';
import type { TicketFields } from './ticket-fields.ts';
import { toTicketInput } from './to-ticket-input.ts';

/** What a draft says once it is read. */
export interface TicketReading {
  readonly lot: Quantity;
  readonly parsed: ParsedQuantity;
  /** The ticket as it would be sent; null while it lacks something. */
  readonly ticket: TicketInput | null;
  readonly lacking: string | null;
}

/** The instrument of the form as the pane has last found it, for what reads the form without the pane. */
export const knownInstrument = create<{ readonly instrument: InstrumentRow | null }>(() => ({
  instrument: null,
}));

/** Reads a draft with the lot of its instrument; of another instrument, or none, the lot is one. */
export function readDraft(
  { fields, baseQuantity }: { readonly fields: TicketFields; readonly baseQuantity: Quantity | null },
  instrument: InstrumentRow | null,
): TicketReading {
  const lotSize = instrument?.symbol === fields.symbol.trim() ? instrument.lotSize : undefined;
  const lot = (toScaled(lotSize, QUANTITY_PLACES) ?? QUANTITY_ONE) as Quantity;
  const parsed = parseQuantity(fields.quantity, { lot, current: baseQuantity });
  const input = toTicketInput(fields, parsed.kind === 'quantity' ? parsed.quantity : null);
  return {
    lot,
    parsed,
    ...(typeof input === 'string' ? { ticket: null, lacking: input } : { ticket: input, lacking: null }),
  };
}
