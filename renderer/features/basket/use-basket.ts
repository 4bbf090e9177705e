import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { OutputOf } from '#shared/contract/contract.ts';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { basketDraft, settleBasket } from '#renderer/client/basket-draft.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';

export type BasketAnswer = OutputOf<'baskets.validate'>;

export type BasketStage =
  | { readonly name: 'DRAFT' }
  | { readonly name: 'BUSY'; readonly doing: 'checking' | 'sending' | 'recalling' }
  | { readonly name: 'CHECKED' }
  | { readonly name: 'REASON' }
  /** What went is no draft any more; what was denied stays one. */
  | { readonly name: 'SENT'; readonly answer: BasketAnswer }
  /** The page was reloaded in the middle of a send of which nothing is on record. */
  | { readonly name: 'UNSENT' }
  | { readonly name: 'FAILED'; readonly error: AppError; readonly retry: () => void };

export interface BasketActions {
  readonly drafts: readonly TicketInput[];
  readonly stage: BasketStage;
  /** What was said of the drafts as they stand. */
  readonly checked: BasketAnswer | null;
  /** The drafts stay as they are until the desk has answered. */
  readonly locked: boolean;
  readonly check: () => void;
  readonly send: (reason: string | null) => void;
  readonly back: () => void;
}

const DRAFT: BasketStage = { name: 'DRAFT' };

/** An answer about another basket, or about another person's, says nothing of this one. */
const isStill = (idempotencyKey: string): boolean => idempotencyKey === basketDraft.getState().idempotencyKey;

/** The drafts as a basket: checked, sent, and found again after a reload without being sent twice. */
export function useBasket(): BasketActions {
  const drafts = useStore(basketDraft, (slice) => slice.tickets);
  const allOrNone = useStore(basketDraft, (slice) => slice.allOrNone);
  const [stage, setStage] = useState<BasketStage>(() =>
    basketDraft.getState().pending ? { name: 'BUSY', doing: 'recalling' } : DRAFT,
  );
  const [checked, setChecked] = useState<BasketAnswer | null>(null);
  const pending = useStore(basketDraft, (slice) => slice.pending);
  const settling = useRef(false);

  useEffect(
    () =>
      basketDraft.subscribe((now, before) => {
        if (now.tickets === before.tickets || settling.current) return;
        // What is on its way is about the drafts above the new ones.
        if (now.pending) return;
        settleBasket();
        setChecked(null);
        setStage(DRAFT);
      }),
    [],
  );

  const finish = useCallback((answer: BasketAnswer): void => {
    const all = basketDraft.getState().tickets;
    const left = all.filter((_, at) => answer.tickets[at]?.sent !== true);
    settling.current = true;
    if (left.length < all.length) basketDraft.setState({ tickets: left });
    settling.current = false;
    settleBasket();
    setChecked(null);
    setStage({ name: 'SENT', answer });
  }, []);

  const recall = useCallback(async (): Promise<void> => {
    setStage({ name: 'BUSY', doing: 'recalling' });
    const { idempotencyKey } = basketDraft.getState();
    try {
      const answer = await deskClient.call('baskets.outcome', { idempotencyKey });
      if (!isStill(idempotencyKey)) return;
      if (answer !== null) return finish(answer);
      basketDraft.setState({ pending: false });
      setStage({ name: 'UNSENT' });
    } catch (thrown) {
      setStage({ name: 'FAILED', error: toAppError(thrown), retry: () => void recall() });
    }
  }, [finish]);
  useEffect(() => {
    if (basketDraft.getState().pending) void recall();
  }, [recall]);

  const check = async (): Promise<void> => {
    setStage({ name: 'BUSY', doing: 'checking' });
    const { idempotencyKey } = basketDraft.getState();
    try {
      const answer = await deskClient.call('baskets.validate', { tickets: [...drafts], allOrNone });
      if (!isStill(idempotencyKey)) return;
      setChecked(answer);
      setStage({ name: 'CHECKED' });
    } catch (thrown) {
      setStage({ name: 'FAILED', error: toAppError(thrown), retry: () => void check() });
    }
  };

  const send = async (reason: string | null): Promise<void> => {
    const warned = checked?.tickets.some(({ verdict }) => verdict === 'WARN') === true;
    if (warned && reason === null) return setStage({ name: 'REASON' });
    setStage({ name: 'BUSY', doing: 'sending' });
    basketDraft.setState({ pending: true });
    const { idempotencyKey } = basketDraft.getState();
    try {
      const answer = await deskClient.call('baskets.send', {
        tickets: [...drafts],
        allOrNone,
        idempotencyKey,
        ...(reason === null ? {} : { acknowledgement: { reason } }),
      });
      if (!isStill(idempotencyKey)) return;
      if (!answer.acknowledgementRequired) return finish(answer);
      basketDraft.setState({ pending: false });
      setStage({ name: 'REASON' });
    } catch (thrown) {
      // The desk is asked what became of it: it is not sent again by asking.
      setStage({ name: 'FAILED', error: toAppError(thrown), retry: () => void recall() });
    }
  };

  return {
    drafts,
    stage,
    checked,
    locked: pending || stage.name === 'BUSY' || stage.name === 'REASON',
    check: () => void check(),
    send: (reason) => void send(reason),
    back: () => setStage(checked === null ? DRAFT : { name: 'CHECKED' }),
  };
}
