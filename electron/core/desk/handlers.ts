import type {
  EventName,
  EventOf,
  OutputOf,
  ParsedInputOf,
  ProcedureName,
} from '#shared/contract/contract.ts';
import type { Actor } from './actor.ts';

/** One function per procedure of the contract; an expected failure throws an AppErrorException. */
export type Handlers = {
  readonly [N in ProcedureName]: (
    input: ParsedInputOf<N>,
    actor: Actor,
  ) => Promise<OutputOf<N>> | OutputOf<N>;
};

/** Called with every event; must not block. */
export type EventListener = <N extends EventName>(event: N, data: EventOf<N>) => void;

/** The handlers of one area of the contract. */
export type HandlersOf<P> = Pick<Handlers, Extract<keyof P, ProcedureName>>;
