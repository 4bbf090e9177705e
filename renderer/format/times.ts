import { UNKNOWN } from './numbers.ts';

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dateAndClock = new Intl.DateTimeFormat('en-GB', {
  year: 'numeric',
  month: 'short',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const zoneName = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: 'short', day: '2-digit' });

/** `14:03:09` in the machine's zone, which the status bar names. */
export const formatClock = (epochMs: number): string => clock.format(epochMs);
export const formatDay = (epochMs: number | null): string =>
  epochMs === null ? UNKNOWN : day.format(epochMs);
export const formatInstant = (epochMs: number | null): string =>
  epochMs === null ? UNKNOWN : `${dateAndClock.format(epochMs)} ${shortZone(epochMs)}`;

export const zoneOf = (): string => zone;

export function shortZone(epochMs: number): string {
  const part = zoneName.formatToParts(epochMs).find((one) => one.type === 'timeZoneName');
  return part?.value ?? zone;
}

const STEPS: readonly (readonly [limitSeconds: number, seconds: number, unit: string])[] = [
  [90, 1, 's'],
  [90 * 60, 60, 'min'],
  [36 * 3_600, 3_600, 'h'],
  [Number.POSITIVE_INFINITY, 86_400, 'd'],
];

/** How old an instant is, in one unit: `12 s`, `4 min`, `3 d`; a dash when it is not known. */
export function formatAge(epochMs: number | null, now: number): string {
  if (epochMs === null) return UNKNOWN;
  const seconds = Math.max(0, Math.round((now - epochMs) / 1_000));
  const step = STEPS.find(([limit]) => seconds < limit) ?? [0, 86_400, 'd'];
  return `${Math.floor(seconds / step[1])} ${step[2]}`;
}
