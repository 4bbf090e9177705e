import { setTimeout as sleep } from 'node:timers/promises';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { Session } from '#electron/rpc/router.ts';
import { previewInput } from '../preview-input.ts';

export interface PreviewPace {
  readonly count: number;
  /** From one preview to the next, milliseconds. */
  readonly everyMs: number;
}

/**
 * Milliseconds from when each preview was due to its answer by the router: whatever held the engine's thread before it
 * counts, and an answer that comes late does not put the next one off. Throws on an answer that is none.
 */
export async function timePreviews(
  session: Session,
  tickets: readonly Ticket[],
  { count, everyMs }: PreviewPace,
): Promise<Float64Array> {
  const times = new Float64Array(count);
  const open: Promise<void>[] = [];
  const start = performance.now();
  for (let n = 0; n < count; n++) {
    const due = start + (n + 1) * everyMs;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    const ticket = tickets[n % tickets.length];
    if (ticket === undefined) throw new RangeError('no ticket to preview');
    const answered = session.call('tickets.preview', { ticket: previewInput(ticket) }).then((reply) => {
      if (!reply.ok) throw new Error(`a preview failed with ${reply.error.code}: ${reply.error.what}`);
      times[n] = performance.now() - due;
    });
    open.push(answered);
  }
  await Promise.all(open);
  return times;
}
