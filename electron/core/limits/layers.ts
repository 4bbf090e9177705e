import type { EpochMs } from '#shared/domain/ids.ts';
import { isAwaitingReview, type Limit } from '#shared/domain/limit.ts';

/*
 * The ACTIVE versions of one limit lie over each other: the newest that is live at an instant is in force. A version
 * with an end uncovers the one below when it ends, one that begins later leaves the one below in force until then,
 * and nothing has to run at either moment.
 */

/** Whether the dates of a version hold `now`; its end is itself outside. */
export const isLive = ({ effectiveFrom, effectiveTo }: Limit, now: EpochMs): boolean =>
  effectiveFrom <= now && (effectiveTo === null || now < effectiveTo);

/** The newest version of each limit that is live at `now`; versions of one number stand beside each other. */
export function inForce(active: readonly Limit[], now: EpochMs): Limit[] {
  const newest = new Map<string, number>();
  for (const limit of active) {
    if (!isLive(limit, now)) continue;
    const version = newest.get(limit.limitId);
    if (version === undefined || version < limit.version) newest.set(limit.limitId, limit.version);
  }
  return active.filter((limit) => isLive(limit, now) && newest.get(limit.limitId) === limit.version);
}

/**
 * What stands of each limit once every temporary version has ended: its newest version without an end, or the newest
 * where all have one. In the order given.
 */
export function lasting(active: readonly Limit[]): Limit[] {
  const chosen = new Map<string, Limit>();
  for (const limit of active) {
    const other = chosen.get(limit.limitId);
    if (other === undefined || rank(limit) > rank(other) || isNewerEqual(limit, other))
      chosen.set(limit.limitId, limit);
  }
  return [...chosen.values()];
}

const rank = ({ effectiveTo }: Limit): number => (effectiveTo === null ? 1 : 0);
const isNewerEqual = (limit: Limit, other: Limit): boolean =>
  rank(limit) === rank(other) && limit.version > other.version;

/** Versions of one limit that can never be in force again: ended, or under an approved one without an end. */
export function spent(layers: readonly Limit[], now: EpochMs): Limit[] {
  const cover = Math.max(
    0,
    ...layers
      .filter((above) => !isAwaitingReview(above) && above.effectiveFrom <= now && above.effectiveTo === null)
      .map(({ version }) => version),
  );
  return layers.filter((limit) => limit.version < cover || hasEnded(limit, now));
}

export const hasEnded = ({ effectiveTo }: Limit, now: EpochMs): boolean =>
  effectiveTo !== null && effectiveTo <= now;
