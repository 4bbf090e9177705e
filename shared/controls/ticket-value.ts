import type { Price } from '#shared/domain/decimal.ts';
import { scaleUnitValue, unitValueOf, type UnitValue } from '#shared/domain/valuation.ts';
import type { Check } from './check.ts';
import type { Threshold } from './measure.ts';
import { ratio } from './threshold.ts';

/** What a ticket without a limit price may cost more than the reference, where no limit says another share. */
export const DEFAULT_BUFFER = ratio(1, 20);

/**
 * What one unit of the ticket is valued at (`valPx` of the catalogue): BUY LIMIT and STOP_LIMIT at their price,
 * SELL LIMIT and STOP_LIMIT at the higher of price and reference, MARKET and STOP at the reference and a buffer.
 * null when the price or fx that it needs is missing.
 */
export function ticketUnitValue(check: Check, marketBuffer: Threshold): UnitValue | null {
  const { instrument, ticket } = check;
  if (instrument === null || instrument.fx === null) return null;
  const isMarket = ticket.ordType === 'MARKET' || ticket.ordType === 'STOP';
  const price = isMarket ? instrument.price : limitPrice(check, instrument.price);
  if (price === null) return null;
  const unit =
    price === instrument.price && instrument.unit !== null
      ? instrument.unit
      : unitValueOf(price, instrument.fx, instrument.instrument.multiplier);
  return isMarket ? withBuffer(unit, marketBuffer) : unit;
}

/** A buyer pays at most the limit; a seller may get the market. */
function limitPrice({ ticket, direction }: Check, reference: Price | null): Price | null {
  if (ticket.price === null || ticket.price <= 0) return null;
  if (direction > 0) return ticket.price;
  return reference === null ? null : (Math.max(ticket.price, reference) as Price);
}

function withBuffer(unit: UnitValue, buffer: Threshold): UnitValue {
  if (held.unit !== unit || held.buffer !== buffer) {
    held.value = scaleUnitValue(unit, buffer.numerator + buffer.denominator, buffer.denominator);
    held.unit = unit;
    held.buffer = buffer;
  }
  return held.value ?? unit;
}

/** The last market valuation: a check asks for the same one several times. */
const held: { unit: UnitValue | null; buffer: Threshold | null; value: UnitValue | null } = {
  unit: null,
  buffer: null,
  value: null,
};
