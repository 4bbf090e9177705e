import { env } from 'node:process';
import { describe, expect, it } from 'vitest';
import type { SymbolId } from '#shared/domain/ids.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import type { BarColumns } from '../ports/desk-reader.ts';
import { KeptHistory } from './kept-history.ts';
import { PriceHistory } from './price-history.ts';

const SEQUENCES = Number(env['PREFLIGHT_CASES'] ?? 500);
const FIRST_SEED = Number(env['PREFLIGHT_SEED'] ?? 1);
const SYMBOLS = ['A', 'B', 'C', 'D'] as SymbolId[];
const LAST_DATE = 30;

/** Bars as a store has them: one of a symbol and a date, and from which date on each record changed some. */
class PlainBars {
  readonly reads: number[] = [];
  readonly #bars = new Map<SymbolId, Map<number, number>>();
  readonly #changes: number[] = [];

  /** One record: bars of some dates, new ones and others of the same date. */
  write(random: SeededRandom, earliest: number): void {
    const dates = new Set(random.times(random.between(1, 4), () => random.between(earliest, LAST_DATE)));
    for (const date of dates) {
      const symbol = random.pick(SYMBOLS);
      const bars = this.#bars.get(symbol) ?? new Map<number, number>();
      this.#bars.set(symbol, bars.set(date, random.chance(0.1) ? NaN : random.between(1, 99)));
    }
    this.#changes.push(Math.min(...dates));
  }

  newestBarChange(): number {
    return this.#changes.length;
  }

  firstBarChanged(after: number): number | null {
    const since = this.#changes.slice(after);
    return since.length === 0 ? null : Math.min(...since);
  }

  calendar(): Int32Array {
    return new Int32Array(0);
  }

  barsBetween(from: number, to: number): BarColumns {
    this.reads.push(from);
    const symbols = SYMBOLS.filter((symbol) => this.#bars.has(symbol));
    const rows = symbols.flatMap((symbol, index) =>
      [...(this.#bars.get(symbol) ?? [])]
        .filter(([date]) => date >= from && date <= to)
        .toSorted(([a], [b]) => a - b)
        .map(([date, close]) => ({ index, date, close })),
    );
    return {
      symbols,
      symbolIndex: Int32Array.from(rows, ({ index }) => index),
      dates: Int32Array.from(rows, ({ date }) => date),
      closes: Float64Array.from(rows, ({ close }) => close),
      volumes: Float64Array.from(rows, ({ close, date }) => close * 100 + date),
    };
  }
}

const picture = (history: PriceHistory) =>
  SYMBOLS.map((symbol) => {
    const { dates, closes, volumes } = history.of(symbol);
    return [symbol, history.has(symbol), [...dates], [...closes], [...volumes]];
  });

describe(`bars kept from one reading to the next, ${SEQUENCES} sequences from seed ${FIRST_SEED}`, () => {
  it('are those of the store, whatever was written and whatever dates are asked for', () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEQUENCES; seed++) {
      const random = new SeededRandom(seed);
      const bars = new PlainBars();
      const kept = new KeptHistory(bars);
      let [from, to] = [random.between(1, 10), random.between(15, LAST_DATE)];
      for (let round = 0; round < 8; round++) {
        while (random.chance(0.6)) bars.write(random, random.chance(0.5) ? 1 : 20);
        // As a rule the end goes on; some ask for more, some for less, and the desk clock may be set back.
        if (random.chance(0.5)) from = random.between(1, 14);
        if (random.chance(0.3)) to = Math.max(from, Math.min(LAST_DATE, to + random.between(-1, 5)));
        const found = kept.between(from, to);
        try {
          expect(picture(found)).toEqual(picture(new PriceHistory(bars.barsBetween(from, to))));
        } catch (error) {
          throw new Error(`seed ${seed}`, { cause: error });
        }
      }
    }
  });

  it('are not read again without a change, and from the first date that changed otherwise', () => {
    const random = new SeededRandom(1);
    const bars = new PlainBars();
    bars.write(random, 1);
    const kept = new KeptHistory(bars);
    const first = kept.between(1, 25);
    expect(kept.between(1, 25)).toBe(first);
    expect(bars.reads).toEqual([1]);
    bars.write(random, 20);
    const changed = bars.firstBarChanged(1) ?? NaN;
    kept.between(1, 28);
    expect(bars.reads).toEqual([1, changed]);
    expect(changed).toBeGreaterThanOrEqual(20);
    kept.between(1, 30);
    expect(bars.reads).toEqual([1, changed, 29]);
    kept.between(10, 30);
    kept.between(1, 30);
    expect(bars.reads).toHaveLength(3);
  });
});
