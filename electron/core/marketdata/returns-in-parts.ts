import { computeSessionReturns, fillMissingReturns } from '#shared/quant/session-returns.ts';
import type { DeskBook } from '../book/desk-book.ts';

/** Symbols of one part: a millisecond or two. */
const SYMBOLS_AT_ONCE = 64;

/**
 * The returns of every instrument of a book over a whole window of an index's calendar, gaps filled with the index: symbol
 * by symbol, as a scenario set of the policy `proxy` has them. It stops after every few symbols, so that whoever asks for
 * them may do something else. null where the index's own returns fall short.
 */
export function* returnsInParts(
  { history, instruments, today }: Pick<DeskBook, 'history' | 'instruments' | 'today'>,
  { index, window }: { readonly index: string; readonly window: number },
): Generator<void, Float64Array | null> {
  const indexSeries = history.of(index);
  // Every bar of the index is a session of its calendar, even one without a close.
  const calendar = { dates: indexSeries.dates, closes: indexSeries.closes.map(() => 1) };
  const own = computeSessionReturns(calendar, [indexSeries], today, window);
  if (own.T < window || own.missing[0] !== 0) return null;
  const returns = new Float64Array(instruments.length * window);
  for (let from = 0; from < instruments.length; from += SYMBOLS_AT_ONCE) {
    const part = instruments.slice(from, from + SYMBOLS_AT_ONCE);
    const series = part.map(({ instrument }) => history.of(instrument.symbol));
    const raw = computeSessionReturns(calendar, series, today, window);
    returns.set(fillMissingReturns(raw.returns, own.returns, 'proxy'), from * window);
    yield;
  }
  return returns;
}
