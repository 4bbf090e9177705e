import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { PositionTarget, TargetRow } from '#shared/contract/procedures/whatif.ts';
import type { InstrumentView } from '#shared/controls/views.ts';
import { computeTrades } from '#shared/quant/sizing/rebalance-trades.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { RebalanceRequest } from './rebalance-report.ts';
import type { Lack, SizingBook } from './sizing-book.ts';

/** A target whose symbol, account and price are known. */
interface Known {
  readonly index: number;
  readonly view: InstrumentView;
  readonly held: number;
  readonly target: number;
}

/** What becomes of each target; `bookOf` gives the book of a known account. */
export function targetRows(
  desk: DeskState['book'],
  bookOf: (account: string) => SizingBook,
  { targets, rules }: RebalanceRequest,
): TargetRow[] {
  const rows = targets.map(({ account, symbol }): TargetRow => ({
    ...{ account, symbol, held: null, target: null, trade: null },
    ...{ outcome: 'NOT_KNOWN', lack: null },
  }));
  const byAccount = new Map<string, Known[]>();
  const seen = new Set<string>();
  for (const [index, target] of targets.entries()) {
    const found = knownOf(desk, bookOf, target, seen, rules.band > 0 || rules.maxTurnover !== null);
    if ('lack' in found) {
      rows[index] = { ...(rows[index] as TargetRow), lack: { field: 'target', ...found.lack } };
      continue;
    }
    const some = byAccount.get(target.account) ?? [];
    byAccount.set(target.account, [...some, { index, ...found }]);
  }
  for (const [account, known] of byAccount) {
    const { nav } = bookOf(account);
    const { trades, outcomes } = computeTrades(
      known.map(({ view, held, target }) => ({
        ...{ held, target, price: view.shareMoney },
        lot: view.lot / QUANTITY_ONE,
      })),
      {
        band: rules.band === 0 ? 0 : rules.band * nav,
        maxTurnover: rules.maxTurnover === null ? Infinity : rules.maxTurnover * nav,
        overTurnover: rules.overTurnover,
        minTrade: rules.minTrade,
      },
    );
    for (const [i, { index, held, target }] of known.entries()) {
      const trade = trades[i] ?? 0;
      const outcome = outcomes[i] ?? 'NOT_KNOWN';
      rows[index] = { ...(rows[index] as TargetRow), held, target, trade, outcome };
    }
  }
  return rows;
}

function knownOf(
  desk: DeskState['book'],
  bookOf: (account: string) => SizingBook,
  { account, symbol, kind, amount }: PositionTarget,
  seen: Set<string>,
  needsNav: boolean,
): Omit<Known, 'index'> | { readonly lack: Lack } {
  if (!desk.accounts.has(account)) return { lack: { input: 'account', detail: account } };
  const view = desk.instrument(symbol);
  if (view?.known !== true) return { lack: { input: 'symbol', detail: symbol } };
  const key = JSON.stringify([account, symbol]);
  if (seen.has(key)) return { lack: { input: 'symbol', detail: `${symbol} is named twice` } };
  seen.add(key);
  const price = view.shareMoney;
  if (Number.isNaN(price)) return { lack: { input: view.missing ?? 'price', detail: symbol } };
  const book = bookOf(account);
  if ((needsNav || kind === 'WEIGHT') && Number.isNaN(book.nav))
    return { lack: { input: 'nav', detail: account } };
  const target = kind === 'QUANTITY' ? amount : (kind === 'WEIGHT' ? amount * book.nav : amount) / price;
  return { view, held: book.held(view), target };
}
