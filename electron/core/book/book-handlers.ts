import { PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { SymbolId } from '#shared/domain/ids.ts';
import type { bookProcedures } from '#shared/contract/procedures/book.ts';
import type { BarRuling } from '#shared/domain/bar-ruling.ts';
import { AppErrorException, appError } from '#shared/errors/app-error.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { Actor } from '../desk/actor.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import { BarDesk, type BarName } from '../marketdata/bar-desk.ts';
import type { RiskDesk } from '../risk/risk-desk.ts';
import { searchInstruments } from './instrument-rows.ts';
import { bookSummaries } from './book-summaries.ts';
import { PositionFeed } from './position-feed.ts';

export function bookHandlers(
  { deps, state, announceEverything }: DeskContext,
  risk: RiskDesk,
): HandlersOf<typeof bookProcedures> {
  const { reader } = deps;
  const bars = new BarDesk(deps, state);
  const positions = new PositionFeed(reader, () => deps.newId());
  const ruling =
    (ruled: BarRuling) =>
    async (
      input: { bars: readonly BarName[]; reason: string },
      actor: Actor,
    ): Promise<{ changed: number }> => {
      const changed = unwrap(await bars.rule(ruled, input.bars, input.reason, actor));
      if (changed > 0) announceEverything(actor);
      return { changed };
    };
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
    'bars.suspicious': ({ open, limit }) => ({
      bars: reader.suspiciousBars({ open, count: limit }),
      total: reader.suspiciousBarCount(open),
    }),
    'bars.accept': ruling('ACCEPTED'),
    'bars.exclude': ruling('EXCLUDED'),
    'accounts.list': () =>
      [...state.book.accounts.values()].map(({ account, desk, baseCurrency }) => ({
        account,
        desk,
        baseCurrency,
      })),
    'book.rows': (input) => positions.read(state.book, input),
    'book.figures': async (input) => unwrap(await risk.ask({ about: 'book.figures', input })),
    'book.summaries': () => bookSummaries(state.book, state.ledger),
  };
}
