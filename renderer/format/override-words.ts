import type { OverrideRow } from '#shared/contract/procedures/overrides.ts';

/** Where an override stands at an instant; a request or a grant that ran out is EXPIRED. */
export type OverrideStanding = OverrideRow['state'] | 'EXPIRED';

export const OVERRIDE_WORDS: Readonly<Record<OverrideStanding, string>> = {
  REQUESTED: 'WAITING',
  GRANTED: 'GRANTED',
  REFUSED: 'REFUSED',
  CONSUMED: 'USED',
  EXPIRED: 'EXPIRED',
};

export function standingOf({ state, expired, expiresAt }: OverrideRow, now: number): OverrideStanding {
  const isOpen = state === 'REQUESTED' || state === 'GRANTED';
  return isOpen && (expired || now >= expiresAt) ? 'EXPIRED' : state;
}

/** What is left of an open one: `14:05` of minutes, `45 s` below one and a half. */
export function formatLeft(expiresAt: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((expiresAt - now) / 1_000));
  if (seconds < 90) return `${seconds} s`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
}
