import type { Desk } from '#electron/core/desk/desk.ts';
import type { EventName, EventOf } from '#shared/contract/contract.ts';
import type { ServerMessage } from '#shared/contract/wire.ts';
import type { Timers } from '#electron/core/ports/timers.ts';

export type EventMessage = Extract<ServerMessage, { type: 'event' }>;

/** The engine's events for every client at once: coalesced once, the same message object to all. */
export interface EventHub {
  subscribe(listener: (message: EventMessage) => void): () => void;
  close(): void;
}

export const COALESCE_MS = 100;
/** Things waiting for the next push; when there are as many, the push happens at once, nothing is dropped. */
const MAX_WAITING = 2_000;

/**
 * Gathers events for 100 ms: of a kind the last wins, of a kind that is about one account or one import the last
 * of each; blotter rows and alerts are merged by seq and id into one message, the newest state of each. Order of kinds
 * is the order of their first event. Without listeners nothing is gathered.
 */
export function createEventHub(desk: Pick<Desk, 'subscribe'>, timers: Timers): EventHub {
  const listeners = new Set<(message: EventMessage) => void>();
  let waiting = new Waiting();
  let cancel: (() => void) | undefined;
  const push = (): void => {
    cancel?.();
    cancel = undefined;
    const messages = waiting.messages();
    waiting = new Waiting();
    for (const message of messages) for (const listener of listeners) listener(message);
  };
  const unsubscribe = desk.subscribe((event, data) => {
    if (listeners.size === 0) return;
    waiting.add(event, data);
    cancel ??= timers.after(COALESCE_MS, push);
    if (waiting.size >= MAX_WAITING) push();
  });
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      unsubscribe();
      cancel?.();
      listeners.clear();
    },
  };
}

type Row = EventOf<'blotter.rows'>['rows'][number];
type AlertRow = EventOf<'alerts.changed'>['rows'][number];

class Waiting {
  readonly #last = new Map<string, EventMessage>();
  readonly #rows = new Map<number, Row>();
  readonly #alerts = new Map<number, AlertRow>();

  get size(): number {
    return this.#last.size + this.#rows.size + this.#alerts.size;
  }

  add<N extends EventName>(event: N, data: EventOf<N>): void {
    // The compiler does not narrow `data` by `event`.
    if (event === 'blotter.rows') {
      for (const row of (data as EventOf<'blotter.rows'>).rows) this.#rows.set(row.seq, row);
    } else if (event === 'alerts.changed') {
      const { rows, counts } = data as EventOf<'alerts.changed'>;
      for (const row of rows) this.#alerts.set(row.alertId, row);
      const merged = { rows: [...this.#alerts.values()], counts };
      this.#last.set(event, { type: 'event', event, data: merged });
    } else this.#last.set(keyOf(event, data), { type: 'event', event, data });
  }

  messages(): EventMessage[] {
    const rows = [...this.#rows.values()].toSorted((a, b) => b.seq - a.seq);
    const messages = [...this.#last.values()];
    return rows.length === 0
      ? messages
      : [{ type: 'event', event: 'blotter.rows', data: { rows } }, ...messages];
  }
}

function keyOf(event: EventName, data: EventOf<EventName>): string {
  if ('execId' in data) return `${event} ${data.number}`;
  if ('account' in data) return `${event} ${data.account}`;
  return 'importId' in data ? `${event} ${data.importId}` : event;
}
