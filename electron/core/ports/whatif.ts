import type { SessionCalendar } from '#shared/domain/calendar.ts';
import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import type { StressLadder } from '#shared/domain/stress-ladder.ts';
import type { Result } from '#shared/errors/result.ts';
import type { SizingReport, SizingRequest } from '../whatif/sizing-report.ts';

/** A sizing, and the instants of the desk that asks for it. */
export interface WhatifJob {
  readonly request: SizingRequest;
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

/** A sizing under way. */
export interface RunningWhatif {
  readonly answer: Promise<Result<SizingReport>>;
  /** The answer is then CANCELLED. */
  cancel(): void;
}
