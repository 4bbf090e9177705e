import type { LogReading } from '#electron/core/audit/log-reader.ts';
import type { Result } from '#shared/errors/result.ts';

export type LogMethod = keyof LogReading;

export interface LogQuestion {
  readonly id: number;
  readonly method: LogMethod;
  readonly input: unknown;
}

export interface LogAnswer {
  readonly id: number;
  readonly result: Result<unknown>;
}
