import type { Io } from './io.ts';

const BAR = 24;
const EVERY_MS = 100;
const LINE_EVERY_MS = 5_000;

export interface Progress {
  /** `done` of `total` things, or a count alone when the total is unknown. */
  report(done: number, total: number | null): void;
  end(): void;
}

/** Shows how far the work is: a bar on a terminal, elsewhere a line every five seconds. */
export function startProgress(io: Io, what: string, now: () => number): Progress {
  const start = now();
  let shownAt = start;
  return {
    report(done, total) {
      const time = now();
      if (time - shownAt < (io.interactive ? EVERY_MS : LINE_EVERY_MS)) return;
      shownAt = time;
      const line = `${what} ${describe(done, total, (time - start) / 1_000)}`;
      if (io.interactive) io.status(line);
      else io.note(line);
    },
    end: () => io.status(''),
  };
}

function describe(done: number, total: number | null, seconds: number): string {
  const count = Math.round(done).toLocaleString('en-US');
  const rate = `${Math.round(done / seconds).toLocaleString('en-US')}/s`;
  if (total === null || total === 0) return `${count}, ${rate}`;
  const part = Math.min(1, done / total);
  const filled = Math.round(part * BAR);
  const left = part === 0 ? '' : `, ${Math.ceil((seconds * (1 - part)) / part)} s left`;
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${Math.floor(part * 100)} %  ${count}, ${rate}${left}`;
}
