import { expect, it } from 'vitest';
import { build } from '#shared/testing/builders.ts';
import type { AccountId, ClOrdId } from '#shared/domain/ids.ts';
import { size, sizeOne, sizingDeskOf, smallDesk, SESSIONS } from './sized.testing.ts';

const options = { window: SESSIONS };
const lackOf = (method: string, more: Parameters<typeof sizeOne>[1], desk = smallDesk()): unknown =>
  sizeOne(sizingDeskOf(desk), more, { method, target: 1_000, options }).lacks[0];

it('what_is_not_known_is_null_and_named', () => {
  expect(lackOf('FIXED_NOTIONAL', build.ticket('ZZZ', 1))).toEqual({
    field: 'quantity',
    input: 'symbol',
    detail: 'ZZZ',
  });
  expect(lackOf('FIXED_NOTIONAL', build.ticket('AAA', 1, { account: 'NOBODY' as AccountId }))).toMatchObject({
    input: 'account',
  });
  expect(lackOf('FIXED_RISK', build.ticket('AAA', 1))).toMatchObject({ input: 'stop', detail: 'AAA' });
  const unmarked = smallDesk(1, { marks: [build.mark('AAA', 10), build.mark('BBB', 20)] });
  expect(lackOf('FIXED_NOTIONAL', build.ticket('CCC', 1), unmarked)).toMatchObject({ input: 'price' });
  const short = { method: 'MAX_VAR', target: 1_000, options: { window: SESSIONS + 1 } };
  const { quantity, after, lacks } = sizeOne(sizingDeskOf(smallDesk()), build.ticket('AAA', 1), short);
  expect([quantity, after.var, after.gross === null]).toEqual([null, null, false]);
  expect(lacks[0]).toMatchObject({ input: 'history', detail: 'SPY' });
});

it('stop_price_on_the_losing_side_is_the_risk_of_a_share', () => {
  const desk = smallDesk(1, { marks: ['SPY', 'AAA', 'BBB', 'CCC'].map((symbol) => build.mark(symbol, 50)) });
  const asked = { method: 'FIXED_RISK', target: 1_000, options };
  const at = (stop: number, side: 'BUY' | 'SELL'): number | null =>
    sizeOne(sizingDeskOf(desk), build.ticket('AAA', 1, { side, stopPx: build.price(stop) }), asked).orderQty;
  expect([at(48, 'BUY'), at(52, 'SELL'), at(52, 'BUY'), at(50, 'SELL')]).toEqual([500, 500, null, null]);
});

it('orders_that_hedge_each_other_completely_have_no_risk_parity_and_say_so', () => {
  const pair = (['BUY', 'SELL'] as const).map((side) =>
    build.ticket('AAA', 1, { side, clOrdId: side as ClOrdId }),
  );
  for (const method of ['RISK_PARITY', 'CORRELATION_ADJUSTED']) {
    const { tickets } = size(sizingDeskOf(smallDesk()), pair, { method, target: 1_000, options });
    for (const { quantity, lacks } of tickets) {
      expect(quantity).toBeNull();
      expect(lacks[0]?.input).toBe('solution');
    }
  }
});

it('basket_leaves_out_what_it_cannot_size_and_solves_the_rest', () => {
  const orders = ['AAA', 'ZZZ', 'CCC'].map((symbol) => build.ticket(symbol, 1));
  const report = size(sizingDeskOf(smallDesk()), orders, { method: 'RISK_PARITY', target: 10_000, options });
  expect(report.tickets.map(({ quantity }) => quantity === null)).toEqual([false, true, false]);
  const alone = size(
    sizingDeskOf(smallDesk()),
    orders.filter(({ symbol }) => (symbol as string) !== 'ZZZ'),
    { method: 'RISK_PARITY', target: 10_000, options },
  );
  expect(report.tickets[2]?.quantity).toBe(alone.tickets[1]?.quantity);
});

it('request_that_lacks_what_its_method_needs_is_refused', () => {
  const desk = sizingDeskOf(smallDesk());
  const order = build.ticket('AAA', 1);
  expect(() => sizeOne(desk, order, { method: 'NONE' })).toThrow('no sizing method');
  expect(() => sizeOne(desk, order, { method: 'MAX_VAR' })).toThrow('needs a target');
  expect(() => sizeOne(desk, order, { method: 'MAX_VAR', target: NaN })).toThrow('needs a target');
  expect(() => sizeOne(desk, order, { method: 'KELLY', target: 1 })).toThrow('expected return');
});

it('component_of_all_of_a_position_is_its_component_var', () => {
  // Buying AAA into a book of nothing else makes it all of the VaR.
  const desk = smallDesk(3, { positions: [] });
  const sized = sizeOne(sizingDeskOf(desk), build.ticket('AAA', 1), {
    method: 'FIXED_NOTIONAL',
    target: 80_000,
    options,
  });
  expect(sized.componentVar).toBeCloseTo(sized.after.var?.parametric ?? NaN, 6);
  expect(sized.incrementalVar).toBeCloseTo(sized.after.var?.parametric ?? NaN, 6);
});
