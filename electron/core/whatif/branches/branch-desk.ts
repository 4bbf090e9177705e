import type { DeskState } from '../../desk/desk-state.ts';
import type { RebalanceDesk } from '../plan-rebalance.ts';

/** A desk of the question's own, which a branch changes and gives back as it was. */
export type BranchDesk = RebalanceDesk & Pick<DeskState, 'ledger' | 'end' | 'load'>;

/** Makes a change undone. */
export type Undo = () => void;

/** Why a change was not made; `detail` names what is missing. */
export interface Unmade {
  readonly input: string;
  readonly detail: string;
}
