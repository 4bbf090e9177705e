import { describe, expect, it } from 'vitest';
import type { Currency } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { build } from '#shared/testing/builders.ts';
import { NO_MARKET, compileLimit, findLimitProblem } from './compile-limit.ts';
import { comparisonOf } from './registry.ts';

const USD = 'USD' as Currency;
const problemOf = (limit: Limit) => findLimitProblem(limit, comparisonOf(limit.control), USD);
const limitOf = (control: Limit['control'], unit: Limit['unit'], hard: string, soft: string | null) =>
  build.limit(control, unit, hard, { soft });

describe('soft and hard', () => {
  it.each([
    ['SECTOR_GROSS', 'FRACTION', '0.30', '0.24'],
    ['POSITION_WEIGHT', 'FRACTION', '0.1', '0.08'],
    ['POSITION_WEIGHT', 'FRACTION', '0.1', '0.0999999999'],
    ['POSITION_WEIGHT', 'FRACTION', '1', '0.99'],
    ['POSITION_WEIGHT', 'FRACTION', '0.1', '0.1'],
    ['LEVERAGE', 'RATIO', '2', '1.75'],
    ['PRICE_COLLAR', 'BPS', '500', '333.3'],
    ['MAX_ORDER_QTY', 'QTY', '100', '99.999999'],
    ['MAX_ORDER_NOTIONAL', 'MONEY', '1000000.00', '900000'],
    ['DAYS_TO_LIQUIDATE', 'DAYS', '5', '4.5'],
    ['MIN_ADV', 'QTY', '100000', '100000.5'],
  ] as const)('%s: %s %s with soft %s is one', (control, unit, hard, soft) => {
    expect(problemOf(limitOf(control, unit, hard, soft))).toBe('');
  });

  it.each([
    ['SECTOR_GROSS', 'FRACTION', '0.24', '0.30'],
    ['POSITION_WEIGHT', 'FRACTION', '0.1', '0.1000000001'],
    ['POSITION_WEIGHT', 'FRACTION', '0.25', '0.3'],
    ['LEVERAGE', 'RATIO', '1.75', '2'],
    ['PRICE_COLLAR', 'BPS', '333.3', '500'],
    ['MAX_ORDER_QTY', 'QTY', '100', '100.000001'],
    ['MAX_ORDER_NOTIONAL', 'MONEY', '1000000', '1000000.01'],
    ['MIN_ADV', 'QTY', '100000', '99999.999999'],
  ] as const)('%s: %s %s with soft %s is outside', (control, unit, hard, soft) => {
    expect(problemOf(limitOf(control, unit, hard, soft))).toBe(`soft ${soft} is outside hard ${hard}`);
  });

  it.each([
    ['0.30', null, 0.3, 0.24],
    ['0.1', '0.08', 0.1, 0.08],
  ])('hard %s and soft %s are compared as %d and %d', (hard, soft, hardValue, softValue) => {
    const limit = limitOf('POSITION_WEIGHT', 'FRACTION', hard, soft);
    const control = comparisonOf('POSITION_WEIGHT');
    if (control === undefined) throw new Error('no such control');
    const compiled = compileLimit(limit, control, USD, NO_MARKET);
    expect([compiled.hard.value, compiled.soft.value]).toEqual([hardValue, softValue]);
  });
});
