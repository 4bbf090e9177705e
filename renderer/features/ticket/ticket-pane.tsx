import { useCallback, useEffect, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { QUANTITY_ONE, QUANTITY_PLACES, type Quantity } from '#shared/domain/decimal.ts';
import { isDenied } from '#shared/domain/decision.ts';
import { useCommands } from '#renderer/client/command-store.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { showPane, workspaceStore } from '#renderer/client/workspace-store.ts';
import { ControlList } from '#renderer/components/control-list.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { formatExact, formatPrice, formatQuantity } from '#renderer/format/numbers.ts';
import { parseQuantity } from '#renderer/format/parse-quantity.ts';
import { formatDay } from '#renderer/format/times.ts';
import { ActionBar } from './action-bar.tsx';
import { toScaled } from './step-on-grid.ts';
import { clearTicket, editTicket, ticketDraft } from './ticket-draft.ts';
import { TicketForm } from './ticket-form.tsx';
import { TicketLine } from './ticket-line.tsx';
import { toTicketInput } from './to-ticket-input.ts';
import { useInstrument } from './use-instrument.ts';
import { usePreview } from './use-preview.ts';
import { useResolvedWords } from './use-resolved-words.ts';
import { useTicketActions } from './use-ticket-actions.ts';
import { VerdictPanel } from './verdict-panel.tsx';
import './ticket.css';

/** The ticket: type it, read the verdict as it forms, stage it, send it. */
export function TicketPane(): ReactElement {
  const { fields, baseQuantity } = useStore(ticketDraft);
  const { accounts, catalogue } = useStore(deskStore);
  const [armed, setArmed] = useState(false);
  const [sentCount, setSentCount] = useState(0);
  const [lineHint, setLineHint] = useState<string | null>(null);
  const [notice, setNotice] = useState<string | null>(null);

  const search = useInstrument(fields.symbol);
  const lot = (toScaled(search.instrument?.lotSize, QUANTITY_PLACES) ?? QUANTITY_ONE) as Quantity;
  const parsed = parseQuantity(fields.quantity, { lot, current: baseQuantity });
  const quantity = parsed.kind === 'quantity' ? parsed.quantity : null;
  const input = toTicketInput(fields, quantity);
  const ticket = typeof input === 'string' ? null : input;
  const lacking = typeof input === 'string' ? input : null;
  const preview = usePreview(ticket);
  const wordNotice = useResolvedWords(fields, parsed, lot);

  const onSent = useCallback(() => {
    setSentCount((count) => count + 1);
    setLineHint(null);
    editTicket({ quantity: '' });
    ticketDraft.setState({ baseQuantity: null });
    if (document.activeElement === document.body || document.activeElement?.closest('.reason')) focusSymbol();
  }, []);
  const { stage, validate, send, back } = useTicketActions(onSent);

  const recorded = stage.name === 'STAGED' || stage.name === 'SENT' ? stage.decision : null;
  const decision = recorded ?? (preview.error === null ? preview.decision : null);
  const current = recorded !== null || preview.current;
  const denied = decision !== null && current && isDenied(decision.verdict);
  const account = accounts.find((one) => one.account === fields.account);

  useEffect(() => {
    const first = accounts[0];
    if (fields.account === '' && first !== undefined) editTicket({ account: first.account });
  }, [accounts, fields.account]);
  useEffect(
    () => workspaceStore.setState({ symbol: search.instrument?.symbol ?? '' }),
    [search.instrument?.symbol],
  );
  useEffect(() => {
    if (quantity !== null && !/^[+-]/.test(fields.quantity.trim()))
      ticketDraft.setState({ baseQuantity: quantity });
  }, [quantity, fields.quantity]);
  useEffect(() => setNotice(null), [fields]);
  useSymbolRequests();

  const commitQuantity = (): void => {
    if (quantity === null) return;
    const text = formatExact(quantity, QUANTITY_PLACES);
    ticketDraft.setState((draft) => ({
      fields: { ...draft.fields, quantity: text },
      baseQuantity: quantity,
    }));
  };
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
    send(ticket, current ? decision : null, null);
  };
  const doRetry = (): void => {
    if (stage.name !== 'FAILED' || ticket === null) return;
    if (stage.sending) send(ticket, null, stage.reason);
    else validate(ticket);
  };
  const stepBack = (): void => {
    const inReason = stage.name === 'REASON';
    if (!back()) clearTicket();
    if (inReason) focusSymbol();
  };
  useCommands([
    {
      id: 'ticket.focus',
      group: 'Ticket',
      title: 'Go to the ticket line',
      keys: 'Alt+t',
      run: () => goTo('.ticket-line'),
    },
    {
      id: 'ticket.symbol',
      group: 'Ticket',
      title: 'Go to the symbol',
      keys: 'Alt+s',
      run: () => goTo('.combobox input'),
    },
    {
      id: 'ticket.max',
      group: 'Ticket',
      title: 'Use the largest quantity that passes',
      keys: 'Alt+m',
      run: applyMax,
    },
    {
      id: 'ticket.arm',
      group: 'Ticket',
      title: 'Arm or disarm the send key',
      keys: 'Alt+a',
      run: () => setArmed((on) => !on),
    },
    { id: 'ticket.clear', group: 'Ticket', title: 'Start a new ticket', keys: 'Alt+n', run: clearTicket },
  ]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const plain = !event.altKey && !event.metaKey && !event.shiftKey;
    // The reason is a form of its own: Enter belongs to it.
    if (event.key === 'Enter' && stage.name === 'REASON') return;
    if (event.key === 'Enter' && event.ctrlKey && plain) {
      event.preventDefault();
      if (armed) doSend();
      else setNotice('The send key is off: Alt+A arms it, or press the Send button.');
    } else if (event.key === 'Enter' && plain && isField(event.target)) {
      event.preventDefault();
      commitQuantity();
      doValidate();
    } else if (event.key === 'Escape' && plain) stepBack();
  };

  const most = denied ? decision.maxQty : null;
  const deniedHint =
    most === null || most <= 0
      ? null
      : `Alt+M takes ${formatQuantity(most)}, the most that passes every limit.`;
  const quantityHint = parsed.kind === 'error' ? parsed.sentence : null;
  return (
    <div className="pane ticket-pane" onKeyDown={onKeyDown}>
      <div className="ticket-entry">
        <TicketLine
          accounts={accounts.map((one) => one.account)}
          sentCount={sentCount}
          onHint={setLineHint}
        />
        <TicketForm
          fields={fields}
          search={search}
          accounts={accounts.map((one) => one.account)}
          parsed={parsed}
          lot={lot}
          onCommitQuantity={commitQuantity}
        />
        <p className={`instrument-line clip${quantityHint === null ? '' : ' bad'}`} aria-live="polite">
          {quantityHint ?? describeInstrument(search, fields.symbol)}
        </p>
      </div>
      <VerdictPanel
        decision={decision}
        current={current}
        waiting={recorded === null ? lacking : null}
        currency={account?.baseCurrency ?? ''}
        roundTripMs={recorded === null ? preview.roundTripMs : null}
        catalogue={catalogue}
        onApplyMax={applyMax}
      />
      <ActionBar
        stage={stage}
        ready={ticket !== null}
        denied={denied}
        armed={armed}
        hint={notice ?? wordNotice ?? lineHint ?? deniedHint}
        onValidate={doValidate}
        onSend={doSend}
        onReason={(reason) => ticket !== null && send(ticket, null, reason)}
        onRetry={doRetry}
        onBack={stepBack}
        onArm={() => setArmed((on) => !on)}
      />
      {preview.error !== null && recorded === null && ticket !== null && <ErrorNote error={preview.error} />}
      {decision === null ? (
        <EmptyState title="Every control shows here while you type">
          Worst first, with what is used before and after the ticket, and the largest quantity each would let
          pass.
        </EmptyState>
      ) : (
        <ControlList decision={decision} dimmed={!current || (recorded === null && ticket === null)} />
      )}
    </div>
  );
}

