import type { limitsProcedures } from '#shared/contract/procedures/limits.ts';
import type { LimitRow } from '#shared/contract/schemas.ts';
import type { Result } from '#shared/errors/result.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import { writtenFields } from '../imports/kinds/limits.ts';
import { lasting } from './layers.ts';
import type { LimitDesk } from './limit-desk.ts';
import type { StressDesk } from './stress-desk.ts';

export function limitHandlers(
  { deps, emit, state }: DeskContext,
  limits: LimitDesk,
  stress: StressDesk,
): HandlersOf<typeof limitsProcedures> {
  const changed = async (writing: Promise<Result<LimitRow>>): Promise<LimitRow> => {
    const row = unwrap(await writing);
    emit('limits.changed', {});
    return row;
  };
  return {
    'limits.list': () => limits.rows(),
    'limits.versions': (of) => limits.versions('waiting' in of ? 'WAITING' : of),
    'limits.save': ({ limit, expectedVersion, reason }, actor) =>
      changed(limits.save(limit, expectedVersion, reason, actor)),
    'limits.propose': ({ limit, reason }, actor) => changed(limits.write(limit, reason, actor, 'PROPOSE')),
    'limits.tighten': ({ limit, reason }, actor) => changed(limits.write(limit, reason, actor, 'TIGHTEN')),
    'limits.retire': ({ limitId, reason }, actor) => changed(limits.retire(limitId, reason, actor)),
    'limits.approve': ({ limitId, version, reason }, actor) =>
      changed(limits.approve(limitId, version, reason, actor)),
    'limits.reject': ({ limitId, version, reason }, actor) =>
      changed(limits.reject(limitId, version, reason, actor)),
    'limits.stressLevel': () => ({ ...deps.reader.stress() }),
    'limits.setStressLevel': async ({ level, reason }, actor) => {
      const set = unwrap(await stress.set(level, reason, actor));
      emit('limits.changed', {});
      return set;
    },
    'limits.export': () => ({ schemaVersion: 1, limits: lasting(state.limits).map(writtenFields) }),
  };
}
