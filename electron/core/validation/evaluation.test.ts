import { describe, expect, it } from 'vitest';
import type { DecisionId } from '#shared/domain/ids.ts';
import { build } from '#shared/testing/builders.ts';
import { DeskBook } from '../book/desk-book.ts';
import { compilePlan } from '../limits/plan.ts';
import { engineOf, sourceOf } from './engine-of-naive-desk.testing.ts';
import { barsOf } from './judged.testing.ts';
import { Validator } from './validator.ts';

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

describe('two validators of one book', () => {
  it('do not take what the other measured of another ticket', () => {
    const desk = build.desk({
      instruments: [build.instrument('A'), build.instrument('B')],
      accounts: [build.account('A1', 1_000_000)],
      marks: [build.mark('A', 10), build.mark('B', 10)],
      bars: [
        ...barsOf('SPY', [64, 80, 60, 90, 45]),
        ...barsOf('A', [64, 80, 60, 90, 45]),
        ...barsOf('B', [8, 8, 8, 8, 6]),
      ],
      limits: [
        ...build.wideLimits(),
        build.limit('VAR_HISTORICAL', 'MONEY', '9000', { params: { window: 4, confidence: '0.99' } }),
      ],
    });
    const book = new DeskBook(sourceOf(desk));
    const plan = compilePlan(desk.limits, desk.baseCurrency, book.market, desk.clock.now);
    const clock = { now: () => desk.clock.now, monotonicMicros: () => 0 };
    const seen = (symbol: string): readonly unknown[] => {
      const validator = new Validator(book, clock);
      const { outcomes } = validator.decide(
        build.ticket(symbol, 100),
        plan,
        desk.clock.now,
        'test' as DecisionId,
        desk.tick,
      );
      const outcome = outcomes.find(({ code }) => code === 'VAR_HISTORICAL');
      return [outcome?.after, outcome?.maxQty];
    };
    expect([seen('A'), seen('B'), seen('A')]).toEqual([
      [500, 1800],
      [250, 3600],
      [500, 1800],
    ]);
  });
});

describe('a decision that is kept while others are made', () => {
  it('does not take their findings', () => {
    const desk = build.desk({
      instruments: [build.instrument('A')],
      accounts: [build.account('A1', 1_000_000)],
      marks: [build.mark('A', 10)],
      limits: build.wideLimits(),
    });
    const decide = engineOf(desk);
    const kept = decide(build.ticket('A', 1));
    const bytes = JSON.stringify(kept);
    const other = decide({ ...build.ticket('A', 1), orderQty: build.quantity('0.5') });
    expect(other.outcomes.some(({ notes }) => notes.length > 0)).toBe(true);
    expect(JSON.stringify(kept)).toBe(bytes);
  });
});
