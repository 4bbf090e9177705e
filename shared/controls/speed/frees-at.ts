const MICROS_PER_MILLI = 1_000;
const DAY_MS = 86_400_000;

const padded = (value: number, digits: number): string => String(value).padStart(digits, '0');

/**
 * When a window frees, for people: `frees at 14:31:05.250 UTC`. `tick` is in microseconds on the desk's timeline, rounded
 * up to the millisecond from which on it is free.
 */
export function freesAt(tick: number): string {
  const millis = Math.ceil(tick / MICROS_PER_MILLI);
  const ofDay = millis - Math.floor(millis / DAY_MS) * DAY_MS;
  const seconds = Math.floor(ofDay / 1_000);
  const clock = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `frees at ${clock.map((part) => padded(part, 2)).join(':')}.${padded(ofDay % 1_000, 3)} UTC`;
}
