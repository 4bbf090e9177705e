import type { activityProcedures } from '#shared/contract/procedures/activity.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import { ThrottleDesk } from './throttle-desk.ts';

export function activityHandlers({
  deps,
  state,
  emit,
  announceEverything,
}: DeskContext): HandlersOf<typeof activityProcedures> {
  const throttles = new ThrottleDesk(deps, state);
  return {
    'activity.throttled': () => throttles.list(),
    'activity.reenable': async ({ reason, ...which }, actor) => {
      const enabled = unwrap(await throttles.reenable(which, reason, actor));
      announceEverything(actor);
      emit('states.changed', {});
      return enabled;
    },
  };
}
