import { X } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import type { AlertRow } from '#shared/contract/procedures/alerts.ts';
import { severityRank } from '#shared/domain/alert-rule.ts';
import { deskAlerts } from '#renderer/client/desk-alerts.ts';
import { showPane, workspaceStore } from '#renderer/client/workspace-store.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import { announceAlerts } from './announce-alerts.ts';
import { describeAlert, describeSubject, SEVERITY_MARKS } from './alert-words.ts';
import './alerts.css';

const SHOWN = 3;
const QUIET_MS = 8_000;

interface Toasts {
  /** Newest first, at most three. */
  readonly rows: readonly AlertRow[];
  /** Those that came before or beside them and were not looked at. */
  readonly folded: number;
}

const NONE: Toasts = { rows: [], folded: 0 };

/** New alerts as they come: three, the others folded into a number. They take no keyboard and cover no dialog. */
export function AlertToasts(): ReactElement | null {
  const [{ rows, folded }, setToasts] = useState(NONE);
  useEffect(
    () =>
      deskAlerts.onNews((news) => {
        announceAlerts(news);
        setToasts((before) => withNews(before, news));
      }),
    [],
  );
  useEffect(() => {
    if (rows.length === 0) return;
    return deskAlerts.subscribe({
      onReset: () => undefined,
      onPatch: ({ update, remove }) => {
        const taken = [...update, ...remove].filter(({ state }) => state !== 'NEW');
        const ids = new Set(taken.map(({ alertId }) => alertId));
        if (!rows.some(({ alertId }) => ids.has(alertId))) return;
        setToasts((before) => ({
          ...before,
          rows: before.rows.filter(({ alertId }) => !ids.has(alertId)),
        }));
      },
    });
  }, [rows]);
  useEffect(
    () =>
      workspaceStore.subscribe(({ paneRequest }, before) => {
        // Whoever goes to the alerts sees them there.
        if (paneRequest !== before.paneRequest && paneRequest?.pane === 'alerts') setToasts(NONE);
      }),
    [],
  );
  useEffect(() => {
    // What is critical stays until somebody looks.
    if (rows.length === 0 || rows.some(({ severity }) => severity === 'CRITICAL')) return;
    const timer = setTimeout(() => setToasts(NONE), QUIET_MS);
    return () => clearTimeout(timer);
  }, [rows]);
  const open = (): void => showPane('alerts', true);
  return (
    <section className="alert-toasts" aria-label="New alerts" aria-live="polite">
      {rows.map((row) => (
        <Toast
          key={row.alertId}
          row={row}
          onOpen={open}
          onClose={() =>
            setToasts((before) => ({
              rows: before.rows.filter(({ alertId }) => alertId !== row.alertId),
              folded: before.rows.length === 1 ? 0 : before.folded,
            }))
          }
        />
      ))}
      {rows.length > 0 && folded > 0 && (
        <div className="alert-fold">
          <button type="button" className="button small" onClick={open}>
            {formatCount(folded)} more
          </button>
          <button type="button" className="button small" onClick={() => setToasts(NONE)}>
            Close all
          </button>
        </div>
      )}
    </section>
  );
}

function Toast(props: { row: AlertRow; onOpen: () => void; onClose: () => void }): ReactElement {
  const { row, onOpen, onClose } = props;
  const { word, icon: Icon, mark } = SEVERITY_MARKS[row.severity];
  return (
    <div className={`alert-toast ${row.severity}`}>
      <button type="button" className="toast-text" onClick={onOpen}>
        <span className={`mark ${mark}`}>
          <Icon className="icon" size={14} aria-hidden /> {word}
        </span>
        <strong className="clip">{row.title}</strong>
        <span className="clip num">{describeAlert(row)}</span>
        <span className="clip muted">{describeSubject(row)}</span>
      </button>
      <button
        type="button"
        className="button quiet small"
        aria-label={`Close ${row.title}, ${row.scope.key}`}
        onClick={onClose}
      >
        <X size={13} aria-hidden />
      </button>
    </div>
  );
}

/** The worst of what is new stay in view, then the newest. */
function withNews({ rows, folded }: Toasts, news: readonly AlertRow[]): Toasts {
  const ids = new Set(news.map(({ alertId }) => alertId));
  const all = [...news, ...rows.filter(({ alertId }) => !ids.has(alertId))].toSorted(
    (a, b) => severityRank(b.severity) - severityRank(a.severity) || b.raisedAt - a.raisedAt,
  );
  return { rows: all.slice(0, SHOWN), folded: folded + Math.max(0, all.length - SHOWN) };
}
