import type { ImpactReport, ImpactRequest } from '#electron/core/replay/impact-report.ts';
import type { RecomputeReport } from '#electron/core/replay/recompute-report.ts';
import type { ReplayInputs } from '#electron/core/ports/replay.ts';
import type { Result } from '#shared/errors/result.ts';

/** What the thread is asked, as its worker data. */
export type ReplayJob = { readonly file: string; readonly inputs: ReplayInputs } & (
  | {
      readonly kind: 'RECOMPUTE';
      /** One decision; null: all of them. */
      readonly only: string | null;
    }
  | { readonly kind: 'IMPACT'; readonly request: ImpactRequest }
);

/** What it says: how far it is (a share of the log), then the answer. */
export type ReplayMessage =
  { readonly progress: number } | { readonly answer: Result<RecomputeReport> | Result<ImpactReport> };
