import { firstQuoteDay, quoteDay, type QuoteSummary } from '#electron/core/marketdata/symbol-quotes.ts';
import { QUOTE_DAY_MS } from '#shared/controls/views.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { FactorLoading, Quote } from '#shared/domain/market-data.ts';
import type { SqliteDatabase } from '../sqlite.ts';

const COLUMNS = 'symbol, at, bid, ask, last, bid_size AS bidSize, ask_size AS askSize';
type DayRow = [day: bigint, count: bigint, spreads: bigint, sides: bigint];

/** Quotes and factor loadings. Quotes are read symbol by symbol: each read is a range of the table's key. */
export function marketRepository(db: SqliteDatabase) {
  const symbols = db
    .prepare(
      `SELECT symbol FROM instruments AS i WHERE EXISTS (SELECT 1 FROM quotes AS q WHERE q.symbol = i.symbol)
       ORDER BY symbol`,
    )
    .pluck();
  const newest = `SELECT ${COLUMNS} FROM quotes WHERE symbol = ? AND at <= ?`;
  const latest = db.prepare(`${newest} ORDER BY at DESC LIMIT 1`);
  const lastTwoSided = db.prepare(`${newest} AND bid IS NOT NULL ORDER BY at DESC LIMIT 1`);
  const days = db
    .prepare(
      `SELECT at / ${QUOTE_DAY_MS} AS day, count(*), sum(ask - bid), sum(ask + bid) FROM quotes
       WHERE symbol = ? AND at BETWEEN ? AND ? AND bid IS NOT NULL GROUP BY day ORDER BY day`,
    )
    .raw()
    .safeIntegers();
  const loadings = db.prepare('SELECT symbol, factor, loading FROM factor_loadings ORDER BY factor, symbol');
  return {
    quoteSummaries: (until: EpochMs, clock: EpochMs): QuoteSummary[] =>
      (symbols.all() as string[]).flatMap((symbol) => {
        const found = latest.get(symbol, until) as Quote | undefined;
        if (found === undefined) return [];
        const from = firstQuoteDay(clock) * QUOTE_DAY_MS;
        return {
          latest: found,
          lastTwoSided: (lastTwoSided.get(symbol, until) as Quote | undefined) ?? null,
          days: (days.all(symbol, from, until) as DayRow[]).map(([day, count, spreads, sides]) =>
            quoteDay(Number(day), Number(count), spreads, sides),
          ),
        };
      }),
    factorLoadings: () => loadings.all() as FactorLoading[],
  };
}
