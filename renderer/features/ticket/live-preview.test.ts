import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DecisionOutput, TicketInput } from '#shared/contract/schemas/ticket.ts';
import { connectionStore } from '#renderer/client/connection-store.ts';
import { followTicket, livePreview, previewKey } from './live-preview.ts';
import { editTicket, clearTicket } from './ticket-draft.ts';

/** A desk whose answers are the test's, and whose events it makes. */
const desk = vi.hoisted(() => ({
  asked: [] as { ticket: TicketInput; answer: (decision: DecisionOutput) => void }[],
  listeners: new Map<string, () => void>(),
}));
vi.mock('#renderer/client/desk-client.ts', () => ({
  deskClient: {
    call: (_method: string, { ticket }: { ticket: TicketInput }) =>
      new Promise((answer) => desk.asked.push({ ticket, answer })),
    on: (event: string, listener: () => void) => {
      desk.listeners.set(event, listener);
      return () => desk.listeners.delete(event);
    },
  },
}));

const decisionOf = (decisionId: string) => ({ decisionId }) as DecisionOutput;
const quantities = () => desk.asked.map(({ ticket }) => ticket.orderQty);
const shown = () => livePreview.getState().decision?.decisionId;
async function answer(nth: number, decisionId: string): Promise<void> {
  desk.asked[nth]?.answer(decisionOf(decisionId));
  await vi.advanceTimersByTimeAsync(0);
}

describe('followTicket', () => {
  let end = (): void => undefined;
  beforeEach(() => {
    vi.useFakeTimers();
    desk.asked.length = 0;
    connectionStore.setState({ state: 'open', generation: 1 });
    editTicket({ account: 'ALPHA', symbol: 'BRLE', quantity: '' });
    end = followTicket();
  });
  afterEach(() => {
    end();
    clearTicket();
    vi.useRealTimers();
  });

  it('asks within the very call that changes the ticket, and once for one ticket', () => {
    expect(quantities()).toEqual([]);
    editTicket({ quantity: '100' });
    expect(quantities()).toEqual(['100']);
    editTicket({ quantity: '100.0' });
    expect(quantities()).toEqual(['100']);
  });

  it('has one question on its way, asks about the newest then, and drops the answer of another ticket', async () => {
    editTicket({ quantity: '1' });
    editTicket({ quantity: '12' });
    editTicket({ quantity: '123' });
    expect(quantities()).toEqual(['1']);
    await answer(0, 'of 1');
    expect(shown()).toBeUndefined();
    expect(quantities()).toEqual(['1', '123']);
    await answer(1, 'of 123');
    expect(shown()).toBe('of 123');
    expect(livePreview.getState().key).toBe(previewKey(desk.asked[1]?.ticket as TicketInput));
  });

  it('shows an answer that is slower than the changes of the book, and asks again after it', async () => {
    editTicket({ quantity: '100' });
    for (let n = 0; n < 10; n++) {
      desk.listeners.get('book.changed')?.();
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(quantities()).toEqual(['100']);
    await answer(0, 'first');
    expect(shown()).toBe('first');
    expect(quantities()).toEqual(['100', '100']);
    await answer(1, 'second');
    expect(shown()).toBe('second');
    expect(quantities()).toHaveLength(2);
  });

  it('asks again when the line is opened anew, nothing while it never was, and nothing after its end', async () => {
    editTicket({ quantity: '100' });
    await answer(0, 'first');
    connectionStore.setState({ state: 'open', generation: 2 });
    expect(quantities()).toHaveLength(2);
    end();
    await answer(1, 'late');
    expect(shown()).toBeUndefined();
    connectionStore.setState({ state: 'connecting', generation: 0 });
    end = followTicket();
    editTicket({ quantity: '200' });
    expect(quantities()).toHaveLength(2);
  });
});
