import type { SessionCalendar } from '#shared/domain/calendar.ts';
import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import type { StressLadder } from '#shared/domain/stress-ladder.ts';
import type { LogReading } from '../audit/log-reader.ts';
import type { PresetText } from '../limits/limit-presets.ts';
import type { GaugeBoard } from '../diagnostics/gauge-board.ts';
import type { AuditExports, RunningCheck } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { CorrelationCache } from '../ports/correlation-cache.ts';
import type { DeskReader } from '../ports/desk-reader.ts';
import type { Importer } from '../ports/importer.ts';
import type { Timers } from '../ports/timers.ts';
import type { Journal } from '../ports/journal.ts';
import type { Passwords } from '../ports/passwords.ts';
import type { ImpactRequest } from '../replay/impact-report.ts';
import type { RunningRecompute, RunningReplay } from '../ports/replay.ts';
import type { RunningSimulation, SimulationJob } from '../ports/simulation.ts';
import type { RunningWhatif, WhatifAnswer, WhatifJob, WhatifKind } from '../ports/whatif.ts';
import type { Result } from '#shared/errors/result.ts';
import type { Uploads } from '../ports/uploads.ts';

/** A part of the engine that can be down while the rest works. */
export type EnginePart = 'NUMERICS' | 'STORE';

/** What the shells give the core: the outside world, injected. */
export interface DeskDependencies {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly journal: Journal;
  readonly reader: DeskReader;
  readonly importer: Importer;
  readonly uploads: Uploads;
  readonly passwords: Passwords;
  /** A new unique id that sorts by time; used for decisions, tickets without one and imports. */
  newId(): string;
  /** SHA-256 of a text, hex. */
  hash(text: string): string;
  /** Checks the audit chain and the totals, off the engine thread. */
  startAuditCheck(): RunningCheck;
  /** The parts that do not work now. */
  partsDown(): readonly EnginePart[];
  /** What shells and the engine show of themselves. */
  readonly gauges: GaugeBoard;
  /** What the engine runs on, name to version. */
  readonly versions: Readonly<Record<string, string>>;
  readonly auditLog: LogReading;
  readonly auditExports: AuditExports;
  /** null: correlations are computed as they are asked for. */
  readonly correlations: CorrelationCache | null;
  /** Replays the log under a proposal, off the engine thread. */
  startReplay(request: ImpactRequest, onProgress: (share: number) => void): RunningReplay;
  /** Makes one decision of the log again, off the engine thread. */
  startRecompute(decisionId: string, onProgress: (share: number) => void): RunningRecompute;
  /** Answers what-if questions from what is on record, off the engine thread. */
  startWhatif<K extends WhatifKind>(job: WhatifJob<K>, onProgress: (share: number) => void): RunningWhatif<K>;
  /** Answers a question about risk from what is on record, off the engine thread; one at a time. */
  askRisk(job: WhatifJob<'RISK'>): Promise<Result<WhatifAnswer<'RISK'>>>;
  /** Simulates a book's P&L on the numerics workers. */
  simulate(job: SimulationJob, onProgress: (share: number) => void): RunningSimulation;
  readonly storeName: string;
  readonly version: string;
  /** Folder of the bundled sample desk. */
  readonly sampleFolder: string;
  readonly stressLadder: StressLadder;
  /** The text of a delivered preset of limits. */
  readonly presetText: PresetText;
  readonly baseCurrency: Currency;
  /** Session calendars of the exchanges. */
  readonly calendars: readonly SessionCalendar[];
  /** Frozen desk clock; LIVE: the machine's; null: the end of the last imported session. */
  readonly asOf: EpochMs | 'LIVE' | null;
}
