import type { SessionCalendar } from '#shared/domain/calendar.ts';
import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import type { StressLadder } from '#shared/domain/stress-ladder.ts';
import type { Result } from '#shared/errors/result.ts';
import type { BranchReading } from '#shared/contract/procedures/whatif-branches.ts';
import type { BranchesRequest } from '../whatif/branches/branch-report.ts';
import type { RiskAbout, RiskAnswer, RiskRequest } from './risk.ts';
import type { PlacedTicket, RebalanceReport, RebalanceRequest } from '../whatif/rebalance-report.ts';
import type { CurvePoint, CurveReport, CurveRequest, MethodsRequest } from '../whatif/one-ticket-report.ts';
import type { SizedTicket, SizingReport, SizingRequest } from '../whatif/sizing-report.ts';

/** What can be asked; the rows that come back as they are done, and the rest of the answer when all are. */
export interface WhatifKinds {
  readonly SIZE: {
    readonly request: SizingRequest;
    readonly row: SizedTicket;
    readonly rest: Omit<SizingReport, 'tickets'>;
  };
  readonly REBALANCE: {
    readonly request: RebalanceRequest;
    readonly row: PlacedTicket;
    readonly rest: Omit<RebalanceReport, 'tickets'>;
  };
  readonly BRANCHES: {
    readonly request: BranchesRequest;
    readonly row: BranchReading;
    readonly rest: Readonly<Record<string, never>>;
  };
  readonly RISK: {
    readonly request: RiskRequest;
    readonly row: never;
    readonly rest: RiskAnswer<RiskAbout>;
  };
  readonly METHODS: {
    readonly request: MethodsRequest;
    readonly row: SizedTicket;
    readonly rest: Readonly<Record<string, never>>;
  };
  readonly CURVE: {
    readonly request: CurveRequest;
    readonly row: CurvePoint;
    readonly rest: Omit<CurveReport, 'points'>;
  };
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

export interface WhatifAnswer<K extends WhatifKind> {
  readonly rows: readonly WhatifKinds[K]['row'][];
  readonly rest: WhatifKinds[K]['rest'];
}

/** A request under way. */
export interface RunningWhatif<K extends WhatifKind> {
  readonly answer: Promise<Result<WhatifAnswer<K>>>;
  /** The answer is then CANCELLED. */
  cancel(): void;
}
