import type { statesProcedures } from '#shared/contract/procedures/states.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import type { StateDesk } from './state-desk.ts';

export function stateHandlers(
  { announceStatus }: DeskContext,
  states: StateDesk,
): HandlersOf<typeof statesProcedures> {
  return {
    'states.list': () => states.list(),
    'states.set': async (change, actor) => {
      const written = await states.set(change, actor);
      // Announced even when its record failed: it is in force.
      announceStatus(actor);
      return unwrap(written);
    },
    'states.requestRearm': async (change, actor) => unwrap(await states.requestRearm(change, actor)),
    'states.approveRearm': async ({ requestId }, actor) => {
      const row = unwrap(await states.approveRearm(requestId, actor));
      announceStatus(actor);
      return row;
    },
  };
}
