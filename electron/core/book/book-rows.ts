import { MONEY_ONE, PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { Position } from '#shared/domain/reference.ts';
import { valueOf } from '#shared/domain/valuation.ts';
import type { BookRow, BookSummary } from '#shared/contract/schemas/book.ts';
import type { Ledger } from '../reservations/ledger.ts';
import type { DeskBook } from './desk-book.ts';
import type { ScopeBook } from './scope-book.ts';

/** Positions and working quantity of one account, or of every account, largest value first. */
export function bookRows(desk: DeskBook, avgPrices: readonly Position[], account?: string): BookRow[] {
  const averages = new Map(avgPrices.map((p) => [JSON.stringify([p.account, p.symbol]), p.avgPrice]));
  const names = account === undefined ? [...desk.accounts.keys()] : [account];
  return names
    .flatMap((name) => rowsOf(desk, name, averages))
    .sort((a, b) => Math.abs(b.value ?? 0) - Math.abs(a.value ?? 0));
}

function rowsOf(desk: DeskBook, account: string, averages: ReadonlyMap<string, number | null>): BookRow[] {
  const book = desk.book('ACCOUNT', account);
  const rows: BookRow[] = [];
  for (const { id, instrument, price, priceAt, unit } of desk.instruments) {
    const { quantity: q, workingBuy, workingSell } = book.symbol(id);
    if (q === 0 && workingBuy === 0 && workingSell === 0) continue;
    const value = unit === null ? null : valueOf(q, unit) / MONEY_ONE;
    const average = averages.get(JSON.stringify([account, instrument.symbol])) ?? null;
    rows.push({
      account,
      symbol: instrument.symbol,
      name: instrument.name,
      sector: instrument.sector,
      quantity: q / QUANTITY_ONE,
      workingBuy: workingBuy / QUANTITY_ONE,
      workingSell: workingSell / QUANTITY_ONE,
      price: price === null ? null : price / PRICE_ONE,
      priceAsOf: priceAt,
      value,
      weight: value === null || book.nav === null || book.nav <= 0 ? null : (value * MONEY_ONE) / book.nav,
      avgPrice: average === null ? null : average / PRICE_ONE,
      unrealisedPnl:
        value === null || average === null || price === null ? null : value * (1 - average / price),
    });
  }
  return rows;
}

/** Firm, then each desk and account: NAV, cash and exposures with every working order counted at its worst. */
export function bookSummaries(desk: DeskBook, ledger: Ledger): BookSummary[] {
  const desks = [...new Set([...desk.accounts.values()].map((account) => account.desk))];
  return [
    summaryOf('FIRM', '*', desk.firm, desk, ledger.count()),
    ...desks.map((name) => {
      const working = [...desk.accounts.values()].filter((a) => a.desk === name);
      const count = working.reduce((sum, { account }) => sum + ledger.count(account), 0);
      return summaryOf('DESK', name, desk.book('DESK', name), desk, count);
    }),
    ...[...desk.accounts.keys()].map((account) =>
      summaryOf('ACCOUNT', account, desk.book('ACCOUNT', account), desk, ledger.count(account)),
    ),
  ];
}

function summaryOf(
  level: string,
  key: string,
  book: ScopeBook,
  desk: DeskBook,
  workingTickets: number,
): BookSummary {
  let long = 0;
  let short = 0;
  let positions = 0;
  for (const { id, unit } of desk.instruments) {
    const { quantity: q } = book.symbol(id);
    if (q === 0) continue;
    positions++;
    const value = unit === null ? 0 : valueOf(q, unit);
    if (value > 0) long += value;
    else short += value;
  }
  const known = book.unmarked === 0;
  const nav = book.nav;
  return {
    scope: { level, key },
    nav: nav === null ? null : nav / MONEY_ONE,
    cash: book.cash / MONEY_ONE,
    long: known ? long / MONEY_ONE : null,
    short: known ? short / MONEY_ONE : null,
    gross: known ? book.gross / MONEY_ONE : null,
    net: known ? (long + short) / MONEY_ONE : null,
    leverage: known && nav !== null && nav > 0 ? book.gross / nav : null,
    positions,
    workingTickets,
  };
}
