import { describe, expect, it } from 'vitest';
import { build } from '#shared/testing/builders.ts';
import { engineOf } from './engine-of-naive-desk.testing.ts';

describe('the boundary of a ticket that one control denies', () => {
  it('passes over quantities that a control denies below one that it allows', () => {
    const bars = Array.from({ length: 20 }, (_, day) => ({
      symbol: build.instrument('X').symbol,
      date: 20_251_201 + day,
      close: build.price(10),
      volume: build.quantity(100),
    }));
    // The firm is short ten days' volume on another account: 1,000 bought brings it home, 400 leave it at six.
    const desk = build.desk({
      instruments: [build.instrument('X')],
      accounts: [build.account('A1', 1_000_000), build.account('A2', 1_000_000)],
      positions: [build.position('A2', 'X', -1_000)],
      marks: [build.mark('X', 10)],
      bars,
      limits: [
        ...build.wideLimits(),
        build.limit('MAX_ORDER_QTY', 'QTY', '400'),
        build.limit('POSITION_ADV', 'FRACTION', '5'),
      ],
    });
    const decision = engineOf(desk)(build.ticket('X', 1_000));
    expect(decision.verdict).toBe('BLOCK');
    expect(decision.maxQty).toBe(0);
    expect(decision.binding?.code).toBe('POSITION_ADV');
  });
});
