import type { marketProcedures } from '#shared/contract/procedures/market.ts';
import { AppErrorException, appError } from '#shared/errors/app-error.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import { markRow, markRows } from './mark-rows.ts';
import type { MarketDesk } from './market-desk.ts';

export function marketHandlers(
  { state, emit }: DeskContext,
  market: MarketDesk,
): HandlersOf<typeof marketProcedures> {
  return {
    'marks.record': async ({ marks }, actor) => {
      const answer = unwrap(await market.recordMarks(marks, actor));
      if (answer.taken > 0) emit('book.changed', { account: '*' });
      return answer;
    },
    'marks.list': ({ text }) => markRows(state.book, text),
    'marks.correct': async (correction, actor) => {
      unwrap(await market.correct(correction, actor));
      emit('book.changed', { account: '*' });
      const view = state.book.instrument(correction.symbol);
      if (view !== undefined) return markRow(state.book, view);
      throw new AppErrorException(appError('NOT_FOUND', `no symbol '${correction.symbol}'`, 'symbol'));
    },
    'fx.record': async ({ rates }, actor) => {
      const answer = unwrap(await market.recordRates(rates, actor));
      emit('book.changed', { account: '*' });
      return answer;
    },
  };
}
