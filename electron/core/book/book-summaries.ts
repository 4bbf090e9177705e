import { MONEY_ONE } from '#shared/domain/decimal.ts';
import { valueOf } from '#shared/domain/valuation.ts';
import type { BookSummary } from '#shared/contract/schemas/book.ts';
import { CELL, CELLS } from '#shared/controls/views.ts';
import type { Ledger } from '../reservations/ledger.ts';
import type { DeskBook } from './desk-book.ts';
import type { ScopeBook } from './scope-book.ts';

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
    const q = book.cells[id * CELLS + CELL.quantity] as number;
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
