import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import type { Measure } from '../measure.ts';

/**
 * True when the symbol has the average daily volume the limit needs: at least `minBars` bars, each with a volume,
 * and not zero unless `zeroCounts`. The ADV is volumeSum * volumeUnit / volumeBars, scaled quantity.
 */
export function hasAdv(check: Check, limit: CompiledLimit, zeroCounts: boolean, out: Measure): boolean {
  const { instrument } = check;
  if (instrument === null) out.setMissing('symbol', check.ticket.symbol);
  else if (instrument.volumeBars < limit.params.minBars || Number.isNaN(instrument.volumeSum)) {
    out.setMissing('volume', check.ticket.symbol);
  } else if (instrument.volumeSum === 0 && !zeroCounts) out.setMissing('adv', check.ticket.symbol);
  else return true;
  return false;
}
