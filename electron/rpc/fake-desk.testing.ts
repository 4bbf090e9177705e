import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import type { EventListener, Handlers } from '#electron/core/desk/handlers.ts';
import type { EventName, EventOf, ProcedureName } from '#shared/contract/contract.ts';
import { contractSamples } from './samples/contract-samples.testing.ts';

/** A desk that answers every call with its sample, remembers who called, and says what it is told to say. */
export interface FakeDesk extends Pick<Desk, 'handlers' | 'subscribe' | 'gauges'> {
  readonly calls: { readonly name: string; readonly input: unknown; readonly actor: Actor }[];
  readonly listeners: Set<EventListener>;
  /** Answers calls of `name` by `answer` from now on. */
  on(name: ProcedureName, answer: (input: unknown) => unknown): void;
  emit<N extends EventName>(event: N, data: EventOf<N>): void;
}

export function fakeDesk(): FakeDesk {
  const calls: { name: string; input: unknown; actor: Actor }[] = [];
  const answers = new Map<string, (input: unknown) => unknown>();
  const listeners = new Set<EventListener>();
  const handlers = Object.entries(contractSamples).map(([name, { output }]) => [
    name,
    (input: unknown, actor: Actor) => {
      calls.push({ name, input, actor });
      return answers.get(name)?.(input) ?? output;
    },
  ]);
  return {
    calls,
    listeners,
    handlers: Object.fromEntries(handlers) as Handlers,
    gauges: { add: () => () => undefined },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    on: (name, answer) => void answers.set(name, answer),
    emit(event, data) {
      for (const listener of listeners) listener(event, data);
    },
  };
}
