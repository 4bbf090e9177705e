import { Minus, OctagonX, Pencil, Plus, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { FileComparison } from '#shared/contract/procedures/limits.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import { describeScope } from '#renderer/format/verdict-words.ts';
import { formatChange } from './diff-table.tsx';
import { diffLimits } from './limit-diff.ts';

type Row = FileComparison['rows'][number];

const KINDS: Readonly<Record<Row['kind'], readonly [word: string, icon: LucideIcon]>> = {
  ADDED: ['Added', Plus],
  CHANGED: ['Changed', Pencil],
  MISSING: ['Not in the file', Minus],
};

/** What a limits file would do to the desk, row by row; the refused ones first, each with what is wrong. */
export function FileDiff({ found }: { found: FileComparison }): ReactElement {
  const { added, changed, unchanged, missing, rejected, rejects, rows } = found;
  return (
    <>
      <p role="status">
        {formatCount(added)} added, {formatCount(changed)} changed, {formatCount(unchanged)} unchanged,{' '}
        {formatCount(missing)} not in the file (they stay), {formatCount(rejected)} refused.
      </p>
      {rejected > 0 && (
        <p className="loosens">
          <OctagonX className="icon" size={14} aria-hidden /> Correct the refused rows: a file is taken whole
          or not at all.
        </p>
      )}
      <div className="table-scroll" tabIndex={0} role="region" aria-label="What the file would change">
        <table className="diff">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Limit</th>
              <th scope="col">Control</th>
              <th scope="col">Difference</th>
            </tr>
          </thead>
          <tbody>
            {rejects.map(({ row, column, value, sentence }, index) => (
              <tr key={`refused ${index}`}>
                <td>
                  <span className="mark BLOCK">
                    <OctagonX className="icon" size={13} aria-hidden />
                    Refused
                  </span>
                </td>
                <td className="num">row {row}</td>
                <td>{column}</td>
                <td>
                  {sentence} {value !== '' && <span className="num muted">{value}</span>}
                </td>
              </tr>
            ))}
            {rows.map((row) => (
              <DiffRow key={row.limitId} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length < added + changed + missing && (
        <p className="muted">The first {formatCount(rows.length)} rows are listed.</p>
      )}
    </>
  );
}

function DiffRow({ row: { kind, limitId, before, after } }: { row: Row }): ReactElement {
  const [word, Icon] = KINDS[kind];
  const shown = after ?? before;
  const fields = after === null ? [] : diffLimits(before, after);
  return (
    <tr>
      <td>
        <span className={`mark ${kind === 'MISSING' ? 'plain' : 'PASS'}`}>
          <Icon className="icon" size={13} aria-hidden />
          {word}
        </span>
      </td>
      <td className="num">{limitId}</td>
      <td>{shown !== null && `${controlTitle(shown.control)}, ${describeScope(shown.scope)}`}</td>
      <td>
        {fields
          .filter(({ field }) => kind === 'CHANGED' || field === 'Hard' || field === 'Only for')
          .map(({ field, before: old, after: next, change }) => (
            <div key={field}>
              {field}{' '}
              <span className="num">
                {kind === 'CHANGED' ? `${old} → ` : ''}
                {next}
              </span>
              {change !== null && <span className="num muted"> {formatChange(change)}</span>}
            </div>
          ))}
      </td>
    </tr>
  );
}
