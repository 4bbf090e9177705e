import { useState, type ReactElement } from 'react';
import { useQuery } from '#renderer/client/use-query.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import { Fills } from './fills.tsx';
import { Marks } from './marks.tsx';
import { Positions } from './positions.tsx';
import { SuspiciousBars } from './suspicious-bars.tsx';
import { WorkingOrders } from './working-orders.tsx';
import './book.css';

/** Rows that one call gives at most. */
const MOST = 1_000;

type Part = 'positions' | 'working' | 'marks' | 'fills' | 'bars';

/** What the desk holds, works and values, and the bars that an import found suspicious while there are any. */
export function BookPane(): ReactElement {
  const suspicious = useQuery('bars.suspicious', { limit: MOST }, ['bars.changed']);
  const summaries = useQuery('book.summaries', {}, ['book.changed']);
  const [wanted, setWanted] = useState<Part>('positions');
  const found = suspicious.data?.total === 0 ? null : suspicious.data;
  const shown = wanted === 'bars' && found === null ? 'positions' : wanted;
  const working = summaries.data?.find(({ scope }) => scope.level === 'FIRM')?.workingTickets ?? 0;
  const parts: (readonly [Part, string])[] = [
    ['positions', 'Positions'],
    ['working', `Working (${formatCount(working)})`],
    ['marks', 'Marks'],
    ['fills', 'Fills'],
  ];
  if (found !== null) parts.push(['bars', `Suspicious bars (${formatCount(found.total)})`]);
  return (
    <div className="pane">
      <div className="segmented book-parts" role="radiogroup" aria-label="Shown in the book">
        {parts.map(([part, title]) => (
          <label key={part}>
            <input type="radio" name="book-part" checked={shown === part} onChange={() => setWanted(part)} />
            {title}
          </label>
        ))}
      </div>
      {shown === 'positions' && <Positions />}
      {shown === 'working' && <WorkingOrders />}
      {shown === 'marks' && <Marks />}
      {shown === 'fills' && <Fills />}
      {shown === 'bars' && found !== null && <SuspiciousBars {...found} />}
    </div>
  );
}
