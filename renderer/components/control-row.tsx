import { ChevronDown, ChevronRight, SquareArrowOutUpRight } from 'lucide-react';
import type { ReactElement } from 'react';
import type { CatalogueEntry } from '#shared/contract/contract.ts';
import { openLimit } from '#renderer/client/workspace-store.ts';
import { describeMissing } from '#renderer/format/describe-missing.ts';
import { formatCompact, formatInUnit, formatPercent, formatQuantity } from '#renderer/format/numbers.ts';
import { formatAge, formatInstant } from '#renderer/format/times.ts';
import { describeScope, titleOfCode } from '#renderer/format/verdict-words.ts';
import { HelpButton } from './help-button.tsx';
import { HeadroomBar } from './headroom-bar.tsx';
import { ratioNumbers } from './ratio-numbers.ts';
import { boundWords } from './bound-words.ts';
import type { OutcomeOutput } from './sort-outcomes.ts';
import { StatusMark } from './status-mark.tsx';

export interface ControlRowProps {
  readonly outcome: OutcomeOutput;
  readonly entry: CatalogueEntry | undefined;
  readonly deskClock: number;
  readonly binding: boolean;
  readonly open: boolean;
  readonly tabbable: boolean;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
}

/** Past eight digits the column shows the size; the tooltip has the number. */
const shortQuantity = (quantity: number) =>
  quantity < 1e8 ? formatQuantity(quantity) : formatCompact(quantity);

const EXEMPTIONS = { REDUCING: 'reducing', NOT_WORSE: 'not worse', OVERRIDE: 'override' } as const;

const EXEMPT_BECAUSE = {
  REDUCING: 'The ticket only reduces a position, so this limit warns and does not block.',
  NOT_WORSE: 'The ticket leaves this no worse than it was, so the limit warns and does not block.',
  OVERRIDE: 'Another person let this ticket pass here, so the control warns and does not block.',
} as const;

export function ControlRow(props: ControlRowProps): ReactElement {
  const { outcome, entry, binding, open, tabbable, onFocus, onToggle } = props;
  const title = entry?.title ?? titleOfCode(outcome.code);
  const scope = outcome.limitId === null ? 'desk rule' : describeScope(outcome.scope);
  const where = outcome.group === null ? scope : `${outcome.group} · ${scope}`;
  const numbers = outcome.after !== null || outcome.hard !== null;
  return (
    <li>
      <button
        type="button"
        className={`control-row${binding ? ' binding' : ''}`}
        aria-expanded={open}
        tabIndex={tabbable ? 0 : -1}
        onFocus={onFocus}
        onClick={onToggle}
      >
        <span className="status">
          {open ? <ChevronDown size={12} aria-hidden /> : <ChevronRight size={12} aria-hidden />}
          <StatusMark status={outcome.status} />
        </span>
        <span className="name clip" title={`${title} · ${where}`}>
          {title}
          {binding && <span className="tag">binds</span>}
          {outcome.exempt !== null && <span className="tag">{EXEMPTIONS[outcome.exempt]}</span>}
          {(numbers || outcome.limitId !== null) && <span className="where">{where}</span>}
        </span>
        {numbers ? (
          <Numbers outcome={outcome} />
        ) : (
          <span className="remark clip" title={remarkOf(outcome)}>
            {remarkOf(outcome)}
          </span>
        )}
        <span className="num r" title={formatQuantity(outcome.maxQty)}>
          {outcome.maxQty === null ? '' : shortQuantity(outcome.maxQty)}
        </span>
      </button>
      {open && <ControlDetail {...props} />}
    </li>
  );
}

function Numbers({ outcome }: { outcome: OutcomeOutput }): ReactElement {
  const { unit } = outcome;
  return (
    <>
      <span className="num r before">{formatInUnit(outcome.before, unit)}</span>
      <span className="num r after">{formatInUnit(outcome.after, unit)}</span>
      <span className="num r soft">{formatInUnit(outcome.soft, unit)}</span>
      <span className="num r">{formatInUnit(outcome.hard, unit)}</span>
      <span className="used">
        <HeadroomBar outcome={outcome} />
        <span className="visually-hidden">
          {outcome.utilisation === null ? '' : `${formatPercent(outcome.utilisation)} used`}
        </span>
      </span>
    </>
  );
}

const remarkOf = (outcome: OutcomeOutput): string =>
  outcome.missing === null ? outcome.notes.join('; ') : describeMissing(outcome.missing);

function ControlDetail({ outcome, entry, deskClock }: ControlRowProps): ReactElement {
  const { limitId, unit } = outcome;
  const numbers = ratioNumbers(outcome, entry);
  const bound = boundWords(outcome);
  return (
    <dl className="control-detail">
      {entry !== undefined && (
        <div>
          <dt>Formula</dt>
          <dd className="num">
            {entry.formula.replaceAll('*', '×')} <HelpButton code={entry.code} title={entry.title} />
          </dd>
        </div>
      )}
      {numbers !== null && (
        <div>
          <dt>Numbers</dt>
          <dd className="num">
            {numbers} = {formatInUnit(outcome.after, unit)}
          </dd>
        </div>
      )}
      {outcome.hard !== null && (
        <div>
          <dt>Limit</dt>
          <dd>
            {bound} <span className="num">{formatInUnit(outcome.hard, unit)}</span>
            {outcome.soft !== outcome.hard && (
              <>
                , warns past <span className="num">{formatInUnit(outcome.soft, unit)}</span>
              </>
            )}
            ; before <span className="num">{formatInUnit(outcome.before, unit)}</span>, after{' '}
            <span className="num">{formatInUnit(outcome.after, unit)}</span>
            {outcome.utilisation !== null && <> ({formatPercent(outcome.utilisation)} used)</>}
          </dd>
        </div>
      )}
      {limitId !== null && (
        <div>
          <dt>Set by</dt>
          <dd>
            limit <span className="num">{limitId}</span> version {outcome.limitVersion} ·{' '}
            {describeScope(outcome.scope)}{' '}
            <button type="button" className="button small open-limit" onClick={() => openLimit(limitId)}>
              <SquareArrowOutUpRight size={12} aria-hidden /> Open limit
            </button>
          </dd>
        </div>
      )}
      {outcome.inputsAsOf !== null && (
        <div>
          <dt>Inputs</dt>
          <dd>
            {formatAge(outcome.inputsAsOf, deskClock)} old, of {formatInstant(outcome.inputsAsOf)}
          </dd>
        </div>
      )}
      {outcome.missing !== null && (
        <div>
          <dt>Missing</dt>
          <dd>{describeMissing(outcome.missing)}: the control could not be decided</dd>
        </div>
      )}
      {outcome.exempt !== null && (
        <div>
          <dt>Exempt</dt>
          <dd>{EXEMPT_BECAUSE[outcome.exempt]}</dd>
        </div>
      )}
      {outcome.notes.length > 0 && (
        <div>
          <dt>Notes</dt>
          <dd>{outcome.notes.join('; ')}</dd>
        </div>
      )}
    </dl>
  );
}
