import type { WaitingVersion } from '#shared/contract/procedures/limits.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import { findLoosening } from './find-loosening.ts';
import { toLimitRow, toVersionRow } from './limit-rows.ts';

const MOST_WAITING = 500;

/** What waits for a second officer, beside what it would replace and whether it loosens; the first 500. */
export function waitingVersions(
  { clock, reader }: DeskDependencies,
  { book, limits: active, metricOf }: DeskState,
): WaitingVersion[] {
  const now = clock.now();
  const layersOf = Map.groupBy(active, ({ limitId }) => limitId);
  return reader.waitingLimits(MOST_WAITING).map((waiting) => {
    const { limit } = waiting;
    const below = (layersOf.get(limit.limitId) ?? [])
      .filter(({ version }) => version !== limit.version)
      .toSorted((a, b) => a.version - b.version);
    const before = below.find(({ version }) => version === limit.replaces) ?? below.at(-1);
    return {
      version: toVersionRow(waiting, toLimitRow(limit, book.base, metricOf)),
      before: before === undefined ? null : toLimitRow(before, book.base, metricOf),
      loosens:
        limit.change === 'RETIRE'
          ? 'it ends the limit'
          : findLoosening({ ...limit, effectiveFrom: now }, below, active, now),
    };
  });
}
