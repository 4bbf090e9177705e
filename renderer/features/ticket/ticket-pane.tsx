import { useCallback, useEffect, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import { isDenied } from '#shared/domain/decision.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { ControlList } from '#renderer/components/control-list.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { formatExact, formatQuantity } from '#renderer/format/numbers.ts';
import { mayBeOverridden, OverrideDialog } from './override-dialog.tsx';
import { OverrideStrip } from './override-strip.tsx';
import { ActionBar } from './action-bar.tsx';
import { toScaled } from './step-on-grid.ts';
import { NoLimitsOffer } from './no-limits-offer.tsx';
import { clearTicket, editTicket, ticketDraft } from './ticket-draft.ts';
import { TicketEntry } from './ticket-entry.tsx';
import { useArming } from './use-arming.ts';
import { usePreview } from './use-preview.ts';
import { useLasting } from './use-lasting.ts';
import { useResolvedWords } from './use-resolved-words.ts';
import type { Stage } from './ticket-stage.ts';
import { useTicketActions } from './use-ticket-actions.ts';
import { focusLine, focusSymbol, useTicketCommands } from './use-ticket-commands.ts';
import { useTicketForm } from './use-ticket-form.ts';
import { VerdictPanel } from './verdict-panel.tsx';
import './ticket.css';

/** A verdict that is older than the ticket is shown faintly from then on; most are replaced sooner. */
const LATE_MS = 150;

/** The ticket of who acts here; of another person's nothing stays, neither a step of it nor an armed key. */
export function TicketPane(): ReactElement {
  const person = useStore(deskStore, ({ status }) => status?.actor);
  return <PersonsTicket key={person} />;
}

/** The ticket: type it, read the verdict as it forms, stage it, send it. */
function PersonsTicket(): ReactElement {
  const form = useTicketForm();
  const { fields, ticket, lacking } = form;
  const accounts = useStore(deskStore, (slice) => slice.accounts);
  const catalogue = useStore(deskStore, (slice) => slice.catalogue);
  const preview = usePreview(ticket);
  const wordNotice = useResolvedWords(fields, form.parsed, form.lot);
  const { armed, toggle: toggleArmed, wentOff } = useArming();
  const [recent, setRecent] = useState(false);
  const [asking, setAsking] = useState(false);
  const [sentCount, setSentCount] = useState(0);
  const [lineHint, setLineHint] = useState<string | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  useEffect(() => setNotice(null), [fields]);

  const onSent = useCallback(() => {
    setSentCount((count) => count + 1);
    setLineHint(null);
    editTicket({ quantity: '' });
    ticketDraft.setState({ baseQuantity: null });
    // The field that asked for the reason is gone; otherwise the focus stays where it is.
    if (document.activeElement === document.body || document.activeElement?.closest('.reason')) focusSymbol();
  }, []);
  const showRecent = useCallback((open: boolean) => {
    setRecent(open);
    if (!open && document.activeElement?.closest('.recent')) focusLine();
  }, []);
  const { stage, validate, send, back } = useTicketActions(onSent);

  const recorded = recordedDecision(stage);
  const decision = recorded ?? (preview.error === null ? preview.decision : null);
  const current = recorded !== null || preview.current;
  const denied = decision !== null && current && isDenied(decision.verdict);
  const late = useLasting(!current || (recorded === null && ticket === null), LATE_MS);
  const mayAsk = denied && ticket !== null && mayBeOverridden(decision);

  const applyMax = (): void => {
    const most = toScaled(decision?.maxQty, QUANTITY_PLACES);
    if (most === null || most <= 0) return setNotice('There is no larger or smaller quantity to apply.');
    editTicket({ quantity: formatExact(most, QUANTITY_PLACES) });
  };
  const doValidate = (): void => {
    if (ticket === null) setNotice(`The ticket still needs ${lacking ?? 'more'}.`);
    else if (stage.name === 'STAGED') setNotice('It is staged already: Ctrl+Enter sends it.');
    else if (stage.name !== 'BUSY') validate(ticket);
  };
  const doSend = (): void => {
    if (ticket === null) return setNotice(`The ticket still needs ${lacking ?? 'more'}.`);
    if (denied || stage.name === 'BUSY' || stage.name === 'REASON') return;
    if (!current) return setNotice('Its verdict is still on the way: send it when you have read it.');
    send(ticket, decision, null);
  };
  const askOverride = (): void => {
    if (mayAsk) setAsking(true);
    else if (!current) setNotice('Its verdict is still on the way: ask when you have read it.');
    else setNotice('There is nothing to override: only a denied ticket can be let past a control.');
  };
  const stepBack = (): void => {
    if (!back()) clearTicket();
    if (stage.name === 'REASON') focusSymbol();
  };
  useTicketCommands({ applyMax, toggleArmed, openRecent: () => setRecent(true), askOverride });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.metaKey || event.shiftKey) return;
    // The reason is a form of its own: Enter belongs to it.
    if (event.key === 'Enter' && stage.name === 'REASON') return;
    if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      if (armed) doSend();
      else setNotice('The send key is off: Alt+A arms it, or press the Send button.');
    } else if (event.key === 'Enter' && isField(event.target)) {
      event.preventDefault();
      form.commitQuantity();
      doValidate();
    } else if (event.key === 'Escape') stepBack();
  };

  return (
    <>
      <div className="pane ticket-pane" onKeyDown={onKeyDown}>
        <TicketEntry
          form={form}
          sentCount={sentCount}
          onHint={setLineHint}
          recent={recent}
          onRecent={showRecent}
        />
        <VerdictPanel
          decision={decision}
          current={current}
          late={late}
          waiting={recorded === null ? lacking : null}
          currency={accounts.find((one) => one.account === fields.account)?.baseCurrency ?? ''}
          roundTripMs={recorded === null ? preview.roundTripMs : null}
          catalogue={catalogue}
          onApplyMax={applyMax}
        />
        <ActionBar
          stage={stage}
          ready={ticket !== null}
          denied={denied}
          armed={armed}
          mayAsk={mayAsk}
          hint={notice ?? wordNotice ?? lineHint ?? wentOff ?? (denied ? maxHint(decision.maxQty) : null)}
          onValidate={doValidate}
          onSend={doSend}
          onReason={(reason) => ticket !== null && send(ticket, null, reason)}
          onBack={stepBack}
          onArm={toggleArmed}
          onAsk={askOverride}
        />
        <OverrideStrip />
        {preview.error !== null && recorded === null && ticket !== null && (
          <ErrorNote error={preview.error} />
        )}
        {decision !== null && <NoLimitsOffer decision={decision} account={fields.account} />}
        {decision === null ? (
          <EmptyState title="Every control shows here while you type">
            Worst first, with what is used before and after the ticket, and the largest quantity each would
            let pass.
          </EmptyState>
        ) : (
          <ControlList decision={decision} dimmed={late} />
        )}
      </div>
      {/* Beside the pane: its keys are not those of the ticket. */}
      {asking && ticket !== null && decision !== null && (
        <OverrideDialog ticket={ticket} decision={decision} onClose={() => setAsking(false)} />
      )}
    </>
  );
}

const recordedDecision = (stage: Stage) =>
  stage.name === 'STAGED' || stage.name === 'SENT' ? stage.decision : null;

/** By name: a window of its own has other classes of elements. */
const isField = (target: EventTarget) => ['INPUT', 'SELECT'].includes((target as Element).tagName);

const maxHint = (most: number | null): string | null =>
  most === null || most <= 0
    ? null
    : `Alt+M takes ${formatQuantity(most)}, the most that passes every limit.`;
