import type { ImpactReport, ImpactRequest } from '#electron/core/replay/impact-report.ts';
import type { RecomputeReport } from '#electron/core/replay/recompute.ts';
import type { SessionCalendar } from '#shared/domain/calendar.ts';
import type { Result } from '#shared/errors/result.ts';

interface Where {
  readonly file: string;
  readonly calendars: readonly SessionCalendar[];
}

/** What the thread is asked, as its worker data. */
export type ReplayJob =
  | (Where & { readonly kind: 'RECOMPUTE' })
  | (Where & { readonly kind: 'IMPACT'; readonly request: ImpactRequest });

/** What it says: how far it is (a share of the log), then the answer. */
export type ReplayMessage =
  { readonly progress: number } | { readonly answer: Result<RecomputeReport> | Result<ImpactReport> };
