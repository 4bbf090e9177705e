import { expect, it } from 'vitest';
import type { InstrumentView } from '#shared/controls/views.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import type { DeskBook } from '../book/desk-book.ts';
import { PriceHistory } from './price-history.ts';
import { returnsInParts } from './returns-in-parts.ts';
import { ScenarioSets } from './scenario-sets.ts';

const SYMBOLS = 150;
const SESSIONS = 21;
const REQUEST = { index: 'S0', window: SESSIONS - 1, policy: 'proxy', tail: 0 } as const;

/** Bars of which the index has all and the others nine in ten. */
function bookOf(): DeskBook {
  const random = new SeededRandom(7);
  const size = SYMBOLS * SESSIONS;
  const symbols = Array.from({ length: SYMBOLS }, (_, id) => `S${id}`);
  const history = new PriceHistory({
    symbols: symbols as never,
    symbolIndex: Int32Array.from({ length: size }, (_, at) => Math.floor(at / SESSIONS)),
    dates: Int32Array.from({ length: size }, (_, at) => 20_260_101 + (at % SESSIONS)),
    closes: Float64Array.from({ length: size }, (_, at) =>
      at >= SESSIONS && random.chance(0.1) ? NaN : 1e6 * (50 + random.fraction()),
    ),
    volumes: new Float64Array(size),
  });
  const instruments = symbols.map((symbol, id) => ({ id, instrument: { symbol } }) as InstrumentView);
  return { history, instruments, today: 20_260_131 } as unknown as DeskBook;
}

it('are those of the scenario set to the bit, with a stop after every 64 symbols', () => {
  const book = bookOf();
  const parts = returnsInParts(book, REQUEST);
  for (let part = 0; part < 3; part++) expect(parts.next().done).toBe(false);
  const set = new ScenarioSets(book.history, book.instruments, book.today).get(REQUEST);
  expect(set?.incomplete.length).toBeGreaterThan(50);
  expect(parts.next()).toEqual({ done: true, value: set?.returns });
});

it('are none where the index has fewer returns than the window', () => {
  expect(returnsInParts(bookOf(), { ...REQUEST, window: SESSIONS }).next()).toEqual({
    done: true,
    value: null,
  });
});
