import { OWN_BOOK } from '../check.ts';
import type { Gate } from '../control.ts';
import { admits } from './admits.ts';

/** A SELL sells what the account holds and has not offered yet; a SELL_SHORT what is located for it and not used. */
export const shortSale: Gate = {
  kind: 'GATE',
  code: 'SHORT_SALE',
  group: 'O',
  title: 'What is sold is held or located',
  formula: 'SELL: q - WS - n >= 0 of the account; SELL_SHORT: n within the locates left',
  alwaysOn: true,
  judge(check, found) {
    const { side, account, symbol } = check.ticket;
    if (side === 'BUY') return;
    if (check.instrument === null || check.account === null) {
      found.status = 'UNDETERMINED';
      found.allowedUpTo = 0;
      found.input = check.instrument === null ? 'symbol' : 'account';
      found.detail = check.instrument === null ? symbol : account;
      return;
    }
    const isShort = side === 'SELL_SHORT';
    found.allowedUpTo = Math.max(0, isShort ? check.locateLeft : check.lineBefore(OWN_BOOK).wcShort);
    if (admits(check, found)) return;
    found.status = 'BLOCK';
    found.notes.push(
      isShort
        ? `more than is located for ${account} in ${symbol}`
        : `more than ${account} holds of ${symbol} and has not offered: sell short instead`,
    );
  },
};
