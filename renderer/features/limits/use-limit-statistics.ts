import { useEffect, useMemo, useRef } from 'react';
import type { OutputOf } from '#shared/contract/contract.ts';
import type { StatisticsWindow } from '#shared/domain/limit-governance.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { useQuery } from '#renderer/client/use-query.ts';

export type LimitUse = OutputOf<'limits.statistics'>['limits'][number];

/** Decisions come in bursts: the counts are read again at most this often. */
const EVERY_MS = 2_000;

/** How each limit in force fared over a window, by id; empty before the answer. */
export function useLimitStatistics(window: StatisticsWindow): ReadonlyMap<string, LimitUse> {
  const { data, reload } = useQuery('limits.statistics', { window }, ['limits.changed']);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    const end = deskClient.on('blotter.rows', () => {
      timer.current ??= setTimeout(() => {
        timer.current = null;
        reload();
      }, EVERY_MS);
    });
    return () => {
      end();
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    };
  }, [reload]);
  return useMemo(() => new Map(data?.limits.map((one) => [one.limitId, one])), [data]);
}
