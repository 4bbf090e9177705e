import type { SizedTicketRow } from '#shared/contract/procedures/whatif.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { readPositions } from '#renderer/client/desk-positions.ts';
import { describeMissing } from '#renderer/format/describe-missing.ts';
import { holdingsOf, proposeTargets, type Holding } from './propose-targets.ts';

export const FILL_INS = [
  { how: 'EQUAL_WEIGHT', title: 'Equal weights' },
  { how: 'RISK_PARITY', title: 'Risk parity' },
  { how: 'MIN_VARIANCE', title: 'Least variance' },
] as const;
export type FillIn = (typeof FILL_INS)[number]['how'];

/**
 * The holdings of an account as a sheet of targets of the same gross, each in its own direction, and a sentence about what
 * is left alone. Throws what the desk refuses, and NOT_FOUND where nothing is held.
 */
export async function fillInTargets(
  how: FillIn,
  account: string,
): Promise<{ readonly text: string; readonly note: string | null }> {
  const [rows, summaries] = await Promise.all([readPositions(), deskClient.call('book.summaries', {})]);
  const nav = summaries.find(({ scope }) => scope.level === 'ACCOUNT' && scope.key === account)?.nav ?? null;
  const { holdings, unvalued } = holdingsOf(rows.filter((row) => row.account === account));
  if (holdings.length === 0 || nav === null || nav <= 0)
    throw new AppErrorException(
      appError(
        'NOT_FOUND',
        holdings.length === 0
          ? `${account} holds nothing that has a price`
          : `the NAV of ${account} is not known`,
        'account',
        'Choose another account, or paste targets.',
      ),
    );
  if (how === 'EQUAL_WEIGHT')
    return { text: proposeTargets(holdings, () => 1, nav), note: leftAlone(unvalued, 'no price') };
  const sized = await sizeTogether(how, account, holdings);
  const bySymbol = new Map(sized.map((one) => [one.symbol, one]));
  const partOf = ({ symbol, shareMoney }: Holding): number | null => {
    const quantity = bySymbol.get(symbol)?.quantity ?? null;
    return quantity === null ? null : quantity * shareMoney;
  };
  const unsized = sized.filter(({ quantity }) => quantity === null);
  const [lack] = unsized[0]?.lacks ?? [];
  if (unsized.length === sized.length && lack !== undefined)
    throw new AppErrorException(
      appError('NOT_FOUND', describeMissing(lack), account, 'Paste targets instead.'),
    );
  const names = [...unvalued, ...unsized.map(({ symbol }) => symbol)];
  return {
    text: proposeTargets(holdings, partOf, nav),
    note: leftAlone(names, lack === undefined ? 'no price' : describeMissing(lack)),
  };
}

/** Only the proportions are used, so any target will do. */
async function sizeTogether(
  method: FillIn,
  account: string,
  holdings: readonly Holding[],
): Promise<SizedTicketRow[]> {
  const gross = holdings.reduce((sum, { value }) => sum + value, 0);
  const tickets = holdings.map(({ symbol, direction }) => ({
    ...{ account, symbol, orderQty: '1' },
    side: direction > 0 ? 'BUY' : 'SELL',
  }));
  const first = await deskClient.call('whatif.size', { tickets, method, target: gross });
  const sized = [...first.tickets];
  for (let next = first.more; next !== null;) {
    const page = await deskClient.call('whatif.more', next);
    sized.push(...(page.tickets as SizedTicketRow[]));
    next = page.more;
  }
  return sized;
}

const leftAlone = (names: readonly string[], why: string): string | null =>
  names.length === 0
    ? null
    : `Left alone: ${names.slice(0, 4).join(', ')}${names.length > 4 ? ' ...' : ''} (${why}).`;
