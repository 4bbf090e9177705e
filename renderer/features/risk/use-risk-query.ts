import { useEffect, useRef, useState } from 'react';
import type { InputOf, OutputOf, ProcedureName } from '#shared/contract/contract.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { useQuery, type Query } from '#renderer/client/use-query.ts';

const LEAST_MS = 1_000;
/** A desk that takes long to measure is measured the less often. */
const REST = 4;

type RiskProcedure = Extract<ProcedureName, `risk.${string}`>;

/**
 * Follows a question about risk: asked again when the book, the limits or the bars change, at most once a second and not
 * before four times as long as the last answer took has passed.
 */
export function useRiskQuery<N extends RiskProcedure>(method: N, input: InputOf<N>): Query<OutputOf<N>> {
  const query = useQuery(method, input);
  const { loading, reload } = query;
  const [isOld, setIsOld] = useState(false);
  const startedAt = useRef<number | null>(null);
  const took = useRef(0);

  useEffect(() => {
    if (loading) startedAt.current = performance.now();
    else if (startedAt.current !== null) took.current = performance.now() - startedAt.current;
  }, [loading]);
  useEffect(() => {
    const note = (): void => setIsOld(true);
    const ends = (['book.changed', 'limits.changed', 'bars.changed'] as const).map((event) =>
      deskClient.on(event, note),
    );
    return () => {
      for (const end of ends) end();
    };
  }, []);
  useEffect(() => {
    if (!isOld || loading) return;
    const wait = Math.max(LEAST_MS, REST * took.current);
    const timer = setTimeout(() => {
      setIsOld(false);
      reload();
    }, wait);
    return () => clearTimeout(timer);
  }, [isOld, loading, reload]);
  return query;
}
