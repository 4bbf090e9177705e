import { describe, expect, it } from 'vitest';
import type { Currency, DeskId, SymbolId, TraderId } from '#shared/domain/ids.ts';
import { build } from './builders.ts';
import type { NaiveDesk } from './naive-desk.ts';
import { evaluateNaively } from './naive-evaluator.ts';
import { limited, measured, simple } from './single-outcome.ts';

const SHORT = { side: 'SELL_SHORT' } as const;

describe('position and exposure', () => {
  const book = simple({
    instruments: [
      build.instrument('A', { issuer: 'ACME', sector: 'Tech' }),
      build.instrument('B', { issuer: 'ACME', sector: 'Energy' }),
      build.instrument('C', { sector: 'Tech', currency: 'EUR' as Currency }),
    ],
    accounts: [build.account('A1', 300), build.account('A2', 100, { desk: 'DESK2' as DeskId })],
    positions: [
      build.position('A1', 'A', 10),
      build.position('A1', 'B', -10),
      build.position('A1', 'C', 20),
      build.position('A2', 'A', -4),
    ],
    marks: [build.mark('A', 10), build.mark('B', 20), build.mark('C', 8)],
    fx: [{ currency: 'EUR' as Currency, rate: build.fxRate('1.25') }],
  });
  const own = { level: 'ACCOUNT', key: '*' } as const;
  const ticket = build.ticket('A', 2, { trader: 'ann' as TraderId });

  // A1: NAV 300 + 100 - 200 + 200 = 400; after: A 120, B 200, C 200. FIRM: NAV 400 + 100 - 40 = 460, A 6 -> 8.
  it.each([
    ['POSITION_WEIGHT', 'FRACTION', own, {}, 100 / 400, 120 / 400],
    ['POSITION_WEIGHT', 'FRACTION', { level: 'FIRM', key: '*' }, {}, 60 / 460, 80 / 460],
    ['POSITION_COUNT', 'COUNT', own, {}, 3, 3],
    ['TOP_N_CONCENTRATION', 'FRACTION', own, { params: { n: 2 } }, 1, 1],
    ['TOP_N_CONCENTRATION', 'FRACTION', own, {}, 500 / 400, 520 / 400],
    ['HHI', 'RATIO', own, {}, 90_000 / 250_000, 94_400 / 270_400],
    ['ISSUER_WEIGHT', 'FRACTION', own, {}, 300 / 400, 320 / 400],
    ['GROSS_EXPOSURE', 'FRACTION', own, {}, 500 / 400, 520 / 400],
    ['NET_EXPOSURE', 'MONEY', own, {}, 100, 120],
    ['SECTOR_GROSS', 'FRACTION', own, { group: '*' }, 300 / 400, 320 / 400],
    ['SECTOR_NET', 'FRACTION', own, { group: 'Tech' }, 300 / 400, 320 / 400],
    ['MAX_POSITION_QTY', 'QTY', { level: 'TRADER', key: '*' }, {}, 7, 9],
    ['POSITION_WEIGHT', 'FRACTION', { level: 'TRADER', key: 'ann' }, {}, 70 / 400, 90 / 400],
    ['MAX_POSITION_QTY', 'QTY', { level: 'SECTOR', key: 'Tech' }, {}, 10, 12],
    ['MAX_POSITION_QTY', 'QTY', { level: 'DESK', key: '*' }, {}, 10, 12],
    ['MAX_POSITION_QTY', 'QTY', { level: 'FIRM', key: '*' }, {}, 6, 8],
  ] as const)('%s in %s of %j', (control, unit, scope, more, before, after) => {
    const desk = {
      ...book,
      built: [
        {
          level: 'TRADER',
          key: 'ann',
          account: 'A2' as never,
          symbol: 'A' as SymbolId,
          quantity: build.quantity(7),
        },
      ],
    } as NaiveDesk;
    const seen = measured(desk, ticket, build.limit(control, unit, '100000', { scope, ...more }));
    expect(seen.before).toBeCloseTo(before, 14);
    expect(seen.after).toBeCloseTo(after, 14);
    expect(seen.scope?.key).not.toBe(scope.level === 'FIRM' ? '' : '*');
  });

  it('does not apply another sector and cannot tell without one', () => {
    const codes = (desk: NaiveDesk) =>
      evaluateNaively(desk, ticket).outcomes.filter((row) => row.code === 'SECTOR_GROSS');
    expect(codes(limited(book, build.limit('SECTOR_GROSS', 'FRACTION', '1', { group: 'Energy' })))).toEqual(
      [],
    );
    const bare = {
      ...book,
      instruments: [build.instrument('A', { sector: '' }), ...book.instruments.slice(1)],
    };
    const each = limited(bare, build.limit('SECTOR_GROSS', 'FRACTION', '1', { group: '*' }));
    expect(codes(each)[0]).toMatchObject({
      status: 'UNDETERMINED',
      missing: { input: 'sector' },
      group: null,
    });
  });

  it.each([[-400], [-500]])('ratios to a NAV of 400 %d are undetermined', (cash) => {
    const desk = { ...book, accounts: [build.account('A1', 300 + cash)] };
    const seen = measured(desk, ticket, build.limit('LEVERAGE', 'RATIO', '2', { scope: own }));
    expect(seen).toMatchObject({ status: 'UNDETERMINED', missing: { input: 'nav' }, after: null });
  });

  it.each([
    ['GROSS_EXPOSURE', 'MONEY', 'mark'],
    ['NET_EXPOSURE', 'MONEY', 'mark'],
    ['HHI', 'RATIO', 'mark'],
    ['POSITION_WEIGHT', 'FRACTION', 'nav'],
    ['MAX_POSITION_NOTIONAL', 'MONEY', undefined],
    ['POSITION_COUNT', 'COUNT', undefined],
  ] as const)('%s in %s without a mark of another symbol lacks %s', (control, unit, input) => {
    const desk = { ...book, marks: book.marks.filter((row) => row.symbol !== 'C') };
    const seen = measured(desk, ticket, build.limit(control, unit, '100000', { scope: own }));
    expect(seen.missing?.input).toBe(input);
    expect(seen.status).toBe(input === undefined ? 'PASS' : 'UNDETERMINED');
  });

  it('counts a symbol whose buys and sells are only working', () => {
    const desk = simple({ working: [build.working(build.ticket('B', 1, SHORT))] });
    const seen = measured(desk, build.ticket('A', 1), build.limit('POSITION_COUNT', 'COUNT', '1'));
    expect(seen).toMatchObject({ before: 1, after: 2, status: 'BLOCK' });
  });
});
