import type { OutputOf } from '#shared/contract/contract.ts';
import type { limitsProcedures } from '#shared/contract/procedures/limits.ts';
import { PRESET_NAMES } from '#shared/domain/limit-governance.ts';
import type { LimitInput, LimitRow } from '#shared/contract/schemas/limit.ts';
import type { Result } from '#shared/errors/result.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import { limitCsvPieces } from '../imports/limits-csv.ts';
import { writtenFields } from '../imports/kinds/limits.ts';
import type { ImpactReport } from '../replay/impact-report.ts';
import type { TaskBoard } from '../tasks/task-board.ts';
import type { LimitReplays } from '../replay/limit-replays.ts';
import type { DecisionStatistics } from './decision-statistics.ts';
import { knownValues } from './known-values.ts';
import { inForce, lasting } from './layers.ts';
import { instantiatePreset, presetLimits } from './limit-presets.ts';
import type { LimitFiles } from './limit-files.ts';
import type { LimitSet } from './limit-set.ts';
import { UTILISATION_EDGES } from './limit-statistics.ts';
import { lintLimits } from './lint-limits.ts';
import type { LimitDesk } from './limit-desk.ts';
import type { StressDesk } from './stress-desk.ts';
import { uncoveredAccounts } from './uncovered-accounts.ts';
import { waitingVersions } from './waiting-versions.ts';

interface LimitAreas {
  readonly limits: LimitDesk;
  readonly limitSet: LimitSet;
  readonly files: LimitFiles;
  readonly stress: StressDesk;
  readonly statistics: DecisionStatistics;
  readonly replays: LimitReplays;
  readonly tasks: TaskBoard;
}

export function limitHandlers(
  { deps, emit, state, announceStatus }: DeskContext,
  { limits, limitSet, files, stress, statistics, replays, tasks }: LimitAreas,
): HandlersOf<typeof limitsProcedures> {
  const changed = async (writing: Promise<Result<LimitRow>>): Promise<LimitRow> => {
    const row = unwrap(await writing);
    emit('limits.changed', {});
    return row;
  };
  return {
    'limits.list': () => limits.rows(),
    'limits.versions': (of) => limits.versions('waiting' in of ? 'WAITING' : of),
    'limits.waiting': () => waitingVersions(deps, state),
    'limits.uncovered': () => uncoveredAccounts(state),
    'limits.save': ({ limit, expectedVersion, reason }, actor) =>
      changed(limits.save(limit, expectedVersion, reason, actor)),
    'limits.propose': ({ limit, reason, expectedVersion }, actor) =>
      changed(limits.write(limit, reason, actor, 'PROPOSE', expectedVersion)),
    'limits.tighten': ({ limit, reason, expectedVersion }, actor) =>
      changed(limits.write(limit, reason, actor, 'TIGHTEN', expectedVersion)),
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
    'limits.lint': () =>
      lintLimits(state.limits, state.book.base, deps.clock.now(), knownValues(deps.reader)).map(
        (finding) => ({
          ...finding,
          limitIds: [...finding.limitIds],
        }),
      ),
    'limits.presets': () =>
      PRESET_NAMES.map((name) => ({
        name,
        limits: unwrap(presetLimits(name, deps.presetText)).map(
          (limit) => writtenFields(limit) as LimitInput,
        ),
      })),
    'limits.instantiate': async ({ preset, scope }, actor) => {
      const delivered = unwrap(presetLimits(preset, deps.presetText));
      const set = unwrap(instantiatePreset(delivered, preset, scope, state.book.base));
      const written = unwrap(await limitSet.importSet(set, actor, `${preset} preset`));
      emit('limits.changed', {});
      announceStatus(actor);
      return { ...written };
    },
    'limits.statistics': ({ window }) => {
      const now = deps.clock.now();
      const counts = statistics.current();
      const rows = inForce(state.limits, now).map(({ limitId }) => {
        const one = counts.of(limitId, window, now);
        return { limitId, ...one, bins: [...one.bins], trend: [...one.trend] };
      });
      return { edges: UTILISATION_EDGES.map((edge) => (edge === Infinity ? null : edge)), limits: rows };
    },
    'limits.replay': async (request, actor) => {
      const proposals =
        'draft' in request
          ? [unwrap(limits.draft(request.draft, actor))]
          : unwrap(replays.proposalsOf(request.limitIds));
      return toOutput(unwrap(await replays.run(proposals, request.since, actor)));
    },
    'limits.cancelReplay': (_, actor) => ({ cancelled: unwrap(tasks.cancelLane('LIMIT_REPLAY', actor)) }),
    'limits.export': () => ({ schemaVersion: 1, limits: lasting(state.limits).map(writtenFields) }),
    'limits.exportCsv': () => ({ csv: [...limitCsvPieces(lasting(state.limits))].join('') }),
    'limits.compareFile': async (file) => unwrap(await files.compare(file)),
    'limits.importFile': async (file, actor) => {
      const written = unwrap(await files.take(file, actor));
      emit('limits.changed', {});
      return { ...written };
    },
  };
}

/** The report as the contract's mutable output type; the data is the same. */
const toOutput = (report: ImpactReport): OutputOf<'limits.replay'> => ({
  ...report,
  changes: { ...report.changes },
  tickets: [...report.tickets],
  breaches: report.breaches.map((breach) => ({ ...breach, symbols: [...breach.symbols] })),
});
