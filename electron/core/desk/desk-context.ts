import type { EventName, EventOf } from '#shared/contract/contract.ts';
import type { Observation } from '../alerts/observation.ts';
import type { Actor } from './actor.ts';
import type { DeskDependencies } from './dependencies.ts';
import type { DeskState } from './desk-state.ts';

/** What the handlers of every area share. */
export interface DeskContext {
  readonly deps: DeskDependencies;
  readonly state: DeskState;
  /** Pushes an event to every client. */
  readonly emit: <N extends EventName>(event: N, data: EventOf<N>) => void;
  /** Tells the alerts that something happened; never throws. */
  readonly observe: (observation: Observation) => void;
  /** Tells every client how the desk stands. */
  readonly announceStatus: (actor: Actor) => void;
  /** Tells every client that all of the desk may have changed. */
  readonly announceEverything: (actor: Actor) => void;
}
