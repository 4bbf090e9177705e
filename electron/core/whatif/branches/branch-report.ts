import type { Branch, BranchReading } from '#shared/contract/procedures/whatif-branches.ts';
import type { SizingOptions } from '#shared/contract/procedures/whatif.ts';

export type BranchOptions = Pick<SizingOptions, 'confidence' | 'window' | 'index' | 'missing'>;

export interface BranchesRequest {
  readonly branches: readonly Branch[];
  /** Whose book is read; null: the firm's. */
  readonly account: string | null;
  readonly options: BranchOptions;
}

/** The base first, then the branches in the order asked. */
export type BranchesReport = readonly BranchReading[];
