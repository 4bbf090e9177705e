import { expect, it } from 'vitest';
import { BOOKS, isOraclePresent, oracleFolder, readOracleBook } from '../oracle-desk.testing.ts';
import { branchDeskOf, readAll } from './branch-desk.testing.ts';

if (!isOraclePresent) console.warn(`oracle tests of branches skipped: no oracle data in ${oracleFolder}`);

const same = (actual: number | null | undefined, wanted: number, of = wanted): void =>
  expect(Math.abs((actual ?? NaN) - wanted)).toBeLessThanOrEqual(1e-9 * Math.abs(of));

it.runIf(isOraclePresent).each(BOOKS)('branches_of_%s_with_an_order_each_are_the_oracles_books', (id) => {
  const { desk, window, orders } = readOracleBook(id);
  const branches = orders.map(({ symbol, signed_quantity }) => [
    {
      ...{ kind: 'ADD_TICKET' as const, as: 'FILLED' as const },
      ticket: {
        ...{ account: 'MAIN', symbol, side: signed_quantity > 0 ? 'BUY' : 'SELL', strategy: '' },
        ...{ orderQty: String(Math.abs(signed_quantity)), ordType: 'MARKET', timeInForce: 'DAY', trader: '' },
      },
    },
  ]);
  const [, ...at95] = readAll(branchDeskOf(desk), branches, { options: { window, confidence: 0.95 } });
  const [, ...at99] = readAll(branchDeskOf(desk), branches, { options: { window, confidence: 0.99 } });
  for (const [i, { post }] of orders.entries()) {
    const figures = at95[i]?.figures;
    same(figures?.gross, post.gross);
    same(figures?.net, post.net, post.gross);
    same(figures?.hhi, post.hhi);
    same(figures?.sigma, post.sigma_usd);
    same(figures?.varParametric, post.var95_1d);
    same(at99[i]?.figures.varParametric, post.var99_1d);
  }
});
