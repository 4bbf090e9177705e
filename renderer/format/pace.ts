/** How fast something goes and how long it takes still. */
export interface Pace {
  /** Of what is counted; null: it is not counted. */
  readonly perSecond: number | null;
  /** Whole seconds, rounded up; null: it cannot be told. */
  readonly secondsLeft: number | null;
}

/** From what is done so far; `share` 0..1, null: cannot be told. */
export function paceOf(done: number | null, share: number | null, elapsedMs: number): Pace {
  if (elapsedMs <= 0) return { perSecond: null, secondsLeft: null };
  const isBegun = share !== null && share > 0;
  return {
    perSecond: done === null || done <= 0 ? null : (done * 1_000) / elapsedMs,
    secondsLeft: isBegun ? Math.ceil((elapsedMs * (1 - share)) / share / 1_000) : null,
  };
}

/** 4.2 s, 3 min 20 s, 1 h 05 min. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, ms) / 1_000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${twoDigits(whole % 60)} s`;
  return `${Math.floor(whole / 3_600)} h ${twoDigits(Math.floor((whole % 3_600) / 60))} min`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
