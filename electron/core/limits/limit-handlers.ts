import type { limitsProcedures } from '#shared/contract/procedures/limits.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import type { LimitDesk } from './limit-desk.ts';

export function limitHandlers(
  { emit, state }: DeskContext,
  limits: LimitDesk,
): HandlersOf<typeof limitsProcedures> {
  return {
    'limits.list': () => limits.rows(),
    'limits.save': async ({ limit, expectedVersion, reason }, actor) => {
      const row = unwrap(await limits.save(limit, expectedVersion, reason, actor));
      emit('limits.changed', {});
      return row;
    },
    'limits.export': () => ({ schemaVersion: 1, limits: [...state.limits] }),
  };
}
