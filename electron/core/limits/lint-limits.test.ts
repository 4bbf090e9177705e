import { describe, expect, it } from 'vitest';
import type { Currency } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { build } from '#shared/testing/builders.ts';
import { lintLimits } from './lint-limits.ts';

const limit = (id: string, hard: string, more: Partial<Limit> = {}): Limit =>
  build.limit('POSITION_WEIGHT', 'FRACTION', hard, { limitId: id as Limit['limitId'], ...more });
const known = (field: string) =>
  ({
    symbol: new Set(['AAA', 'BBB']),
    account: new Set(['MAIN']),
    sector: new Set(['Tech']),
    country: new Set(['US', 'CN']),
    currency: new Set(['USD']),
    assetClass: new Set(['EQUITY']),
  })[field] ?? null;
const lint = (...limits: Limit[]) =>
  lintLimits(limits, 'USD' as Currency, build.NOON, known).map(({ code, limitIds }) =>
    [code, ...limitIds].join(' '),
  );
const only = (field: 'symbol' | 'side', op: 'in' | 'notIn', ...values: string[]) => ({
  filter: [{ field, op, values }],
});
const country = (id: string, hard: string, group: string | null): Limit =>
  build.limit('COUNTRY_GROSS', 'FRACTION', hard, { limitId: id as Limit['limitId'], group });
const ACCOUNT = { level: 'ACCOUNT', key: '*' } as const;

