import type { SessionCalendar } from '#shared/domain/calendar.ts';
import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import type { StressLadder } from '#shared/domain/stress-ladder.ts';
import type { Result } from '#shared/errors/result.ts';
import type { RebalanceReport, RebalanceRequest } from '../whatif/rebalance-report.ts';
import type { SizingReport, SizingRequest } from '../whatif/sizing-report.ts';

/** What can be asked, and what comes back. */
export interface WhatifKinds {
  readonly SIZE: { readonly request: SizingRequest; readonly report: SizingReport };
  readonly REBALANCE: { readonly request: RebalanceRequest; readonly report: RebalanceReport };
}
export type WhatifKind = keyof WhatifKinds;

/** A request, and the instants of the desk that asks it. */
export interface WhatifJob<K extends WhatifKind> {
  readonly kind: K;
  readonly request: WhatifKinds[K]['request'];
  /** The machine's clock. */
  readonly now: EpochMs;
  /** The desk clock. */
  readonly asOf: EpochMs | 'LIVE';
}

/** What a desk is made of besides its store. */
export interface WhatifInputs {
  readonly calendars: readonly SessionCalendar[];
  readonly ladder: StressLadder;
  readonly baseCurrency: Currency;
}

/** A request under way. */
export interface RunningWhatif<K extends WhatifKind> {
  readonly answer: Promise<Result<WhatifKinds[K]['report']>>;
  /** The answer is then CANCELLED. */
  cancel(): void;
}
