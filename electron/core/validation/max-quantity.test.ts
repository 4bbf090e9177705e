import { describe, expect, it } from 'vitest';
import type { Decision } from '#shared/domain/decision.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { simple } from '#shared/testing/single-outcome.ts';
import { engineOf } from './engine-of-naive-desk.testing.ts';
import { barsOf } from './judged.testing.ts';

const SHORT = { side: 'SELL_SHORT' } as const;
const decide = (desk: NaiveDesk, ticket: Ticket): Decision => engineOf(desk)(ticket);
const withLimits = (desk: NaiveDesk, ...limits: Limit[]): NaiveDesk => ({
  ...desk,
  limits: [...build.wideLimits(), ...limits],
});
const orderQty = (hard: string, more: Partial<Limit> = {}) => build.limit('MAX_ORDER_QTY', 'QTY', hard, more);
const positionQty = (hard: string, more: Partial<Limit> = {}) =>
  build.limit('MAX_POSITION_QTY', 'QTY', hard, more);

describe('the most that may go', () => {
  it('is that of the tightest of several limits of one control, and names it', () => {
    const desk = withLimits(
      simple(),
      orderQty('100', { limitId: 'wide' as Limit['limitId'] }),
      orderQty('40', { limitId: 'tight' as Limit['limitId'] }),
    );
    expect(decide(desk, build.ticket('A', 60))).toMatchObject({
      verdict: 'BLOCK',
      maxQty: 40,
      binding: { code: 'MAX_ORDER_QTY', limitId: 'tight' },
    });
    expect(
      decide(desk, build.ticket('A', 150)).outcomes.filter(({ code }) => code === 'MAX_ORDER_QTY'),
    ).toMatchObject([
      { limitId: 'wide', status: 'BLOCK', maxQty: 100 },
      { limitId: 'tight', status: 'BLOCK', maxQty: 40 },
    ]);
  });

  it('is the same whether the ticket is above or below it', () => {
    const desk = withLimits(simple(), positionQty('40'));
    const seen = [1, 39, 40, 41, 1000].map((shares) => decide(desk, build.ticket('A', shares)).maxQty);
    expect(seen).toEqual([40, 40, 40, 40, 40]);
  });

  it('is not looked for from 1,000 times the ticket on', () => {
    const desk = withLimits(simple(), orderQty('1000'));
    expect(decide(desk, build.ticket('A', 1))).toMatchObject({
      verdict: 'PASS',
      maxQty: null,
      binding: null,
    });
    expect(decide(withLimits(simple(), orderQty('999')), build.ticket('A', 1))).toMatchObject({
      maxQty: 999,
    });
  });

  it('is 0, and the gate is named, where no quantity may go', () => {
    const halted = simple({ states: [{ level: 'FIRM', key: '*', state: 'HALTED' }] });
    expect(decide(halted, build.ticket('A', 10))).toMatchObject({
      verdict: 'BLOCK',
      maxQty: 0,
      binding: { code: 'TRADING_STATE', limitId: null },
    });
  });

  it('is 0 where the quantity cannot be read', () => {
    const defects = [{ field: 'orderQty', value: 'x', problem: 'not a decimal number' }] as const;
    expect(decide(simple(), build.ticket('A', 0, { defects }))).toMatchObject({
      maxQty: 0,
      binding: { code: 'ORDER_INVALID', limitId: null },
      notional: null,
    });
  });

  it('for a reducing ticket is what reduces, where any limit stands in the way of more', () => {
    const desk = withLimits(simple({ positions: [build.position('A1', 'A', 500)] }), positionQty('0'));
    expect(decide(desk, build.ticket('A', 100, { side: 'SELL' }))).toMatchObject({
      verdict: 'WARN',
      reducing: true,
    });
    // Beyond zero the ticket is short and the limit is 0, but no worse than long 500 until 1,000.
    const located = { ...desk, locates: [build.locate('A1', 'A', 5000)] };
    expect(decide(located, build.ticket('A', 1001, SHORT))).toMatchObject({
      verdict: 'BLOCK',
      maxQty: 1000,
    });
    const participation = build.limit('PARTICIPATION', 'FRACTION', '0');
    const thin = withLimits(
      simple({ positions: [build.position('A1', 'A', 500)], bars: barsOf('A', Array<number>(20).fill(10)) }),
      participation,
    );
    const thinLocated = { ...thin, locates: [build.locate('A1', 'A', 5000)] };
    expect(decide(thinLocated, build.ticket('A', 501, SHORT))).toMatchObject({
      verdict: 'BLOCK',
      maxQty: 500,
      binding: { code: 'PARTICIPATION' },
    });
  });

  describe('where a smaller quantity is denied by a control that allowed the ticket', () => {
    // The firm holds 3,000 through A2, A1 holds none: a short sale of A1 hedges it. One day's volume is 1,000.
    const hedge = (orderLimit: string): NaiveDesk =>
      withLimits(
        simple({
          accounts: [build.account('A1', 100_000), build.account('A2', 100_000)],
          positions: [build.position('A2', 'A', 3000)],
          bars: barsOf('A', Array<number>(20).fill(10)),
          locates: [build.locate('A1', 'A', 10_000)],
        }),
        orderQty(orderLimit),
        build.limit('POSITION_ADV', 'FRACTION', '1'),
      );

    it('the ticket alone passes from 2,000 to 4,000', () => {
      const seen = [1999, 2000, 3500, 4000, 4001].map(
        (shares) => decide(hedge('9000'), build.ticket('A', shares, SHORT)).verdict,
      );
      expect(seen).toEqual(['BLOCK', 'WARN', 'PASS', 'WARN', 'BLOCK']);
    });

    it('a boundary inside is a boundary', () => {
      expect(decide(hedge('2500'), build.ticket('A', 3500, SHORT))).toMatchObject({
        verdict: 'BLOCK',
        maxQty: 2500,
        binding: { code: 'MAX_ORDER_QTY' },
      });
    });

    it('a boundary outside is none: nothing smaller may go', () => {
      expect(decide(hedge('1000'), build.ticket('A', 3500, SHORT))).toMatchObject({
        verdict: 'BLOCK',
        maxQty: 0,
        binding: { code: 'POSITION_ADV' },
      });
    });
  });

  it('keeps to the lot grid', () => {
    const lots = simple({ instruments: [build.instrument('A', { lotSize: build.quantity(7) })] });
    expect(decide(withLimits(lots, orderQty('100')), build.ticket('A', 105)).maxQty).toBe(98);
    expect(decide(withLimits(lots, orderQty('100')), build.ticket('A', 7)).maxQty).toBe(98);
    const thousandths = simple({
      instruments: [build.instrument('A', { lotSize: build.quantity('0.001') })],
    });
    expect(decide(withLimits(thousandths, orderQty('1.2345')), build.ticket('A', 2)).maxQty).toBe(1.234);
  });
});
