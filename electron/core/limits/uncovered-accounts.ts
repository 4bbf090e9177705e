import type { OutputOf } from '#shared/contract/contract.ts';
import type { DeskState } from '../desk/desk-state.ts';
import { undecidedOf } from './account-plan.ts';

const MOST_ACCOUNTS = 1_000;

/** Accounts whose tickets are denied, or may be, for want of a limit every ticket needs; in id order, the first 1,000. */
export function uncoveredAccounts({ book, plan }: DeskState): OutputOf<'limits.uncovered'> {
  const found: OutputOf<'limits.uncovered'> = [];
  for (const { account, desk } of [...book.accounts.values()].toSorted(byAccount)) {
    const undecided = undecidedOf(plan, { account, desk });
    if (undecided.length === 0) continue;
    const codesOf = (isMissing: boolean) =>
      undecided.filter(({ limits }) => (limits.length === 0) === isMissing).map(({ code }) => code);
    found.push({ account, desk, missing: codesOf(true), conditional: codesOf(false) });
    if (found.length >= MOST_ACCOUNTS) break;
  }
  return found;
}

const byAccount = (a: { account: string }, b: { account: string }): number =>
  a.account < b.account ? -1 : 1;