const isField = (target: EventTarget) =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement;

const focusSymbol = (): void => document.querySelector<HTMLElement>('.ticket-pane .combobox input')?.focus();

function goTo(selector: string): void {
  showPane('ticket');
  const go = (): void => {
    const field = document.querySelector<HTMLInputElement>(`.ticket-pane ${selector}`);
    field?.focus();
    field?.select();
  };
  go();
  // Behind another tab it can take the focus only once it is drawn.
  if (document.activeElement?.matches(`.ticket-pane ${selector}`) !== true) requestAnimationFrame(go);
}

/** A symbol that another pane or the palette asked for. */
function useSymbolRequests(): void {
  useEffect(
    () =>
      workspaceStore.subscribe((now, before) => {
        const request = now.symbolRequest;
        if (request === null || request === before.symbolRequest) return;
        editTicket({
          symbol: request.symbol,
          ...(request.account === null ? {} : { account: request.account }),
        });
      }),
    [],
  );
}

function describeInstrument({ instrument, known }: ReturnType<typeof useInstrument>, symbol: string): string {
  if (symbol === '') return 'Any field by keyboard: Tab moves on, arrows step, Enter stages.';
  if (instrument === null) return known ? `No instrument is called ${symbol}.` : ' ';
  const { name, price, currency, priceAsOf, lotSize, tickSize } = instrument;
  const tick = tickSize === null ? '' : `, tick ${tickSize}`;
  return `${name} · ${formatPrice(price)} ${currency} of ${formatDay(priceAsOf)} · lot ${lotSize}${tick}`;
}
