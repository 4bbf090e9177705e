import type { Price } from '#shared/domain/decimal.ts';
import { scaleUnitValue, unitValueOf, type UnitValue } from '#shared/domain/valuation.ts';
import type { Check } from './check.ts';
import type { Threshold } from './measure.ts';
import { ratio } from './threshold.ts';

/** What a ticket without a limit price may cost more than the reference, where no limit says another share. */
export const DEFAULT_BUFFER = ratio(1, 20);

/** What `ticketUnitValue` said last: a check asks for the same one several times. */
const held = { epoch: -1, numerator: 0, denominator: 0, value: null as UnitValue | null };

/**
 * What one unit of the ticket is valued at (`valPx` of the catalogue): BUY LIMIT and STOP_LIMIT at their price,
 * SELL LIMIT and STOP_LIMIT at the higher of price and reference, MARKET and STOP at the reference and a buffer.
 * null when the price or fx that it needs is missing.
 */
export function ticketUnitValue(check: Check, marketBuffer: Threshold): UnitValue | null {
  const { numerator, denominator } = marketBuffer;
  if (held.epoch !== check.epoch || held.numerator !== numerator || held.denominator !== denominator) {
    held.value = findUnitValue(check, marketBuffer);
    held.epoch = check.epoch;
    held.numerator = numerator;
    held.denominator = denominator;
  }
  return held.value;
}

function findUnitValue(check: Check, { numerator, denominator }: Threshold): UnitValue | null {
  const { instrument, ticket } = check;
  if (instrument === null || instrument.fx === null) return null;
  const isMarket = ticket.ordType === 'MARKET' || ticket.ordType === 'STOP';
  const price = isMarket ? instrument.price : limitPrice(check, instrument.price);
  if (price === null) return null;
  const unit =
    price === instrument.price && instrument.unit !== null
      ? instrument.unit
      : unitValueOf(price, instrument.fx, instrument.instrument.multiplier);
  return isMarket ? scaleUnitValue(unit, numerator + denominator, denominator) : unit;
}

/** A buyer pays at most the limit; a seller may get the market. */
function limitPrice({ ticket, direction }: Check, reference: Price | null): Price | null {
  if (ticket.price === null || ticket.price <= 0) return null;
  if (direction > 0) return ticket.price;
  return reference === null ? null : (Math.max(ticket.price, reference) as Price);
}
