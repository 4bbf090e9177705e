import type { OutputOf, ParsedInputOf } from '#shared/contract/contract.ts';
import { ok, type Result } from '#shared/errors/result.ts';
import { computeExposure } from '#shared/quant/exposure.ts';
import type { DeskBook } from '../book/desk-book.ts';
import type { KeptHistory } from '../marketdata/kept-history.ts';
import { measureBook } from './measured-book.ts';

/** The largest positions, and the sum of squared shares of gross by symbol and by issuer. */
export function bookConcentration(
  desk: DeskBook,
  bars: KeptHistory,
  input: ParsedInputOf<'risk.concentration'>,
): Result<OutputOf<'risk.concentration'>> {
  const book = measureBook(desk, bars, input);
  if (!book.ok) return book;
  const { held, values } = book.value;
  const { gross, hhiGross } = computeExposure(values, []);
  const shareOf = (value: number): number => (gross > 0 ? Math.abs(value) / gross : 0);
  const rows = held
    .map(({ view: { instrument } }, i) => {
      const value = values[i] as number;
      return {
        symbol: instrument.symbol,
        issuer: instrument.issuer || instrument.symbol,
        value,
        share: shareOf(value),
      };
    })
    .toSorted((a, b) => b.share - a.share);
  const byIssuer = Map.groupBy(rows, ({ issuer }) => issuer);
  const issuerShares = [...byIssuer.values()].map((own) => own.reduce((sum, { share }) => sum + share, 0));
  let cumulative = 0;
  return ok({
    ...{ currency: desk.base, gross, positions: rows.length, hhi: hhiGross },
    effectivePositions: hhiGross > 0 ? 1 / hhiGross : null,
    issuerHhi: issuerShares.reduce((sum, share) => sum + share * share, 0),
    top: rows.slice(0, input.top).map((row) => ({ ...row, cumulative: (cumulative += row.share) })),
  });
}
