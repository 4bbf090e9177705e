import type {
  BranchColumn,
  BranchComparison,
  whatifBranchProcedures,
} from '#shared/contract/procedures/whatif-branches.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import type { Actor } from '../../desk/actor.ts';
import type { HandlersOf } from '../../desk/handlers.ts';
import { unwrap } from '../../desk/unwrap.ts';
import type { DeskState } from '../../desk/desk-state.ts';
import type { WhatifDesk } from '../whatif-desk.ts';
import { BranchShelf } from './branch-shelf.ts';
import { comparisonCsv, comparisonTable } from './comparison-table.ts';
import { toColumns } from './to-columns.ts';

export function branchHandlers(
  state: DeskState,
  whatif: WhatifDesk,
): HandlersOf<typeof whatifBranchProcedures> {
  const shelf = new BranchShelf();
  const compare = async (asked: BranchComparison, actor: Actor): Promise<BranchColumn[]> => {
    const { names, against = null, account = null, options } = asked;
    const branches = names.map((name) => unwrap(shelf.get(actor.user, name)));
    if (against !== null && !names.includes(against))
      throw missing(`"${against}" is none of names`, 'against');
    if (account !== null && !state.book.accounts.has(account))
      throw missing(`there is no account "${account}"`, 'account');
    const report = unwrap(await whatif.branches({ branches, account, options }, actor));
    return toColumns(report, names, against);
  };
  return {
    'whatif.branches.list': (_input, { user }) =>
      shelf.list(user).map(({ name, changes }) => ({ name, changes: changes.length })),
    'whatif.branches.get': ({ name }, { user }) => unwrap(shelf.get(user, name)),
    'whatif.branches.save': (branch, { user }) => {
      unwrap(shelf.save(user, branch));
      return { name: branch.name, changes: branch.changes.length };
    },
    'whatif.branches.drop': ({ name }, { user }) => ({ dropped: shelf.drop(user, name) }),
    'whatif.branches.compare': async (asked, actor) => ({ columns: await compare(asked, actor) }),
    'whatif.branches.export': async (asked, actor) => ({
      csv: comparisonCsv(comparisonTable(await compare(asked, actor), asked.against ?? null)),
    }),
    'whatif.branches.drafts': ({ name }, { user }) => ({
      tickets: unwrap(shelf.get(user, name)).changes.flatMap((change) =>
        change.kind === 'ADD_TICKET' ? [change.ticket] : [],
      ),
    }),
  };
}

const missing = (what: string, where: string): AppErrorException =>
  new AppErrorException(appError('NOT_FOUND', what, where));
