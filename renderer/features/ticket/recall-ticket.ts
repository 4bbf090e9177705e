import { deskClient } from '#renderer/client/desk-client.ts';
import type { PendingSend, TicketDraft } from './ticket-draft.ts';
import type { Stage } from './ticket-stage.ts';

/** What the desk has on record of a ticket that this page was in the middle of. Asks; sends nothing. */
export async function recalledStage(
  pending: PendingSend | null,
  recorded: TicketDraft['recorded'],
): Promise<Stage> {
  if (pending !== null) {
    const { idempotencyKey, ticket } = pending;
    const outcome = await deskClient.call('tickets.outcome', { idempotencyKey });
    if (outcome === null) return { name: 'UNSENT' };
    const { decision, sent } = outcome;
    return sent ? { name: 'SENT', decision, ticket, replayed: false } : { name: 'STAGED', decision };
  }
  if (recorded === null) return { name: 'EDITING' };
  const decision = await deskClient.call('decisions.get', { decisionId: recorded.decisionId });
  return recorded.sent === null
    ? { name: 'STAGED', decision }
    : { name: 'SENT', decision, ticket: recorded.sent, replayed: false };
}
