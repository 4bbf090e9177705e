import { useCallback, useEffect, useRef, useState } from 'react';
import type { DecisionOutput, TicketInput } from '#shared/contract/schemas.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskBlotter } from '#renderer/client/desk-blotter.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { randomKey } from '#renderer/client/random-key.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { ticketDraft } from './ticket-draft.ts';

/** Where the ticket stands. Everything but EDITING belongs to the one idempotency key it names. */
export type Stage =
  | { readonly name: 'EDITING' }
  | { readonly name: 'BUSY'; readonly doing: 'staging' | 'sending'; readonly decision: DecisionOutput | null }
  | { readonly name: 'STAGED'; readonly decision: DecisionOutput }
  | { readonly name: 'REASON'; readonly decision: DecisionOutput | null }
  | {
      readonly name: 'SENT';
      readonly decision: DecisionOutput;
      readonly ticket: TicketInput;
      readonly replayed: boolean;
    }
  /** `reason` is kept for the same call again. */
  | {
      readonly name: 'FAILED';
      readonly error: AppError;
      readonly sending: boolean;
      readonly reason: string | null;
    };

export interface TicketActions {
  readonly stage: Stage;
  readonly validate: (ticket: TicketInput) => void;
  /** Sends, or asks for a reason first when the verdict is known to be a warning. */
  readonly send: (ticket: TicketInput, known: DecisionOutput | null, reason: string | null) => void;
  /** One step back: from the reason or an error to editing. False when there is none to take. */
  readonly back: () => boolean;
}

const EDITING: Stage = { name: 'EDITING' };

/** The two commands of the ticket pane. Any edit of the ticket returns to EDITING; `onSent` runs once after a send. */
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

  const run = useCallback(
    async (key: string, work: () => Promise<Stage>, onError: (error: AppError) => Stage) => {
      let next: Stage;
      try {
        next = await work();
      } catch (thrown) {
        next = onError(toAppError(thrown));
      }
      if (key !== current.current) return;
      // An answer settles the key; only a call whose end is unknown is repeated under it.
      if (next.name !== 'FAILED') {
        current.current = randomKey();
        ticketDraft.setState({ idempotencyKey: current.current });
      }
      if (next.name === 'SENT') {
        sent.current();
        current.current = ticketDraft.getState().idempotencyKey;
      }
      setStage(next);
    },
    [],
  );

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
        (error) => ({ name: 'FAILED', error, sending: false, reason: null }),
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
            : { name: 'FAILED', error, sending: true, reason },
      );
    },
    [run],
  );

  const back = useCallback(() => {
    if (
      stage.name !== 'REASON' &&
      stage.name !== 'FAILED' &&
      stage.name !== 'STAGED' &&
      stage.name !== 'SENT'
    )
      return false;
    setStage(EDITING);
    return true;
  }, [stage]);

  return { stage, validate, send, back };
}
