import { PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { InstrumentRow } from '#shared/contract/schemas/market.ts';
import type { InstrumentView } from '#shared/controls/views.ts';

/** Instruments whose symbol or name matches a text: symbols that start with it first, then names that hold it. */
export function searchInstruments(
  instruments: readonly InstrumentView[],
  text: string,
  limit: number,
): InstrumentRow[] {
  const wanted = text.trim().toUpperCase();
  const known = instruments.filter((view) => view.known);
  const rank = ({ instrument }: InstrumentView): number => {
    if (instrument.symbol === wanted) return 0;
    if (instrument.symbol.startsWith(wanted)) return 1;
    const name = instrument.name.toUpperCase();
    return name.startsWith(wanted) ? 2 : name.includes(wanted) || instrument.symbol.includes(wanted) ? 3 : 4;
  };
  return known
    .map((view) => ({ view, rank: rank(view) }))
    .filter((found) => found.rank < 4)
    .sort((a, b) => a.rank - b.rank || (a.view.instrument.symbol < b.view.instrument.symbol ? -1 : 1))
    .slice(0, limit)
    .map(({ view }) => toInstrumentRow(view));
}

function toInstrumentRow({
  instrument,
  price,
  priceAt,
  volumeSum,
  volumeUnit,
  volumeBars,
}: InstrumentView): InstrumentRow {
  const adv20 = (volumeSum * volumeUnit) / volumeBars / QUANTITY_ONE;
  return {
    symbol: instrument.symbol,
    name: instrument.name,
    sector: instrument.sector,
    currency: instrument.currency,
    assetClass: instrument.assetClass,
    lotSize: instrument.lotSize / QUANTITY_ONE,
    tickSize: instrument.tickSize === null ? null : instrument.tickSize / PRICE_ONE,
    price: price === null ? null : price / PRICE_ONE,
    priceAsOf: priceAt,
    adv20: Number.isFinite(adv20) ? adv20 : null,
  };
}
