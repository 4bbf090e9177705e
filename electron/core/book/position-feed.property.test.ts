import { env } from 'node:process';
import { describe, expect, it } from 'vitest';
import { MONEY_ONE, PRICE_ONE, QUANTITY_ONE, type Price } from '#shared/domain/decimal.ts';
import type { InputOf, OutputOf } from '#shared/contract/contract.ts';
import type { BookPlace, BookRow } from '#shared/contract/schemas/book.ts';
import { directionOf } from '#shared/domain/ticket.ts';
import { valueOf } from '#shared/domain/valuation.ts';
import { randomCase } from '#shared/testing/random-desk.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { sourceOf } from '../validation/engine-of-naive-desk.testing.ts';
import { DeskBook } from './desk-book.ts';
import { markStep, ordersFor, PlainDesk, step } from './plain-desk.testing.ts';
import { PositionFeed } from './position-feed.ts';

const SEQUENCES = Number(env['PREFLIGHT_CASES'] ?? 150);
const FIRST_SEED = Number(env['PREFLIGHT_SEED'] ?? 1);

/** Somebody who puts one answer after the other together. */
class Follower {
  readonly rows = new Map<string, BookRow>();
  #place: BookPlace | null = null;
  readonly #read: (input: InputOf<'book.rows'>) => OutputOf<'book.rows'>;

  constructor(read: (input: InputOf<'book.rows'>) => OutputOf<'book.rows'>) {
    this.#read = read;
  }

  /** One answer; whether there is more. */
  read(limit: number): boolean {
    const { anew, rows, gone, next, more } = this.#read({
      limit,
      ...(this.#place !== null && { since: this.#place }),
    });
    expect(rows.length + gone.length).toBeLessThanOrEqual(limit);
    if (anew) this.rows.clear();
    for (const row of rows) this.rows.set(`${row.account} ${row.symbol}`, row);
    for (const { account, symbol } of gone) this.rows.delete(`${account} ${symbol}`);
    this.#place = next;
    return more;
  }
}

/** The rows as plain sums over the plain desk, valued at the prices of the book. */
function rowsOf(plain: PlainDesk, live: DeskBook): Map<string, Partial<BookRow>> {
  const rows = new Map<string, { quantity: number; workingBuy: number; workingSell: number }>();
  const at = (account: string, symbol: string) => {
    const key = `${account} ${symbol}`;
    const row = rows.get(key) ?? { quantity: 0, workingBuy: 0, workingSell: 0 };
    rows.set(key, row);
    return row;
  };
  for (const { account, symbol, quantity } of plain.desk.positions) at(account, symbol).quantity += quantity;
  for (const { ticket, leavesQty } of plain.desk.working)
    at(ticket.account, ticket.symbol)[directionOf(ticket.side) > 0 ? 'workingBuy' : 'workingSell'] +=
      leavesQty;
  const found = new Map<string, Partial<BookRow>>();
  for (const [key, { quantity, workingBuy, workingSell }] of rows) {
    const [account = '', symbol = ''] = key.split(' ');
    const view = live.instrument(symbol);
    if (view === undefined || !live.accounts.has(account)) continue;
    if (quantity === 0 && workingBuy === 0 && workingSell === 0) continue;
    const { price, priceAt, unit } = view;
    found.set(key, {
      ...{ account, symbol, priceAsOf: priceAt },
      price: price === null ? null : price / PRICE_ONE,
      value: unit === null ? null : valueOf(quantity, unit) / MONEY_ONE,
      quantity: quantity / QUANTITY_ONE,
      workingBuy: workingBuy / QUANTITY_ONE,
      workingSell: workingSell / QUANTITY_ONE,
    });
  }
  return found;
}

function expectSame(
  followed: Follower,
  plain: PlainDesk,
  live: DeskBook,
  averages: ReadonlyMap<string, number>,
): void {
  const expected = rowsOf(plain, live);
  expect([...followed.rows.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
  for (const [key, row] of followed.rows) {
    expect(row).toMatchObject(expected.get(key) ?? {});
    expect(row.avgPrice).toBe((averages.get(key) ?? 0) / PRICE_ONE);
  }
}

describe(`positions as they change, ${SEQUENCES} sequences from seed ${FIRST_SEED}`, () => {
  it('put together from any pages at any time, they are what is held and works', { timeout: 120_000 }, () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEQUENCES; seed++) {
      const random = new SeededRandom(seed);
      const { desk } = randomCase(seed);
      const plain = new PlainDesk(desk);
      const orders = ordersFor(desk, random);
      /** What the store has: another average price after every fill. */
      const averages = new Map<string, number>();
      const quantities = new Map<string, number>();
      const fillUp = (): void => {
        for (const { account, symbol, quantity } of plain.desk.positions) {
          const key = `${account} ${symbol}`;
          if (quantities.get(key) !== quantity) averages.set(key, random.between(1, 1e9));
          quantities.set(key, quantity);
        }
      };
      fillUp();
      const source = sourceOf(desk);
      const live = new DeskBook({
        ...source,
        positions: source.positions.map((row) => ({
          ...row,
          avgPrice: averages.get(`${row.account} ${row.symbol}`) as Price,
        })),
      });
      let books = 0;
      const reader = {
        averagePrice: (account: string, symbol: string) =>
          (averages.get(`${account} ${symbol}`) ?? 0) as Price,
      };
      const feed = new PositionFeed(reader, () => `B${++books}`);
      const followed = new Follower((input) => feed.read(live, input));
      for (let command = random.between(1, 40); command > 0; command--) {
        if (random.chance(0.3)) markStep(random, live, plain, 100 - command);
        else step(random, live, plain, orders);
        fillUp();
        if (random.chance(0.5)) followed.read(random.between(1, 4));
      }
      try {
        while (followed.read(random.between(1, 4)));
        expectSame(followed, plain, live, averages);
        expect(
          feed.read(live, { limit: 1_000, since: { book: 'B1', change: live.positionChanges.last } }),
        ).toMatchObject({
          ...{ anew: false, rows: [], gone: [], more: false },
        });
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
    }
  });
});
