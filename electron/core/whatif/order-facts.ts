import { PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import { directionOf, type Ticket } from '#shared/domain/ticket.ts';
import { returnStatistic, type InstrumentView } from '#shared/controls/views.ts';
import type { OrderFact, OrderFacts } from '#shared/quant/sizing/sizing-method.ts';
import type { Lack, SizingBook } from './sizing-book.ts';

const ADV_BARS = 20;

/** Facts of one order; one that is not known is NaN here and named by `lackOfFact`. */
export function factsOf(
  ticket: Ticket,
  view: InstrumentView,
  book: SizingBook,
  stopDistance: number | undefined,
): OrderFacts {
  const { scenario } = book;
  const usable = scenario !== null && book.returnsLack(view) === null;
  return {
    direction: directionOf(ticket.side),
    price: view.shareMoney,
    held: book.held(view),
    nav: book.nav,
    gross: book.gross,
    adv: advOf(view),
    stdDev: usable ? positive(Math.sqrt(returnStatistic(scenario.set, view.id, 'variance'))) : NaN,
    bookVariance: usable ? scenario.variance : NaN,
    covariance: usable ? scenario.covarianceWith(view.id) : NaN,
    stopLoss: stopLossOf(ticket, view, stopDistance),
    allowed: NaN,
  };
}

/** The first of the facts that the order lacks; null: none. */
export function lackOfFact(
  facts: OrderFacts,
  needs: readonly OrderFact[],
  view: InstrumentView,
  book: SizingBook,
): Lack | null {
  const missing = needs.find((need) => need !== 'allowed' && Number.isNaN(facts[need]));
  const { symbol } = view.instrument;
  switch (missing) {
    case undefined:
      return null;
    case 'price':
      return { input: view.missing ?? 'price', detail: symbol };
    case 'gross':
    case 'nav':
      return { input: missing === 'nav' ? 'nav' : 'mark', detail: '' };
    case 'stopLoss':
      return { input: 'stop', detail: symbol };
    case 'adv':
      return { input: 'adv', detail: symbol };
    default:
      return book.returnsLack(view) ?? { input: 'returns', detail: symbol };
  }
}

/** Mean volume of the last 20 bars, shares; NaN with fewer, one without a volume, or none traded. */
export function advOf({ volumeBars, volumeSum, volumeUnit }: InstrumentView): number {
  return volumeBars < ADV_BARS ? NaN : positive((volumeSum * volumeUnit) / volumeBars / QUANTITY_ONE);
}

/**
 * Loss of a share, base currency, from the mark to the ticket's stop price, which must lie on the losing side; without
 * one the distance as a share of the price. NaN: neither.
 */
function stopLossOf(ticket: Ticket, view: InstrumentView, stopDistance: number | undefined): number {
  if (ticket.stopPx === null) return (stopDistance ?? NaN) * view.shareMoney;
  const perPrice = view.shareMoney / ((view.price ?? NaN) / PRICE_ONE);
  const away = ((view.price ?? NaN) - ticket.stopPx) / PRICE_ONE;
  return positive(directionOf(ticket.side) * away * perPrice);
}

const positive = (value: number): number => (value > 0 ? value : NaN);
