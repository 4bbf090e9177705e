import { useMemo } from 'react';
import type { InstrumentRow } from '#shared/contract/schemas/market.ts';
import { useQuery } from '#renderer/client/use-query.ts';

export interface InstrumentSearch {
  /** Matches of what is typed, best first. */
  readonly matches: readonly InstrumentRow[];
  /** The instrument whose symbol is exactly what is typed. */
  readonly instrument: InstrumentRow | null;
  /** Whether the search for this very text has been answered. */
  readonly known: boolean;
}

export function useInstrument(symbol: string): InstrumentSearch {
  const text = symbol.trim();
  const { data, loading } = useQuery('instruments.search', text === '' ? null : { text, limit: 12 }, [
    'book.changed',
  ]);
  return useMemo(() => {
    const matches = data ?? [];
    const instrument = matches.find((row) => row.symbol === text) ?? null;
    return { matches, instrument, known: !loading && data !== null };
  }, [data, loading, text]);
}
