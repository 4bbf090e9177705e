import { CircleCheck, Hourglass } from 'lucide-react';
import type { ReactElement } from 'react';
import type { AlertDelivery, AlertRow } from '#shared/contract/procedures/alerts.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { DetailPanel } from '#renderer/components/detail-panel.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { formatCount } from '#renderer/format/numbers.ts';
import { formatInstant } from '#renderer/format/times.ts';
import { describeScope } from '#renderer/format/verdict-words.ts';
import { placesOf } from './alert-places.ts';
import { describeState, describeSubject, describeValue, SEVERITY_MARKS } from './alert-words.ts';

const ACTS = { acknowledged: 'Acknowledged', resolved: 'Resolved' } as const;

/** One alert in full: what it found, who took it on, where it leads and what of it is to be delivered. */
export function AlertPanel({ row, onClose }: { row: AlertRow; onClose: () => void }): ReactElement {
  const { word, icon: Icon, mark } = SEVERITY_MARKS[row.severity];
  const { decision, limit } = placesOf(row);
  return (
    <DetailPanel
      noun="alert"
      label={`Alert ${row.alertId}: ${row.title}`}
      title={
        <>
          <span className={`mark ${mark}`}>
            <Icon className="icon" size={14} aria-hidden /> {word}
          </span>
          <span className="clip">{row.title}</span>
        </>
      }
      onClose={onClose}
    >
      <dl className="alert-facts">
        {factsOf(row).map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {(decision !== null || limit !== null) && (
        <div className="alert-choices">
          {decision !== null && (
            <button type="button" className="button small" onClick={decision}>
              Open the decision <KeyHint keys="Enter" />
            </button>
          )}
          {limit !== null && (
            <button type="button" className="button small" onClick={limit}>
              Open the limit <KeyHint keys="l" />
            </button>
          )}
        </div>
      )}
      <Deliveries alertId={row.alertId} />
    </DetailPanel>
  );
}

function factsOf(row: AlertRow): (readonly [string, string])[] {
  const acts = (['acknowledged', 'resolved'] as const).flatMap((name) => {
    const act = row[name];
    if (act === null) return [];
    const note = act.note === '' ? '' : `: ${act.note}`;
    return [[ACTS[name], `${act.by}, ${formatInstant(act.at)}${note}`] as const];
  });
  return [
    ['About', describeSubject(row)],
    ['Scope', describeScope(row.scope)],
    ['Value', `${describeValue(row.kind, row.value)}, level ${describeValue(row.kind, row.threshold)}`],
    ['State', describeState(row)],
    ...acts,
    ['First', formatInstant(row.firstAt)],
    ...(row.count === 1
      ? []
      : [['Last', `${formatInstant(row.lastAt)}, ${formatCount(row.count)} times in all`] as const]),
  ];
}

const REASONS: Readonly<Record<AlertDelivery['reason'], string>> = {
  CRITICAL: 'It was critical',
  ESCALATED: 'It was escalated',
};

function Deliveries({ alertId }: { alertId: number }): ReactElement {
  const { data, error } = useQuery('alerts.deliveries', { alertId }, ['alerts.changed']);
  return (
    <div className="alert-deliveries">
      <h3>Delivery</h3>
      {error !== null && <ErrorNote error={error} />}
      {data?.length === 0 && (
        <p className="muted">Nothing to deliver: only what is critical or escalated is.</p>
      )}
      <ul>
        {data?.map(({ reason, at, deliveredAt }) => (
          <li key={`${reason} ${at}`}>
            <span className="num">{formatInstant(at)}</span>
            <span>{REASONS[reason]}</span>
            <span className="delivery">
              {deliveredAt === null ? (
                <>
                  <Hourglass size={12} aria-hidden /> waits: no delivery is set up
                </>
              ) : (
                <>
                  <CircleCheck size={12} aria-hidden /> delivered {formatInstant(deliveredAt)}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
