import { FX_PLACES, MONEY_PLACES, PRICE_PLACES } from '#shared/domain/decimal.ts';
import { divideHalfEven } from '#shared/domain/exact.ts';
import { valueNear } from '#shared/domain/valuation.ts';
import type { Comparison } from '../control.ts';
import { symbolIsMarked } from '../nav-ratio.ts';
import type { InstrumentView } from '../views.ts';

const PLACES = PRICE_PLACES + FX_PLACES - MONEY_PLACES;
const DIVISOR = 10n ** BigInt(PLACES);

/** The value of all shares of the symbol must reach the limit; in whole minor units it may be far beyond 2^53. */
export const marketCap: Comparison = {
  kind: 'COMPARISON',
  code: 'MARKET_CAP',
  group: 'L',
  title: 'Market capitalisation',
  formula: 'shares outstanding * px * fx',
  units: ['MONEY'],
  minimum: true,
  ticketOnly: true,
  crossing: 'NONE',
  inputs: 'SYMBOL',
  params: [],
  alwaysOn: false,
  measure(check, _limit, out) {
    if (!symbolIsMarked(check, out) || check.instrument === null) return;
    const { instrument, price, fx } = check.instrument;
    const shares = instrument.sharesOutstanding;
    if (shares === null) return out.setMissing('sharesOutstanding', check.ticket.symbol);
    const perShare = ((price ?? NaN) * (fx ?? NaN)) / 10 ** PLACES;
    const rounded = valueNear(shares, perShare);
    if (!Number.isNaN(rounded)) return out.setWhole(rounded);
    // Near a half cent, or so large that float64 cannot tell the cents.
    const approximate = shares * perShare;
    if (approximate < 2 ** 50) out.setWhole(Number(exactCapOf(check.instrument)));
    else out.setApproximate(approximate, 1);
  },
  measureExactly: ({ instrument }) => [instrument === null ? 0n : exactCapOf(instrument), 1n],
};

/** Minor units, rounded half-even once. */
const exactCapOf = ({ instrument, price, fx }: InstrumentView): bigint =>
  divideHalfEven(BigInt(instrument.sharesOutstanding ?? 0) * BigInt(price ?? 0) * BigInt(fx ?? 0), DIVISOR);
