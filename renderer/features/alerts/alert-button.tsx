import { Bell } from 'lucide-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { SEVERITIES } from '#shared/domain/alert-rule.ts';
import { alertStore } from '#renderer/client/desk-alerts.ts';
import { showPane } from '#renderer/client/workspace-store.ts';
import { formatCompact } from '#renderer/format/numbers.ts';
import { SEVERITY_MARKS } from './alert-words.ts';
import './alerts.css';

/** How many alerts wait for somebody, by severity; opens them. */
export function AlertButton(): ReactElement {
  const counts = useStore(alertStore, (slice) => slice.counts);
  const waiting = SEVERITIES.toReversed().filter((severity) => counts[severity] > 0);
  return (
    <button
      type="button"
      className="button quiet small alert-button"
      title="Alerts that nobody has taken on"
      onClick={() => showPane('alerts', true)}
    >
      <Bell size={14} aria-hidden /> Alerts
      {waiting.length === 0 && <span className="visually-hidden"> none waits</span>}
      {waiting.map((severity) => {
        const { icon: Icon, mark, word } = SEVERITY_MARKS[severity];
        return (
          <span key={severity} className={`mark ${mark} num`}>
            <Icon size={12} aria-hidden />
            {formatCompact(counts[severity])}
            <span className="visually-hidden">{` ${word.toLowerCase()}, `}</span>
          </span>
        );
      })}
    </button>
  );
}
