import { DuckDBConnection } from '@duckdb/node-api';
import type { BarColumns } from '#electron/core/ports/desk-reader.ts';
import type { VolumeStatistics } from '#shared/quant/liquidity.ts';
import { QUANTITY_ONE } from '#shared/domain/decimal.ts';

/** Ways to ask for the mean and the first quartile of the last 20 volumes of each symbol; the fastest counts. */
const QUERIES: Readonly<Record<string, string>> = {
  // The plain way.
  window: `SELECT symbol, avg(volume), quantile_cont(volume, 0.25) FROM (
    SELECT symbol, volume FROM bars QUALIFY row_number() OVER (PARTITION BY symbol ORDER BY date DESC) <= 20)
    GROUP BY symbol ORDER BY symbol`,
  // Where it is known that every symbol has a bar of every session.
  dates: `SELECT symbol, avg(volume), quantile_cont(volume, 0.25) FROM bars
    WHERE date >= (SELECT min(date) FROM (SELECT DISTINCT date FROM bars ORDER BY date DESC LIMIT 20))
    GROUP BY symbol ORDER BY symbol`,
  // The same with the first of the dates asked for beforehand.
  known: `SELECT symbol, avg(volume), quantile_cont(volume, 0.25) FROM bars
    WHERE date >= $from GROUP BY symbol ORDER BY symbol`,
};

export interface DuckDbPeer {
  /** Runs one of the queries; statistics by symbol, in the order of the symbols. */
  ask(name: string): Promise<VolumeStatistics[]>;
  close(): void;
}

export const QUERY_NAMES = Object.keys(QUERIES);

/** The bars in a table in memory, newest dates first so that the blocks that are needed lie together; two threads. */
export async function openDuckDb(bars: BarColumns): Promise<DuckDbPeer> {
  const connection = await DuckDBConnection.create();
  await connection.run('SET threads = 2');
  await connection.run('CREATE TABLE raw (symbol INTEGER, date INTEGER, volume DOUBLE)');
  const appender = await connection.createAppender('raw');
  for (let i = 0; i < bars.dates.length; i++) {
    appender.appendInteger(bars.symbolIndex[i] as number);
    appender.appendInteger(bars.dates[i] as number);
    appender.appendDouble((bars.volumes[i] as number) / QUANTITY_ONE);
    appender.endRow();
  }
  appender.closeSync();
  await connection.run('CREATE TABLE bars AS SELECT * FROM raw ORDER BY date DESC, symbol');
  const dates = [...new Set(bars.dates)].sort((a, b) => b - a);
  const from = dates[19] ?? 0;
  return {
    async ask(name) {
      const query = QUERIES[name] ?? '';
      const answer = await connection.runAndReadAll(query, query.includes('$from') ? { from } : undefined);
      const [, means = [], quartiles = []] = answer.getColumns();
      return means.map((adv, i) => ({ adv: Number(adv), q25: Number(quartiles[i]) }));
    },
    close() {
      connection.closeSync();
    },
  };
}
