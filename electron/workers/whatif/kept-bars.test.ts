import { describe, expect, it } from 'vitest';
import type { BarColumns, DeskReader } from '#electron/core/ports/desk-reader.ts';
import { keepBars } from './kept-bars.ts';

/** A store that counts how often its bars are read. */
function readerOf() {
  const stands = { seq: 1, rulings: 0, reads: 0 };
  const reader: Partial<DeskReader> = {
    lastImport: () => ({ importId: '', contentId: '', seq: stands.seq }),
    barRulings: () => stands.rulings,
    barsBetween: (): BarColumns => {
      stands.reads++;
      return { symbols: [] } as unknown as BarColumns;
    },
  };
  return { stands, bars: keepBars(reader as DeskReader) };
}

describe('kept bars', () => {
  it.each<[string, number, (stands: ReturnType<typeof readerOf>['stands']) => void]>([
    ['nothing', 1, () => undefined],
    ['an import', 2, (stands) => (stands.seq = 7)],
    ['a ruling on a bar', 2, (stands) => (stands.rulings = 7)],
  ])('after %s were read %i times', (_, reads, change) => {
    const { stands, bars } = readerOf();
    const before = bars.barsBetween(1, 2);
    change(stands);
    const after = bars.barsBetween(1, 2);
    expect(stands.reads).toBe(reads);
    expect(after === before).toBe(reads === 1);
  });

  it('of another range are read', () => {
    const { stands, bars } = readerOf();
    bars.barsBetween(1, 2);
    bars.barsBetween(1, 3);
    bars.barsBetween(0, 3);
    expect(stands.reads).toBe(3);
  });
});
