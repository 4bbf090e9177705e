import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import { isDenied, type Decision } from '#shared/domain/decision.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type {
  BranchChange,
  BranchDenial,
  BranchProblem,
  BranchReading,
} from '#shared/contract/procedures/whatif-branches.ts';
import { applyChange } from './apply-change.ts';
import type { BranchDesk, Undo } from './branch-desk.ts';
import type { BranchesRequest, BranchOptions } from './branch-report.ts';
import { readFigures } from './read-figures.ts';
import { readUtilisations } from './read-utilisations.ts';

/** Denials and problems of a branch that are listed; all are counted. */
const MOST_LISTED = 50;

/**
 * Reads the base, then each branch on its own: its changes are made on the desk in order, what it comes to is read with
 * the same engine, and all of it is undone. `onRead` gets each reading as it is done. A desk that does not come back to
 * the base exactly, because a sum was beyond what the desk can count, is read again from the record.
 */
export function readBranches(
  desk: BranchDesk,
  { branches, account, options }: BranchesRequest,
  onRead: (reading: BranchReading) => void,
): void {
  const base = desk.book.fingerprint();
  const read = (changes: readonly BranchChange[]): void => {
    const steps: Undo[] = [];
    const made = makeChanges(desk, changes, options, steps);
    onRead({
      ...readFigures(desk, account, options),
      utilisations: readUtilisations(desk, account),
      ...made,
    });
    for (const step of steps.toReversed()) step();
    if (desk.book.fingerprint() !== base) desk.load();
  };
  read([]);
  for (const { changes } of branches) read(changes);
}

type Made = Pick<BranchReading, 'tickets' | 'denied' | 'denials' | 'unmade' | 'problems'>;

function makeChanges(
  desk: BranchDesk,
  changes: readonly BranchChange[],
  options: BranchOptions,
  steps: Undo[],
): Made {
  const denials: BranchDenial[] = [];
  const problems: BranchProblem[] = [];
  let [tickets, denied, unmade] = [0, 0, 0];
  for (const [index, change] of changes.entries()) {
    const problem = applyChange(desk, change, {
      index,
      options,
      undo: (step) => void steps.push(step),
      onDecided(ticket, decision) {
        tickets++;
        if (isDenied(decision.verdict) && denied++ < MOST_LISTED)
          denials.push(denialOf(index, ticket, decision));
      },
    });
    if (problem !== null && unmade++ < MOST_LISTED) problems.push({ change: index, ...problem });
  }
  return { tickets, denied, denials, unmade, problems };
}

function denialOf(change: number, ticket: Ticket, { verdict, binding, maxQty }: Decision): BranchDenial {
  const { account, symbol, side, orderQty } = ticket;
  return {
    ...{ change, account, symbol, side, orderQty: orderQty / QUANTITY_ONE, verdict, maxQty },
    code: binding?.code ?? null,
    limitId: binding?.limitId ?? null,
  };
}
