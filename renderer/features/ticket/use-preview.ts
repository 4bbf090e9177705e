import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import { followTicket, livePreview, previewKey, type PreviewAnswer } from './live-preview.ts';

export interface Preview extends Omit<PreviewAnswer, 'key'> {
  /** Whether `decision` answers the ticket as it stands. */
  readonly current: boolean;
}

/** The live verdict of the ticket, as long as its pane is there. */
export function usePreview(ticket: TicketInput | null): Preview {
  const { key, ...answer } = useStore(livePreview);
  useEffect(followTicket, []);
  return { ...answer, current: ticket !== null && key === previewKey(ticket) };
}
