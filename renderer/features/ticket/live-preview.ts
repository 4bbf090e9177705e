import { create } from 'zustand';
import type { DecisionOutput, TicketInput } from '#shared/contract/schemas/ticket.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { connectionStore } from '#renderer/client/connection-store.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { ticketDraft } from './ticket-draft.ts';
import { knownInstrument, readDraft } from './ticket-reading.ts';

export interface PreviewAnswer {
  /** The ticket that was asked about, as `previewKey` writes it. */
  readonly key: string;
  /** The last verdict, kept on the screen while a newer one is on its way. */
  readonly decision: DecisionOutput | null;
  readonly error: AppError | null;
  readonly roundTripMs: number | null;
}

const REFRESH_MS = 150;
const NOTHING: PreviewAnswer = { key: '', decision: null, error: null, roundTripMs: null };

export const previewKey = (ticket: TicketInput): string => JSON.stringify(ticket);

/** The newest answer. A store of its own, for React draws what a store says at once and what a promise says later. */
export const livePreview = create<PreviewAnswer>(() => NOTHING);

/**
 * Asks for the verdict of the ticket from the moment that a key has changed it, before the key itself is drawn; and again
 * when the book, the limits or other tickets change. One question is on its way at a time: what is typed meanwhile waits
 * for its answer, which is dropped when it is of another ticket. Returns the function that ends it.
 */
export function followTicket(): () => void {
  let wanted: TicketInput | null = null;
  let version = 0;
  let isAsking = false;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const ask = async (ticket: TicketInput): Promise<void> => {
    const mine = version;
    const key = previewKey(ticket);
    const start = performance.now();
    try {
      const decision = await deskClient.call('tickets.preview', { ticket });
      const roundTripMs = performance.now() - start;
      if (mine === version) livePreview.setState({ key, decision, error: null, roundTripMs });
    } catch (thrown) {
      if (mine === version) livePreview.setState({ key, error: toAppError(thrown), roundTripMs: null });
    }
  };
  const askNewest = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    while (wanted !== null) {
      const ticket = wanted;
      wanted = null;
      await ask(ticket);
    }
    isAsking = false;
  };
  let asked = '';
  const look = (again: boolean): void => {
    const { ticket } = readDraft(ticketDraft.getState(), knownInstrument.getState().instrument);
    const { generation } = connectionStore.getState();
    const key = `${generation} ${ticket === null ? '' : previewKey(ticket)}`;
    if (key !== asked) version++;
    else if (!again) return;
    asked = key;
    wanted = generation === 0 ? null : ticket;
    void askNewest();
  };
  const lookIfChanged = (): void => look(false);
  const lookSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      look(true);
    }, REFRESH_MS);
  };
  lookIfChanged();
  const ends = [
    ticketDraft.subscribe(lookIfChanged),
    knownInstrument.subscribe(lookIfChanged),
    connectionStore.subscribe(lookIfChanged),
    deskClient.on('book.changed', lookSoon),
    deskClient.on('limits.changed', lookSoon),
    deskClient.on('blotter.rows', lookSoon),
  ];
  return () => {
    version++;
    wanted = null;
    if (timer !== null) clearTimeout(timer);
    for (const end of ends) end();
    livePreview.setState(NOTHING);
  };
}