describe('lintLimits', () => {
  it.each<[string, Limit[], string[]]>([
    ['a tighter one everywhere', [limit('a', '0.1'), limit('b', '0.2')], ['DOMINATED b a']],
    ['an equal one: the later is too many', [limit('a', '0.1'), limit('b', '0.10')], ['DOMINATED b a']],
    ['a tighter one of another book', [limit('a', '0.1'), limit('b', '0.2', { scope: ACCOUNT })], []],
    [
      'each account above one account',
      [
        limit('a', '0.1', { scope: ACCOUNT }),
        limit('b', '0.2', { scope: { level: 'ACCOUNT', key: 'MAIN' } }),
      ],
      ['DOMINATED b a'],
    ],
    [
      'each account above one symbol, whose book is the account too',
      [limit('a', '0.1', { scope: ACCOUNT }), limit('b', '0.2', { scope: { level: 'SYMBOL', key: 'AAA' } })],
      ['DOMINATED b a'],
    ],
    ['a weaker action', [limit('a', '0.1', { action: 'WARN' }), limit('b', '0.2')], []],
    ['a looser soft', [limit('a', '0.1', { soft: '0.1' }), limit('b', '0.2', { soft: '0.05' })], []],
    ['a filter of its own', [limit('a', '0.1', only('symbol', 'in', 'AAA')), limit('b', '0.2')], []],
    [
      'a filter that is wider',
      [limit('a', '0.1', only('symbol', 'in', 'AAA', 'BBB')), limit('b', '0.2', only('symbol', 'in', 'AAA'))],
      ['DOMINATED b a'],
    ],
    [
      'all but others',
      [limit('a', '0.1', only('symbol', 'notIn', 'BBB')), limit('b', '0.2', only('symbol', 'in', 'AAA'))],
      ['DOMINATED b a'],
    ],
    ['one that ends', [limit('a', '0.1', { effectiveTo: (build.NOON + 1) as never }), limit('b', '0.2')], []],
    [
      'one that moves',
      [limit('a', '0.2'), limit('b', '0.3', { tighten: { metric: 'STRESS_LEVEL', points: [[0, 0.1]] } })],
      [],
    ],
    [
      'another param',
      [
        build.limit('TOP_N_CONCENTRATION', 'FRACTION', '0.1', { params: { n: 5 }, limitId: 'a' as never }),
        build.limit('TOP_N_CONCENTRATION', 'FRACTION', '0.2', { params: { n: 9 }, limitId: 'b' as never }),
      ],
      [],
    ],
    [
      'a minimum: the higher one binds',
      [
        build.limit('MIN_ADV', 'QTY', '200', { limitId: 'a' as never }),
        build.limit('MIN_ADV', 'QTY', '100', { limitId: 'b' as never }),
      ],
      ['DOMINATED b a'],
    ],
    [
      'what must be left to spend: the higher one binds',
      [
        build.limit('BUYING_POWER', 'MONEY', '200', { limitId: 'a' as never }),
        build.limit('BUYING_POWER', 'MONEY', '100', { limitId: 'b' as never }),
      ],
      ['DOMINATED b a'],
    ],
    ['each group above one', [country('a', '0.1', null), country('b', '0.2', 'CN')], ['DOMINATED b a']],
    [
      'a region above one of its countries',
      [country('a', '0.1', 'Asia'), country('b', '0.2', 'CN')],
      ['DOMINATED b a'],
    ],
    ['a region above a country elsewhere', [country('a', '0.1', 'Asia'), country('b', '0.2', 'US')], []],
    [
      'each country above a region, which is more',
      [country('a', '0.1', '*'), country('b', '0.2', 'Asia')],
      [],
    ],
    ['a country above its region', [country('a', '0.1', 'CN'), country('b', '0.2', 'Asia')], []],
    [
      'another budget',
      [
        build.limit('RISK_BUDGET', 'FRACTION', '0.1', { params: { budget: '5' }, limitId: 'a' as never }),
        build.limit('RISK_BUDGET', 'FRACTION', '0.2', { params: { budget: '6' }, limitId: 'b' as never }),
      ],
      [],
    ],
  ])('%s', (_name, limits, findings) => {
    expect(lint(...limits)).toEqual(findings);
    expect(lint(...limits.toReversed())).toEqual(findings);
  });

  it.each<[string, Partial<Limit>, string]>([
    ['soft outside hard', { soft: '0.2' }, 'SOFT_OUTSIDE_HARD'],
    ['a unit of another control', { unit: 'DAYS' }, 'WRONG_UNIT'],
    ['a param nobody reads', { params: { n: 3 } }, 'INVALID'],
    ['an empty list', only('symbol', 'in'), 'MATCHES_NOTHING'],
    ['a symbol nobody has', only('symbol', 'in', 'ZZZ'), 'MATCHES_NOTHING'],
    ['an account nobody has', { scope: { level: 'ACCOUNT', key: 'X' } }, 'MATCHES_NOTHING'],
    [
      'clauses that contradict',
      {
        filter: [
          { field: 'side', op: 'in', values: ['BUY'] },
          { field: 'side', op: 'in', values: ['SELL'] },
        ],
      },
      'MATCHES_NOTHING',
    ],
    [
      'a clause that takes back another',
      {
        filter: [
          { field: 'side', op: 'in', values: ['BUY'] },
          { field: 'side', op: 'notIn', values: ['BUY'] },
        ],
      },
      'MATCHES_NOTHING',
    ],
  ])('%s', (_name, more, code) => expect(lint(limit('a', '0.1', more))).toEqual([`${code} a`]));

  it.each([
    ['SECTOR_GROSS', 'Tech', 'Moon'],
    ['SECTOR_NET', 'Tech', 'Moon'],
    ['COUNTRY_GROSS', 'US', 'DE'],
    ['COUNTRY_GROSS', 'Asia', 'Europe'],
    ['COUNTRY_GROSS', 'CN', 'constructor'],
    ['CURRENCY_NET', 'USD', 'EUR'],
    ['ASSET_CLASS_GROSS', 'EQUITY', 'BOND'],
  ] as const)('%s of a group nobody has', (control, own, none) => {
    const of = (group: string | null) =>
      build.limit(control, 'FRACTION', '0.3', { group, limitId: 'a' as never });
    for (const group of [own, '*', null]) expect(lint(of(group))).toEqual([]);
    expect(lint(of(none))).toEqual(['MATCHES_NOTHING a']);
  });

  it('a budget that is not named', () => {
    expect(lint(build.limit('RISK_BUDGET', 'FRACTION', '0.3'))).toEqual(['INVALID risk-budget']);
  });

  it('two versions for good, but not one that a second officer may still take back', () => {
    expect(lint(limit('a', '0.1'), limit('a', '0.1', { version: 2 }))).toEqual(['TWO_ACTIVE a']);
    const pending = limit('a', '0.1', { version: 2, change: 'TIGHTEN', approvedBy: null });
    expect(lint(limit('a', '0.1'), pending)).toEqual([]);
    expect(
      lint(limit('a', '0.1'), limit('a', '0.1', { version: 2, effectiveTo: (build.NOON + 1) as never })),
    ).toEqual([]);
  });

  it('of many limits at one scope is done in bounded work', () => {
    const many = Array.from({ length: 4_000 }, (_, i) =>
      limit(`l${i}`, '0.1', { ...only('symbol', 'in', 'AAA'), hard: `0.${String(99_999 - i)}` }),
    );
    expect(lint(...many).length).toBeGreaterThan(0);
  });
});
