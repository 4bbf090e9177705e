import type { ReactElement, ReactNode } from 'react';
import type { DecisionRecordRow } from '#shared/contract/procedures/decisions.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { useBlotterRow } from '#renderer/client/use-blotter-row.ts';
import { openLimit } from '#renderer/client/workspace-store.ts';
import {
  formatCount,
  formatMicros,
  formatMoney,
  formatPercent,
  formatQuantity,
} from '#renderer/format/numbers.ts';
import { formatInstant } from '#renderer/format/times.ts';
import { titleOfCode } from '#renderer/format/verdict-words.ts';

type Fact = readonly [name: string, value: string];

/** What is on record about one decision besides its controls. */
export function DecisionFacts({ record }: { record: DecisionRecordRow }): ReactElement {
  const { decision, at, actor, ticket } = record;
  const facts: readonly Fact[] = [
    ['Decision', decision.decisionId],
    ['Decided', formatInstant(at)],
    ['Desk clock', formatInstant(decision.deskClock)],
    ['By', actor],
    ['Notional', formatMoney(decision.notional)],
    ['Max quantity', decision.maxQty === null ? 'no bound' : formatQuantity(decision.maxQty)],
    ['Type', `${titleOfCode(ticket.ordType)} ${ticket.timeInForce}`],
    ...(ticket.trader === '' ? [] : [['Trader', ticket.trader] as const]),
    ...(ticket.strategy === '' ? [] : [['Strategy', ticket.strategy] as const]),
    ...basketFacts(record),
  ];
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="clip" title={value}>
              {value}
            </dd>
          </div>
        ))}
        <Lifecycle record={record} />
      </dl>
      <Reasons record={record} />
    </>
  );
}

/** Where the order stands, as it is filled and cancelled. */
function Lifecycle({ record: { decision, send } }: { record: DecisionRecordRow }): ReactElement {
  const row = useBlotterRow(decision.decisionId);
  const state = row?.state ?? null;
  const filled =
    row !== undefined && state !== null && state !== 'DENIED'
      ? `, ${formatQuantity(row.cumQty)} filled, ${formatQuantity(row.leavesQty)} left`
      : '';
  const words =
    state === null ? (send === null ? 'Checked only' : UNSEEN[String(send.sent)]) : titleOfCode(state);
  return (
    <div className="state">
      <dt>State</dt>
      <dd className="clip">
        <span role="status">
          {words}
          {filled}
        </span>
      </dd>
    </div>
  );
}

/** Of a row that the page does not hold: an old one. */
const UNSEEN: Readonly<Record<string, string>> = { true: 'Sent', false: 'Denied' };

function basketFacts({ basket, replaces }: DecisionRecordRow): readonly Fact[] {
  const of =
    basket === null
      ? []
      : [
          [
            'Basket',
            `${basket.place + 1} of ${basket.size}, ${basket.mode}${basket.allOrNone ? ', all or none' : ''}`,
          ] as const,
        ];
  return replaces === null ? of : [...of, ['Replaces', replaces]];
}

/** Who let what go, and why. */
function Reasons({ record: { send, override } }: { record: DecisionRecordRow }): ReactElement | null {
  const reason = send?.acknowledgement ?? null;
  if (reason === null && override === null) return null;
  return (
    <dl className="reasons">
      {reason !== null && (
        <div>
          <dt>Reason to send</dt>
          <dd>{reason}</dd>
        </div>
      )}
      {override !== null && (
        <div>
          <dt>Override</dt>
          <dd>
            past {override.controls.map(controlTitle).join(', ')}: asked by {override.requestedBy} (
            {override.reason}), granted by {override.decidedBy ?? 'nobody'}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** What the decision was made from, each version by its number. */
export function DecisionInputs({ record }: { record: DecisionRecordRow }): ReactElement {
  const { inputs, decision, seq } = record;
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Book', `as of record ${formatCount(inputs.bookSeq)}; this decision is record ${formatCount(seq)}`],
    [
      'Market data',
      inputs.marketData === '' ? 'none was imported' : `import ${inputs.marketData.slice(0, 12)}`,
    ],
    ['Rulings on bars', inputs.barRulings === 0 ? 'none' : `as of record ${formatCount(inputs.barRulings)}`],
    ['Clock', inputs.live === true ? 'live' : inputs.live === false ? 'frozen' : 'not recorded'],
    ['Stress ladder', inputs.ladder === null ? 'none' : inputs.ladder.slice(0, 12)],
    ['Engine', `${decision.engineVersion}, ${formatMicros(decision.evalMicros)}`],
  ];
  const factors = new Map(inputs.tightened.map(({ limitId, factor }) => [limitId, factor]));
  return (
    <details className="decision-inputs">
      <summary>
        Inputs used: {formatCount(inputs.limitVersions.length)} limit versions, book, market data
      </summary>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul aria-label="Limit versions in force">
        {inputs.limitVersions.map(({ limitId, version }) => (
          <li key={limitId}>
            <button type="button" className="button quiet small num" onClick={() => openLimit(limitId)}>
              {limitId} v{version}
              {factors.has(limitId) && ` × ${formatPercent(factors.get(limitId))}`}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
