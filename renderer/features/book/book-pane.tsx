import { useState, type ReactElement } from 'react';
import { useQuery } from '#renderer/client/use-query.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import { Positions } from './positions.tsx';
import { SuspiciousBars } from './suspicious-bars.tsx';
import './book.css';

/** Rows that one call gives at most. */
const MOST = 1_000;

/** The positions, and beside them the bars that an import found suspicious while there are any. */
export function BookPane(): ReactElement {
  const suspicious = useQuery('bars.suspicious', { limit: MOST }, ['bars.changed']);
  const [wanted, setWanted] = useState<'positions' | 'bars'>('positions');
  const found = suspicious.data?.total === 0 ? null : suspicious.data;
  const shown = found === null ? 'positions' : wanted;
  return (
    <div className="pane">
      {found !== null && (
        <div className="segmented book-parts" role="radiogroup" aria-label="Shown in the book">
          <label>
            <input
              type="radio"
              name="book-part"
              checked={shown === 'positions'}
              onChange={() => setWanted('positions')}
            />
            Positions
          </label>
          <label>
            <input
              type="radio"
              name="book-part"
              checked={shown === 'bars'}
              onChange={() => setWanted('bars')}
            />
            {`Suspicious bars (${formatCount(found.total)})`}
          </label>
        </div>
      )}
      {found !== null && shown === 'bars' ? <SuspiciousBars {...found} /> : <Positions />}
    </div>
  );
}
