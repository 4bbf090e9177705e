import type { ImportKind } from '../import-kind.ts';

/** Tickers that were renamed. Nothing of it is staged: positions of the import follow it. */
export const symbolChanges: ImportKind = {
  name: 'symbol_changes',
  required: [['old_symbol'], ['new_symbol']],
  columns: [
    { name: 'old_symbol', type: 'text', aliases: ['old ticker', 'from symbol'] },
    { name: 'new_symbol', type: 'text', aliases: ['new ticker', 'to symbol'] },
    { name: 'effective_date', type: 'date', aliases: ['date', 'effective'] },
  ],
  open: (content) => (row) => {
    const from = row.requiredText('old_symbol').toUpperCase();
    const to = row.requiredText('new_symbol').toUpperCase();
    const effective = row.date('effective_date') ?? 0;
    if (!row.rejected) content.symbolChanges.push({ from, to, effective });
  },
};
