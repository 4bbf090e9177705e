import type { ReactElement } from 'react';
import type { LimitRow } from '#shared/contract/schemas/limit.ts';
import { UNKNOWN } from '#renderer/format/numbers.ts';
import { diffLimits } from './limit-diff.ts';

const signedPercent = new Intl.NumberFormat('en-US', {
  style: 'percent',
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
});

/** A relative change, signed; a dash where there is nothing to compare with. */
export const formatChange = (change: number | null): string =>
  change === null ? UNKNOWN : signedPercent.format(change);

/** What a version says otherwise than the one before it: old, new, change. */
export function DiffTable({ before, after }: { before: LimitRow | null; after: LimitRow }): ReactElement {
  const fields = diffLimits(before, after);
  const isCompared = fields.some(({ change }) => change !== null);
  if (fields.length === 0) return <p className="muted">The same values as before.</p>;
  return (
    <table className="diff">
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">{before === null ? 'Before' : `Version ${before.version}`}</th>
          <th scope="col">{after.version === 0 ? 'New' : `Version ${after.version}`}</th>
          {isCompared && <th scope="col">Change</th>}
        </tr>
      </thead>
      <tbody>
        {fields.map(({ field, before: old, after: next, numeric, change }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td className={numeric ? 'num muted' : 'muted'}>{old}</td>
            <td className={numeric ? 'num' : ''}>{next}</td>
            {isCompared && <td className="num">{change === null ? '' : formatChange(change)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
