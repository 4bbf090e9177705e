import { useEffect, useState } from 'react';
import type { OutputOf } from '#shared/contract/contract.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import type { GaugeCode } from '#shared/domain/gauges.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';

export type Diagnostics = OutputOf<'diagnostics.get'>;

const EVERY_MS = 1_000;
/** Two minutes. */
export const MOST_READINGS = 120;

interface Readings {
  readonly now: Diagnostics | null;
  /** The last two minutes, the oldest first. */
  readonly past: readonly Diagnostics[];
  readonly error: AppError | null;
}

/** Reads the gauges once a second while it is used; a reading that is late delays the next. */
export function useReadings(): Readings {
  const [readings, setReadings] = useState<Readings>({ now: null, past: [], error: null });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let isLeft = false;
    const read = async (): Promise<void> => {
      try {
        const now = await deskClient.call('diagnostics.get', {});
        if (isLeft) return;
        setReadings(({ past }) => ({ now, past: [...past, now].slice(-MOST_READINGS), error: null }));
      } catch (thrown) {
        if (!isLeft) setReadings((before) => ({ ...before, error: toAppError(thrown) }));
      }
      if (!isLeft) timer = setTimeout(() => void read(), EVERY_MS);
    };
    void read();
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, []);
  return readings;
}

export const valuesOf = (past: readonly Diagnostics[], code: GaugeCode): (number | null)[] =>
  past.map(({ gauges }) => {
    const value = gauges.find((gauge) => gauge.code === code)?.value;
    return typeof value === 'number' ? value : null;
  });
