import { Repeat2, Undo2, X } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { repeatTicket } from '#renderer/client/repeat-ticket.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { workspaceStore } from '#renderer/client/workspace-store.ts';
import { ControlList } from '#renderer/components/control-list.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { describeTicket } from '#renderer/format/describe-ticket.ts';
import { VERDICT_WORDS } from '#renderer/format/verdict-words.ts';
import { DecisionFacts, DecisionInputs } from './decision-facts.tsx';
import { DecisionWhy } from './decision-why.tsx';
import './decision.css';

/** One recorded decision with everything it was made of; follows the row chosen in the checks. */
export function DecisionPane(): ReactElement {
  const decisionId = useStore(workspaceStore, (slice) => slice.decisionId);
  const { data, error } = useQuery('decisions.record', decisionId === null ? null : { decisionId });
  const [failure, setFailure] = useState<AppError | null>(null);
  if (error !== null) {
    return (
      <div className="pane decision-pane">
        <ErrorNote error={error} />
      </div>
    );
  }
  if (data === null) {
    return (
      <div className="pane">
        <EmptyState title="No decision is open">Choose a row in the checks and press Enter.</EmptyState>
      </div>
    );
  }
  const { decision, ticket } = data;
  const what = sentenceOf(ticket);
  const repeat = async (reversed: boolean): Promise<void> =>
    setFailure(await repeatTicket(decision.decisionId, reversed));
  return (
    <div className="pane decision-pane" onKeyDown={closeOnEscape}>
      <header>
        <span className={`chip ${decision.verdict}`}>{VERDICT_WORDS[decision.verdict]}</span>
        <h2 className="clip" title={`${decision.clOrdId} ${what}`}>
          <span className="num">{decision.clOrdId}</span> {what}
        </h2>
        <button type="button" className="button small" onClick={() => void repeat(false)}>
          <Repeat2 size={13} aria-hidden /> Repeat
        </button>
        <button type="button" className="button small" onClick={() => void repeat(true)}>
          <Undo2 size={13} aria-hidden /> Reverse
        </button>
        <button
          type="button"
          className="button quiet icon-only"
          aria-label="Close the decision"
          onClick={close}
        >
          <X size={16} aria-hidden />
        </button>
      </header>
      {failure !== null && <ErrorNote error={failure} />}
      <DecisionFacts record={data} />
      <DecisionWhy key={decision.decisionId} decisionId={decision.decisionId} />
      <DecisionInputs record={data} />
      <ControlList decision={decision} dimmed={decision.decisionId !== decisionId} />
    </div>
  );
}

function sentenceOf(ticket: TicketInput): string {
  const words = describeTicket(ticket);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function close(): void {
  workspaceStore.setState({ decisionId: null });
}

function closeOnEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') close();
}
