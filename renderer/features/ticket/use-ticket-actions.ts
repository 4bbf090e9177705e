import { useCallback, useEffect, useRef, useState } from 'react';
import type { DecisionOutput, TicketInput } from '#shared/contract/schemas/ticket.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskBlotter } from '#renderer/client/desk-blotter.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { randomKey } from '#renderer/client/random-key.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { recalledStage } from './recall-ticket.ts';
import { ticketDraft } from './ticket-draft.ts';
import type { Stage } from './ticket-stage.ts';

export interface TicketActions {
  readonly stage: Stage;
  readonly validate: (ticket: TicketInput) => void;
  /** Sends, or asks for a reason first when the verdict is known to be a warning. */
  readonly send: (ticket: TicketInput, known: DecisionOutput | null, reason: string | null) => void;
  /** One step back: from the reason or an error to editing. False when there is none to take. */
  readonly back: () => boolean;
}

const EDITING: Stage = { name: 'EDITING' };

/**
 * The two commands of the ticket pane. Any edit of the ticket returns to EDITING; `onSent` runs once after a send. A page
 * that comes back in the middle asks what became of it and never sends by itself.
 */
export function useTicketActions(onSent: () => void): TicketActions {
  const [stage, setStage] = useState<Stage>(EDITING);
  const current = useRef(ticketDraft.getState().idempotencyKey);
  const sent = useRef(onSent);
  useEffect(() => {
    sent.current = onSent;
  });

  useEffect(
    () =>
      ticketDraft.subscribe((draft) => {
        if (draft.idempotencyKey === current.current) return;
        current.current = draft.idempotencyKey;
        setStage(EDITING);
      }),
    [],
  );

  /** Does the work under a key. An answer settles the key; only a call whose end is unknown is repeated under it. */
  const run = useCallback(
    async (key: string, work: () => Promise<Stage>, onError: (error: AppError) => Stage): Promise<void> => {
      let next: Stage;
      try {
        next = await work();
      } catch (thrown) {
        next = onError(toAppError(thrown));
      }
      const isSettled = next.name !== 'FAILED';
      if (isSettled && ticketDraft.getState().pending?.idempotencyKey === key)
        ticketDraft.setState({ pending: null });
      if (key !== current.current) return;
      if (isSettled && next.name !== 'UNSENT') {
        current.current = randomKey();
        ticketDraft.setState({ idempotencyKey: current.current });
      }
      if (next.name === 'SENT') {
        sent.current();
        current.current = ticketDraft.getState().idempotencyKey;
      }
      if (next.name === 'SENT' || next.name === 'STAGED') {
        const ticket = next.name === 'SENT' ? next.ticket : null;
        ticketDraft.setState({ recorded: { decisionId: next.decision.decisionId, sent: ticket } });
      }
      setStage(next);
    },
    [],
  );

  const recall = useCallback(() => {
    const { pending, recorded } = ticketDraft.getState();
    if (pending === null && recorded === null) return;
    const key = current.current;
    setStage({ name: 'BUSY', doing: 'recalling', decision: null });
    const ask = (): Promise<Stage> => recalledStage(pending, recorded);
    if (pending !== null)
      return void run(pending.idempotencyKey, ask, (error) => ({ name: 'FAILED', error, retry: recall }));
    // What is on record already is not settled again: it is only shown.
    const show = async (): Promise<void> => {
      const next = await ask().catch(() => EDITING);
      if (key === current.current) setStage(next);
    };
    void show();
  }, [run]);
  useEffect(recall, [recall]);

  const validate = useCallback(
    (ticket: TicketInput) => {
      setStage({ name: 'BUSY', doing: 'staging', decision: null });
      void run(
        current.current,
        async () => {
          const decision = await deskClient.call('tickets.validate', { ticket });
          deskBlotter.announce(decision.decisionId);
          return { name: 'STAGED', decision };
        },
        (error) => ({ name: 'FAILED', error, retry: () => validate(ticket) }),
      );
    },
    [run],
  );

  const send = useCallback(
    (ticket: TicketInput, known: DecisionOutput | null, reason: string | null) => {
      if (known?.verdict === 'WARN' && reason === null) return setStage({ name: 'REASON', decision: known });
      setStage({ name: 'BUSY', doing: 'sending', decision: known });
      const idempotencyKey = current.current;
      const acknowledgement = reason === null ? {} : { acknowledgement: { reason } };
      ticketDraft.setState({ pending: { idempotencyKey, ticket } });
      void run(
        idempotencyKey,
        async () => {
          const answer = await deskClient.call('tickets.send', {
            ticket,
            idempotencyKey,
            ...acknowledgement,
          });
          // One that is answered again was decided before, and is not the newest.
          if (!answer.replayed) deskBlotter.announce(answer.decision.decisionId);
          if (answer.sent)
            return { name: 'SENT', decision: answer.decision, ticket, replayed: answer.replayed };
          const { decision } = answer;
          return decision.verdict === 'WARN' ? { name: 'REASON', decision } : { name: 'STAGED', decision };
        },
        (error) =>
          error.code === 'ACKNOWLEDGEMENT_REQUIRED'
            ? { name: 'REASON', decision: known }
            : { name: 'FAILED', error, retry: () => send(ticket, null, reason) },
      );
    },
    [run],
  );

  const back = useCallback(() => {
    if (stage.name === 'EDITING' || stage.name === 'BUSY') return false;
    ticketDraft.setState({ recorded: null });
    setStage(EDITING);
    return true;
  }, [stage]);

  return { stage, validate, send, back };
}
