import type { marketProcedures } from '#shared/contract/procedures/market.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import type { MarketDesk } from './market-desk.ts';

export function marketHandlers(
  { emit }: DeskContext,
  market: MarketDesk,
): HandlersOf<typeof marketProcedures> {
  return {
    'marks.record': async ({ marks }, actor) => {
      const answer = unwrap(await market.recordMarks(marks, actor));
      if (answer.taken > 0) emit('book.changed', { account: '*' });
      return answer;
    },
    'fx.record': async ({ rates }, actor) => {
      const answer = unwrap(await market.recordRates(rates, actor));
      emit('book.changed', { account: '*' });
      return answer;
    },
  };
}
