import { PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { SymbolId } from '#shared/domain/ids.ts';
import type { bookProcedures } from '#shared/contract/procedures/book.ts';
import { AppErrorException, appError } from '#shared/errors/app-error.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { searchInstruments } from './instrument-rows.ts';
import { bookRows, bookSummaries } from './book-rows.ts';

export function bookHandlers({ deps, state }: DeskContext): HandlersOf<typeof bookProcedures> {
  const { reader } = deps;
  return {
    'instruments.search': ({ text, limit }) => searchInstruments(state.book.instruments, text, limit),
    'instruments.bars': ({ symbol, sessions }) => {
      if (state.book.instrument(symbol) === undefined)
        throw new AppErrorException(appError('NOT_FOUND', `no symbol '${symbol}'`, 'symbol'));
      return reader.bars(symbol as SymbolId, sessions).map(({ date, close, volume }) => ({
        date,
        close: close === null ? null : close / PRICE_ONE,
        volume: volume === null ? null : volume / QUANTITY_ONE,
      }));
    },
    'bars.suspicious': ({ limit }) => reader.suspiciousBars(limit),
    'accounts.list': () =>
      [...state.book.accounts.values()].map(({ account, desk, baseCurrency }) => ({
        account,
        desk,
        baseCurrency,
      })),
    'book.rows': ({ account }) => bookRows(state.book, reader.positions(), account),
    'book.summaries': () => bookSummaries(state.book, state.ledger),
  };
}
