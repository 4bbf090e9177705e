import { describe, expect, it } from 'vitest';
import type { Unit } from '#shared/domain/limit.ts';
import { moneyText, percentText, quantityText, ratioText, unitText } from './number-text.ts';

describe('numbers for people', () => {
  it('are a dash when unknown and zero when zero', () => {
    for (const text of [moneyText, percentText, quantityText, ratioText]) {
      expect(text(null)).toBe('-');
      expect(text(0)).toMatch(/^0( %)?$/);
    }
  });

  it.each<[number | null, Unit | null, string]>([
    [2_300_000.4, 'MONEY', '2,300,000'],
    [1_234.5, 'QTY', '1,234.5'],
    [0.125, 'FRACTION', '12.5 %'],
    [520, 'BPS', '520 bps'],
    [1.5, 'DAYS', '1.5 days'],
    [600, 'SECONDS', '600 s'],
    [2.50001, 'RATIO', '2.5'],
    [12, 'COUNT', '12'],
    [null, 'MONEY', 'unknown'],
  ])('%j in %s is %s', (value, unit, text) => {
    expect(unitText(value, unit)).toBe(text);
  });
});
