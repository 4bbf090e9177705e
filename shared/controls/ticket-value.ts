import type { Price } from '#shared/domain/decimal.ts';
import { scaleUnitValue, type UnitValue } from '#shared/domain/valuation.ts';
import type { Check } from './check.ts';
import type { Threshold } from './measure.ts';

/**
 * What one unit of the ticket is valued at (`valPx` of the catalogue): BUY LIMIT and STOP_LIMIT at their price,
 * SELL LIMIT and STOP_LIMIT at the higher of price and reference, MARKET and STOP at the reference and a buffer.
 * null when the price or fx that it needs is missing.
 */
export function ticketUnitValue(check: Check, marketBuffer: Threshold): UnitValue | null {
  const { instrument, ticket } = check;
  if (instrument === null || instrument.unit === null || instrument.price === null) return null;
  if (ticket.ordType === 'MARKET' || ticket.ordType === 'STOP') {
    const { numerator, denominator } = marketBuffer;
    if (cached.unit !== instrument.unit || cached.buffer !== marketBuffer) {
      cached = {
        unit: instrument.unit,
        buffer: marketBuffer,
        value: scaleUnitValue(instrument.unit, numerator + denominator, denominator),
      };
    }
    return cached.value;
  }
  if (ticket.price === null || ticket.price <= 0) return null;
  const price = check.direction > 0 ? ticket.price : (Math.max(ticket.price, instrument.price) as Price);
  return price === instrument.price ? instrument.unit : atPrice(instrument.unit, price, instrument.price);
}

/** The last market valuation: a check asks for the same one several times. */
let cached: { unit: UnitValue | null; buffer: Threshold | null; value: UnitValue } = {
  unit: null,
  buffer: null,
  value: { approximate: 0, exact: 0n, divisor: 1n },
};

/** The unit value at another price: exact, since unit.exact is a multiple of the reference price. */
function atPrice(unit: UnitValue, price: Price, reference: Price): UnitValue {
  const rest = unit.exact / BigInt(reference);
  return {
    approximate: Number(rest) * (price / Number(unit.divisor)),
    exact: rest * BigInt(price),
    divisor: unit.divisor,
  };
}
