import type { Quantity } from '#shared/domain/decimal.ts';
import { utilisationOf, type Outcome } from '#shared/domain/decision.ts';
import type { AccountId, ClOrdId, DecisionId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { InstrumentView } from '#shared/controls/views.ts';
import type { BranchUtilisation } from '#shared/contract/procedures/whatif-branches.ts';
import type { BranchDesk } from './branch-desk.ts';

const MOST = 20;

/**
 * The limits that the book uses most of, highest first: value / hard as the engine has it before a ticket. It is asked
 * with a lot of every holding of every account (null), or of one, on the holding's own side: a limit that acts on no such
 * ticket has no utilisation. Traders' and strategies' limits are not looked at, since those tickets name neither.
 */
export function readUtilisations(desk: BranchDesk, only: string | null): BranchUtilisation[] {
  const { book } = desk;
  const plan = desk.currentPlan();
  const now = desk.now();
  const tick = desk.timeline.tick();
  const highest = new Map<string, BranchUtilisation>();
  for (const account of only === null ? book.accounts.keys() : [only]) {
    const own = book.book('ACCOUNT', account);
    for (const view of book.instruments) {
      const { quantity, workingBuy, workingSell } = own.symbol(view.id);
      const net = quantity + workingBuy - workingSell;
      if (quantity === 0 && workingBuy === 0 && workingSell === 0) continue;
      const ticket = lotOf(account, view, net);
      const { outcomes } = desk.validator.decide(ticket, plan, now, 'whatif' as DecisionId, tick);
      for (const outcome of outcomes) note(highest, outcome, ticket);
    }
  }
  return [...highest.values()]
    .toSorted((a, b) => b.utilisation - a.utilisation || compareText(a.limitId, b.limitId))
    .slice(0, MOST);
}

/** Keeps the highest of each limit, scope and group; the first of equals. */
function note(highest: Map<string, BranchUtilisation>, outcome: Outcome, ticket: Ticket): void {
  const { limitId, code, scope, group, before, hard, unit } = outcome;
  const utilisation = utilisationOf(before, hard);
  if (limitId === null || before === null || hard === null || utilisation === null) return;
  const key = JSON.stringify([limitId, scope?.key, group]);
  const known = highest.get(key);
  if (known !== undefined && known.utilisation >= utilisation) return;
  const { account, symbol } = ticket;
  highest.set(key, { limitId, code, scope, group, account, symbol, value: before, hard, unit, utilisation });
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const lotOf = (account: string, { instrument, lot }: InstrumentView, net: number): Ticket => ({
  clOrdId: 'BRANCH' as ClOrdId,
  account: account as AccountId,
  symbol: instrument.symbol,
  side: net < 0 ? 'SELL_SHORT' : 'BUY',
  orderQty: lot as Quantity,
  ordType: 'MARKET',
  price: null,
  stopPx: null,
  timeInForce: 'DAY',
  trader: '',
  strategy: '',
  transactTime: null,
  defects: [],
});
