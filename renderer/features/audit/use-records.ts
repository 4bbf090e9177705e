import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { AuditFilter, AuditRow } from '#shared/contract/procedures/audit.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { connectionStore } from '#renderer/client/connection-store.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';

/** Rows that are held at most; beyond them the person goes on from there. */
export const MOST_HELD = 2_000;
const PAGE = 100;
/** A filter that is still being typed is not read for. */
const TYPING_MS = 120;
/** Records that are looked at before the person is asked whether to go on. */
const MOST_SCANNED = 500_000;

export interface Records {
  /** The newest first. */
  readonly rows: readonly AuditRow[];
  /** Where reading goes on; null: the log begins there. */
  readonly next: number | null;
  readonly loading: boolean;
  readonly error: AppError | null;
  /** The record below which the list begins; null: with the newest. */
  readonly start: number | null;
}

export interface RecordsControl extends Records {
  /** Looks further back, until a page is found. */
  readonly readMore: () => void;
  /** Begins again below a record, or with the newest. */
  readonly beginAt: (before: number | null) => void;
}

const NONE: Records = { rows: [], next: null, loading: true, error: null, start: null };

/** The records that match, read from the log page by page. */
export function useRecords(filter: AuditFilter): RecordsControl {
  const generation = useStore(connectionStore, (slice) => slice.generation);
  const [records, setRecords] = useState<Records>(NONE);
  const [start, setStart] = useState<{ readonly before: number | null }>({ before: null });
  const run = useRef(0);
  const key = JSON.stringify(filter);
  const current = useRef(records);
  useEffect(() => {
    current.current = records;
  });

  const read = useCallback(
    async (from: number | null, held: readonly AuditRow[], begin: number | null): Promise<void> => {
      const mine = ++run.current;
      let rows = held;
      let next = from;
      let scanned = 0;
      setRecords({ rows, next, loading: true, error: null, start: begin });
      try {
        do {
          const answer = await deskClient.call('audit.records', {
            filter: JSON.parse(key) as AuditFilter,
            limit: PAGE,
            ...(next !== null && { before: next }),
          });
          if (mine !== run.current) return;
          rows = [...rows, ...answer.records];
          next = answer.next;
          scanned += answer.scanned;
          setRecords({ rows, next, loading: true, error: null, start: begin });
        } while (next !== null && rows.length < held.length + PAGE && scanned < MOST_SCANNED);
        setRecords({ rows, next, loading: false, error: null, start: begin });
      } catch (thrown) {
        if (mine === run.current)
          setRecords({ rows, next, loading: false, error: toAppError(thrown), start: begin });
      }
    },
    [key],
  );
  const drop = useCallback(() => void run.current++, []);
  useEffect(() => {
    if (generation === 0) return;
    const timer = setTimeout(() => void read(start.before, [], start.before), TYPING_MS);
    return () => {
      clearTimeout(timer);
      drop();
    };
  }, [read, drop, generation, start]);

  const readMore = useCallback(() => {
    const { rows, next, loading, start: begin } = current.current;
    if (!loading && next !== null && rows.length < MOST_HELD) void read(next, rows, begin);
  }, [read]);
  const beginAt = useCallback((before: number | null) => setStart({ before }), []);
  return { ...records, readMore, beginAt };
}
