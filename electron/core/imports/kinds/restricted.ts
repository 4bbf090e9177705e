import { RESTRICTION_MODES } from '#shared/domain/reference.ts';
import type { ImportKind } from '../import-kind.ts';

const MODES: ReadonlySet<string> = new Set(RESTRICTION_MODES);

/** The restricted list: a symbol or an issuer, what may not be done with it, and from when to when. */
export const restricted: ImportKind = {
  name: 'restricted',
  required: [['symbol', 'issuer'], ['mode'], ['from']],
  columns: [
    { name: 'symbol', type: 'text', aliases: ['ticker', 'ticker symbol', 'security', 'instrument', 'ric'] },
    { name: 'issuer', type: 'text', aliases: ['issuer name', 'company'] },
    { name: 'mode', type: 'text', aliases: ['restriction', 'type', 'restriction type'] },
    { name: 'from', type: 'date', aliases: ['from date', 'start', 'start date', 'effective from', 'since'] },
    { name: 'to', type: 'date', aliases: ['to date', 'end', 'end date', 'effective to', 'until'] },
    { name: 'reason', type: 'text', aliases: ['comment', 'note'] },
  ],
  open: (content) => (row) => {
    const symbol = row.text('symbol');
    const issuer = row.text('issuer');
    if ((symbol === '') === (issuer === '')) {
      row.reject(
        'symbol',
        'SYMBOL_OR_ISSUER',
        'A restriction names a symbol or an issuer, exactly one of them.',
      );
    }
    const mode = row.text('mode').toUpperCase().replaceAll(/[ -]+/g, '_');
    if (!MODES.has(mode))
      row.reject('mode', 'UNKNOWN_VALUE', `A mode is one of ${RESTRICTION_MODES.join(', ')}.`);
    const from = row.requiredDate('from');
    const to = row.date('to');
    if (to !== null && to < from) row.reject('to', 'ENDS_BEFORE_START', 'The end lies before the start.');
    const values = [symbol || null, issuer || null, mode, from, to, row.text('reason')];
    if (!row.rejected) content.add('restricted', row.line, values);
  },
};
