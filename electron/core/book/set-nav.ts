import { formatDecimal, MONEY_PLACES, type Money } from '#shared/domain/decimal.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';

/**
 * Puts as much cash into the desk's only account as makes its NAV `nav` (minor units) at today's marks, recorded in
 * the audit log. CONFLICT when the desk has no account or several: it would not be known where the cash belongs;
 * MISSING_HISTORY when a holding has no mark.
 */
export async function setNav(
  deps: DeskDependencies,
  state: DeskState,
  nav: Money,
  actor: Actor,
): Promise<Result<void>> {
  const [only, ...others] = state.book.accounts.keys();
  const account = only === undefined ? undefined : state.book.accounts.get(only);
  if (account === undefined || others.length > 0) {
    const count = account === undefined ? 'no account' : `${others.length + 1} accounts`;
    return err(
      appError('CONFLICT', `the desk has ${count}`, '--nav', 'Give cash by account in accounts.csv.'),
    );
  }
  const { nav: before } = state.book.book('ACCOUNT', account.account);
  if (before === null) {
    return err(
      appError('MISSING_HISTORY', 'a holding has no mark', account.account, 'Import its bars first.'),
    );
  }
  const cashChange = nav - before;
  if (cashChange === 0) return ok(undefined);
  const receipt = await deps.journal.append({
    kind: 'CASH',
    at: deps.clock.now(),
    actor: actor.user,
    account: account.account,
    cashChange,
    reason: `NAV set to ${formatDecimal(nav, MONEY_PLACES)}`,
  });
  if (!receipt.ok) {
    state.stale = true;
    return receipt;
  }
  state.book.addCash(account.account, cashChange);
  state.applied(receipt.value);
  return ok(undefined);
}
