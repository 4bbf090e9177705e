import { ArrowRight } from 'lucide-react';
import type { ReactElement } from 'react';
import type { OutputOf } from '#shared/contract/contract.ts';
import type { AuditObject } from '#shared/domain/audit.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { openDecision } from '#renderer/client/workspace-store.ts';
import { DetailPanel } from '#renderer/components/detail-panel.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { formatCount } from '#renderer/format/numbers.ts';
import { formatInstant } from '#renderer/format/times.ts';
import { describeKind, describeOutcome, OBJECT_WORDS } from './record-words.ts';

type RecordInFull = OutputOf<'audit.record'>;

export interface RecordPanelProps {
  readonly seq: number;
  readonly onClose: () => void;
  /** Shows every record about an object. */
  readonly onFollow: (object: AuditObject) => void;
}

/** One record: what it changed, before and after, and everything it holds. */
export function RecordPanel({ seq, onClose, onFollow }: RecordPanelProps): ReactElement {
  const { data, error } = useQuery('audit.record', { seq });
  return (
    <DetailPanel
      noun="record"
      label={`Record ${formatCount(seq)}`}
      title={
        <>
          <span className="num">{formatCount(seq)}</span> {data !== null && describeKind(data.row.kind)}
        </>
      }
      note={error !== null && <ErrorNote error={error} />}
      onClose={onClose}
    >
      {data !== null && data.row.seq === seq ? <InFull record={data} onFollow={onFollow} /> : null}
    </DetailPanel>
  );
}

function InFull({
  record: { row, changes, fields, left, mac },
  onFollow,
}: {
  record: RecordInFull;
  onFollow: RecordPanelProps['onFollow'];
}): ReactElement {
  const outcome = describeOutcome(row);
  const { decisionId } = row;
  return (
    <>
      <p>
        {row.actor}, {formatInstant(row.at)}
        {outcome !== '' && (
          <>
            . <strong>{outcome}</strong>
          </>
        )}
      </p>
      {row.reason !== null && row.reason !== '' && <blockquote>{row.reason}</blockquote>}
      {decisionId !== null && (
        <button type="button" className="button" onClick={() => openDecision(decisionId)}>
          Why <KeyHint keys="w" />
        </button>
      )}
      {row.about.length > 0 && (
        <ul className="about" aria-label="What it is about">
          {row.about.map((object) => (
            <li key={`${object.type} ${object.key}`}>
              <button
                type="button"
                className="button small"
                title={`Every record about this ${OBJECT_WORDS[object.type].toLowerCase()}`}
                onClick={() => onFollow(object)}
              >
                <span className="muted">{OBJECT_WORDS[object.type]}</span> {object.key}
              </button>
            </li>
          ))}
        </ul>
      )}
      {changes.length > 0 && <Changes changes={changes} />}
      <h3>Everything it holds</h3>
      {fields.length === 0 && <p className="muted">It is too long to be shown here; the export holds it.</p>}
      <table className="fields">
        <tbody>
          {fields.map(({ path, value }) => (
            <tr key={path}>
              <th scope="row">{path}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p className="muted">{formatCount(left)} more lines are in the export.</p>}
      <p className="muted code">Code in the chain: {mac}</p>
    </>
  );
}

function Changes({ changes }: Pick<RecordInFull, 'changes'>): ReactElement {
  return (
    <>
      <h3>What it changed</h3>
      <table className="changes">
        <thead>
          <tr>
            <th scope="col">Of</th>
            <th scope="col">Field</th>
            <th scope="col">Before</th>
            <th scope="col">
              <span className="visually-hidden">becomes</span>
            </th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ of, field, before, after }) => (
            <tr key={`${of} ${field}`}>
              <td>{of}</td>
              <td>{field}</td>
              <td className="before">
                {before === null ? <span className="muted">nothing</span> : <del>{before}</del>}
              </td>
              <td>
                <ArrowRight size={12} aria-hidden />
              </td>
              <td className="after">
                {after === null ? <span className="muted">nothing</span> : <ins>{after}</ins>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
