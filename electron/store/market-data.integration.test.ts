import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { summariseQuotes } from '#electron/core/marketdata/symbol-quotes.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { Quote } from '#shared/domain/market-data.ts';
import { build } from '#shared/testing/builders.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { migrate, MIGRATIONS } from './migrate.ts';
import { openStore } from './open-store.ts';
import { openDeskReader } from './sqlite-desk-reader.ts';
import { rawDatabase, temporaryDesk, valueOf } from './temporary-desk.testing.ts';

let desk: ReturnType<typeof temporaryDesk>;
beforeEach(() => (desk = temporaryDesk()));
afterEach(() => desk.remove());

const SEED = `INSERT INTO instruments VALUES
  (1, 'A', '', '', '', '', '', 'USD', '', '', 1000000, NULL, 1000000, :a),
  (2, 'B', '', '', '', '', '', 'USD', '', '', 1000000, NULL, 1000000, NULL),
  (3, 'C', '', '', '', '', '', 'USD', '', '', 1000000, NULL, 1000000, 400000)`;

describe('a desk of before quotes', () => {
  it('has its shares outstanding as whole shares, and may then have quotes', () => {
    const at = MIGRATIONS.findIndex((script) => script.includes('CREATE TABLE quotes'));
    const before = rawDatabase(desk.file);
    migrate(before, desk.file, MIGRATIONS.slice(0, at));
    before.prepare(SEED).run({ a: 123_456_789_000_000 });
    before.close();
    valueOf(openStore(desk.file)).close();
    const reader = valueOf(openDeskReader(desk.file));
    expect(reader.instruments().map(({ sharesOutstanding }) => sharesOutstanding)).toEqual([
      123_456_789,
      null,
      null,
    ]);
    expect(reader.quoteSummaries(build.NOON, build.NOON)).toEqual([]);
    expect(reader.factorLoadings()).toEqual([]);
    reader.close();
  });
});

describe('quotes in the store', () => {
  it('are summed as they are one by one, at any instant', () => {
    const random = new SeededRandom(7);
    const quotes: Quote[] = ['A', 'B'].flatMap((symbol) =>
      Array.from({ length: 80 }, (_, place) => {
        const bid = random.between(1, 9_007_199_254_740_000);
        const both = build.quote(symbol, 1, 1, (build.NOON - place * 9_999_999) as EpochMs);
        return random.chance(0.2)
          ? { ...both, bid: null, ask: null, last: build.price(7) }
          : { ...both, bid: bid as Quote['bid'], ask: (bid + random.between(0, 991)) as Quote['ask'] };
      }),
    );
    const db = valueOf(openStore(desk.file));
    db.prepare(SEED).run({ a: null });
    const insert = db.prepare(
      'INSERT INTO quotes VALUES (:symbol, :at, :bid, :ask, :last, :bidSize, :askSize)',
    );
    for (const quote of quotes) insert.run(quote);
    db.close();
    const reader = valueOf(openDeskReader(desk.file));
    for (let ago = 0; ago < 80; ago += 7) {
      const until = (build.NOON - ago * 9_999_999) as EpochMs;
      const plain = summariseQuotes(quotes, until, until).map(({ days, lastTwoSided, ...rest }) => ({
        ...rest,
        lastTwoSided: lastTwoSided?.at ?? null,
        days: days.toSorted((a, b) => a.day - b.day),
      }));
      const stored = reader.quoteSummaries(until, until).map(({ lastTwoSided, ...rest }) => ({
        ...rest,
        lastTwoSided: lastTwoSided?.at ?? null,
      }));
      expect(stored).toEqual(plain);
    }
    reader.close();
  });

  it.each([
    ['a crossed one', "('A', 1, 2, 1, NULL, NULL, NULL)"],
    ['one side', "('A', 1, 2, NULL, NULL, NULL, NULL)"],
    ['no price', "('A', 1, NULL, NULL, NULL, NULL, NULL)"],
    ['a price of zero', "('A', 1, NULL, NULL, 0, NULL, NULL)"],
  ])('cannot be %s', (_what, values) => {
    const db = valueOf(openStore(desk.file));
    expect(() => db.exec(`INSERT INTO quotes VALUES ${values}`)).toThrow(/CHECK/);
    db.close();
  });
});
