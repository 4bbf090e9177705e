import type { ReactElement } from 'react';
import { ALERT_STATES, type AlertFilter } from '#shared/domain/alert.ts';
import { SEVERITIES } from '#shared/domain/alert-rule.ts';
import { SEVERITY_MARKS, STATE_MARKS } from './alert-words.ts';

export interface AlertFiltersProps {
  readonly filter: AlertFilter;
  readonly onChange: (filter: AlertFilter) => void;
}

/** Which states and severities are shown; none of a kind pressed: all of it. */
export function AlertFilters({ filter, onChange }: AlertFiltersProps): ReactElement {
  return (
    <>
      <span className="alert-chips" role="group" aria-label="States">
        {ALERT_STATES.map((state) => {
          const { word, icon: Icon } = STATE_MARKS[state];
          const pressed = filter.states.includes(state);
          return (
            <button
              key={state}
              type="button"
              className="filter-chip"
              aria-pressed={pressed}
              onClick={() => onChange({ ...filter, states: toggled(ALERT_STATES, filter.states, state) })}
            >
              <Icon size={12} aria-hidden /> {word}
            </button>
          );
        })}
      </span>
      <span className="alert-chips" role="group" aria-label="Severities">
        {SEVERITIES.toReversed().map((severity) => {
          const { word, icon: Icon } = SEVERITY_MARKS[severity];
          const pressed = filter.severities.includes(severity);
          return (
            <button
              key={severity}
              type="button"
              className="filter-chip"
              aria-pressed={pressed}
              onClick={() =>
                onChange({ ...filter, severities: toggled(SEVERITIES, filter.severities, severity) })
              }
            >
              <Icon size={12} aria-hidden /> {word}
            </button>
          );
        })}
      </span>
    </>
  );
}

const toggled = <T,>(all: readonly T[], some: readonly T[], one: T): T[] =>
  all.filter((other) => some.includes(other) !== (other === one));
