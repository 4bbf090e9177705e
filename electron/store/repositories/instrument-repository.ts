import type { FxQuote, Instrument } from '#shared/domain/reference.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { toIsoDate } from './dates.ts';

/** The security master and the exchange rates. */
export function instrumentRepository(db: SqliteDatabase) {
  const instruments = db.prepare(
    `SELECT symbol, name, issuer, sector, sub_industry AS subIndustry, country, currency, asset_class AS assetClass,
       exchange, lot_size AS lotSize, tick_size AS tickSize, multiplier, shares_outstanding AS sharesOutstanding
     FROM instruments ORDER BY symbol`,
  );
  const fx = db.prepare('SELECT currency, date, rate FROM fx ORDER BY currency, date');
  return {
    instruments: () => instruments.all() as Instrument[],
    fx: () =>
      (fx.all() as (Omit<FxQuote, 'date'> & { date: number })[]).map((row) => ({
        ...row,
        date: toIsoDate(row.date),
      })),
  };
}
