import type { BranchChange } from '#shared/contract/procedures/whatif-branches.ts';
import { formatQuantity } from '#renderer/format/numbers.ts';

const SIDES: Readonly<Record<string, string>> = { BUY: 'Buy', SELL: 'Sell', SELL_SHORT: 'Sell short' };

const signed = new Intl.NumberFormat('en-US', {
  style: 'percent',
  maximumFractionDigits: 4,
  signDisplay: 'exceptZero',
});

/** `-5%`: a simple return as it is written here and nowhere else. */
const formatMove = (factor: number): string => signed.format(factor).replace('%', ' %');

/** A change of a branch as one line. */
export function describeChange(change: BranchChange): string {
  switch (change.kind) {
    case 'SHOCK_SYMBOL':
      return `${change.symbol} moves ${formatMove(change.factor)}`;
    case 'SHOCK_SECTOR':
      return `Sector ${change.sector} moves ${formatMove(change.factor)}`;
    case 'SHOCK_BY_BETA':
      return `Market moves ${formatMove(change.factor)}: each symbol by its beta to ${change.index}`;
    case 'ADD_TICKET': {
      const { side, orderQty, symbol, account } = change.ticket;
      const quantity = formatQuantity(Number(orderQty));
      return `${SIDES[side] ?? side} ${quantity} ${symbol} for ${account}, ${change.as === 'FILLED' ? 'filled at the mark' : 'working'}`;
    }
    case 'REMOVE_POSITION':
      return `${change.account} holds no ${change.symbol}`;
    case 'REMOVE_WORKING':
      return `Order ${change.clOrdId} is not working`;
    case 'SET_CASH':
      return `${change.account} has ${change.cash} in cash`;
  }
}

/** A typed move in percent, `-5` or `+2.5 %`, as a simple return; a sentence when it is none. */
export function parseMove(text: string): number | string {
  const clean = text.trim().replace(/\s*%$/, '').replace(/^−/, '-');
  if (clean === '') return 'Type how far it moves, in percent: -5 for five percent down.';
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(clean)) return `"${text.trim()}" is not a percentage.`;
  const factor = Number(clean) / 100;
  if (factor <= -1) return 'A price falls by less than 100 %.';
  return factor > 10 ? 'A price moves by at most 1000 %.' : factor;
}
