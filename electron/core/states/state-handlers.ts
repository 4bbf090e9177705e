import type { statesProcedures } from '#shared/contract/procedures/states.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import type { StateDesk } from './state-desk.ts';

export function stateHandlers(
  { state, announceStatus, emit, observe }: DeskContext,
  states: StateDesk,
): HandlersOf<typeof statesProcedures> {
  const announce = (actor: Actor): void => {
    announceStatus(actor);
    emit('states.changed', {});
  };
  return {
    'states.list': () => states.list(),
    'states.set': async (change, actor) => {
      const written = await states.set(change, actor);
      // Announced even when its record failed: it is in force.
      announce(actor);
      const isInForce = state.book.states.of(change.level, change.key) === change.state;
      if (isInForce) observe({ topic: 'STATE', ...change, actor: actor.user });
      return unwrap(written);
    },
    'states.requestRearm': async (change, actor) => {
      const rearm = unwrap(await states.requestRearm(change, actor));
      emit('states.changed', {});
      return rearm;
    },
    'states.approveRearm': async ({ requestId }, actor) => {
      const row = unwrap(await states.approveRearm(requestId, actor));
      announce(actor);
      return row;
    },
  };
}
