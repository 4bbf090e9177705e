import { CircleDashed } from 'lucide-react';
import type { ReactElement } from 'react';
import type { DecisionOutput } from '#shared/contract/schemas/ticket.ts';
import { isDenied } from '#shared/domain/decision.ts';
import type { CatalogueEntry } from '#shared/contract/contract.ts';
import type { ControlCode } from '#shared/domain/control.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { boundWords } from '#renderer/components/bound-words.ts';
import { sortOutcomes, type OutcomeOutput } from '#renderer/components/sort-outcomes.ts';
import { STATUS_ICONS } from '#renderer/components/status-mark.tsx';
import { describeMissing } from '#renderer/format/describe-missing.ts';
import { formatInUnit, formatMicros, formatMoney, formatQuantity } from '#renderer/format/numbers.ts';
import { describeScope, titleOfCode, VERDICT_WORDS } from '#renderer/format/verdict-words.ts';

export interface VerdictPanelProps {
  readonly decision: DecisionOutput | null;
  /** False: `decision` answers an earlier state of the form. */
  readonly current: boolean;
  /** It has been so for long enough to be seen. */
  readonly late: boolean;
  /** What keeps the ticket from being asked about. */
  readonly waiting: string | null;
  readonly currency: string;
  readonly roundTripMs: number | null;
  readonly catalogue: ReadonlyMap<ControlCode, CatalogueEntry>;
  readonly onApplyMax: () => void;
}

/** The answer in one word, what it is worth, what binds, and the most that may go. Its height never changes. */
export function VerdictPanel(props: VerdictPanelProps): ReactElement {
  const { decision, current, late, waiting, currency, roundTripMs, catalogue, onApplyMax } = props;
  if (decision === null || waiting !== null) {
    return (
      <section className="verdict NONE" aria-label="Verdict">
        <div className="word">
          <CircleDashed size={22} aria-hidden />
          <span>NO VERDICT</span>
        </div>
        <p className="why">{waiting === null ? 'Asking ...' : `The ticket still needs ${waiting}.`}</p>
      </section>
    );
  }
  const Icon = STATUS_ICONS[decision.verdict];
  return (
    <section
      className={`verdict ${decision.verdict}${current ? '' : ' old'}${late ? ' late' : ''}`}
      aria-label="Verdict"
    >
      <div className="word" role="status" aria-live="polite">
        <Icon size={22} aria-hidden />
        <span>{VERDICT_WORDS[decision.verdict]}</span>
      </div>
      <dl className="facts">
        <div>
          <dt>Notional {currency}</dt>
          <dd className="num">{formatMoney(decision.notional)}</dd>
        </div>
        <div>
          <dt>Most that passes</dt>
          <dd className="num">{decision.maxQty === null ? 'no bound' : formatQuantity(decision.maxQty)}</dd>
        </div>
        <div className="timing">
          <dt>Engine / round trip</dt>
          <dd className="num clip" title="Engine time, and the way to the engine and back">
            {formatMicros(decision.evalMicros)}
            {roundTripMs !== null && <span className="muted"> / {formatMicros(roundTripMs * 1_000)}</span>}
          </dd>
        </div>
      </dl>
      <button
        type="button"
        className="button"
        disabled={decision.maxQty === null || decision.maxQty <= 0}
        onClick={onApplyMax}
      >
        Use max <KeyHint keys="Alt+m" />
      </button>
      <p className="why clip" title={explain(decision, catalogue)}>
        {explain(decision, catalogue)}
      </p>
    </section>
  );
}

/** Whose limit decides, with its numbers. */
function explain(decision: DecisionOutput, catalogue: ReadonlyMap<ControlCode, CatalogueEntry>): string {
  const worst = sortOutcomes(decision.outcomes)[0];
  const { binding } = decision;
  const bound = decision.outcomes.find(
    (one) => one.code === binding?.code && one.limitId === binding.limitId,
  );
  const title = (code: ControlCode) => catalogue.get(code)?.title ?? titleOfCode(code);
  const subject = isDenied(decision.verdict) || decision.verdict === 'WARN' ? worst : bound;
  if (subject === undefined) return 'No limit stops a larger quantity.';
  const lead = { PASS: 'Next to bind', WARN: 'Warning', BLOCK: 'Blocked', UNDETERMINED: 'Not decided' }[
    decision.verdict
  ];
  return `${lead}: ${title(subject.code)}${ownerOf(subject)}${numbersOf(subject)}${limitOf(subject)}`;
}

const ownerOf = ({ limitId, scope, group }: OutcomeOutput): string =>
  limitId === null ? '' : `, ${describeScope(scope)}${group === null ? '' : `, ${group}`}`;

const limitOf = ({ limitId }: OutcomeOutput): string => (limitId === null ? '' : ` (limit ${limitId})`);

function numbersOf(outcome: OutcomeOutput): string {
  if (outcome.missing !== null) return `: ${describeMissing(outcome.missing)}`;
  if (outcome.after === null || outcome.hard === null) {
    return outcome.notes.length > 0 ? `: ${outcome.notes.join('; ')}` : '';
  }
  const after = formatInUnit(outcome.after, outcome.unit);
  const isSoft = outcome.status === 'WARN' && outcome.soft !== null;
  const bound = isSoft
    ? `soft ${formatInUnit(outcome.soft, outcome.unit)}, hard `
    : `${boundWords(outcome)} `;
  return `: ${after}, ${bound}${formatInUnit(outcome.hard, outcome.unit)}`;
}
