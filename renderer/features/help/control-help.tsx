import { useEffect, useRef, type ReactElement } from 'react';
import type { CatalogueEntry } from '#shared/contract/contract.ts';
import type { Unit } from '#shared/domain/limit.ts';
import { CONTROL_NEEDS } from './control-needs.ts';
import { GROUP_WORDS } from './group-words.ts';

const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  MONEY: 'money',
  QTY: 'shares',
  FRACTION: 'percent of NAV or of what it is compared with',
  BPS: 'basis points',
  RATIO: 'ratio',
  COUNT: 'count',
  DAYS: 'days',
  SECONDS: 'seconds',
};

export interface ControlHelpProps {
  readonly entry: CatalogueEntry;
  /** It was asked for: it comes into view and takes the keyboard. */
  readonly asked: boolean;
}

/** One control: what it compares, in what units, with what it needs, and what it does to an exit. */
export function ControlHelp({ entry, asked }: ControlHelpProps): ReactElement {
  const { code, title, group, formula, units, minimum, alwaysOn } = entry;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!asked) return;
    card.current?.scrollIntoView({ block: 'start' });
    card.current?.focus({ preventScroll: true });
  }, [asked]);
  return (
    <article ref={card} tabIndex={-1} className={asked ? 'asked' : ''} aria-label={title}>
      <h4>
        {title} <span className="num muted">{code}</span>
        {alwaysOn && <span className="tag">always on</span>}
      </h4>
      <p className="num">{formula.replaceAll('*', '×')}</p>
      <dl>
        <div>
          <dt>Limit in</dt>
          <dd>
            {units.length === 0
              ? 'no limit: it is kept or it is not'
              : `${units.map((unit) => UNIT_WORDS[unit]).join(', or ')}; ${
                  minimum ? 'fails below it' : 'fails above it'
                }, at the limit passes`}
          </dd>
        </div>
        <div>
          <dt>Needs</dt>
          <dd>{CONTROL_NEEDS[code] ?? 'the ticket alone'}</dd>
        </div>
        <div>
          <dt>Exits</dt>
          <dd>{GROUP_WORDS[group].exits}</dd>
        </div>
      </dl>
    </article>
  );
}
