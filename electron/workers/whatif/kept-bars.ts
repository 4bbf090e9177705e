import type { BarColumns, DeskReader } from '#electron/core/ports/desk-reader.ts';

/**
 * A reader that keeps the bars of the range it was asked for last: they are nearly all of what a desk is read from, and
 * only an import or a ruling on a bar changes them. Whoever gets them must leave them as they are.
 */
export function keepBars(reader: DeskReader): DeskReader {
  let kept: { readonly key: string; readonly columns: BarColumns } | null = null;
  return {
    ...reader,
    barsBetween(from, to) {
      const key = JSON.stringify([from, to, reader.lastImport()?.seq ?? 0, reader.barRulings()]);
      if (kept?.key !== key) kept = { key, columns: reader.barsBetween(from, to) };
      return kept.columns;
    },
  };
}
