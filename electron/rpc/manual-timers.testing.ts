import type { Timers } from '#electron/core/ports/timers.ts';

/** Timers that run when the test says so. */
export interface ManualTimers extends Timers {
  /** Runs what is due within `ms` from now, in order. */
  advance(ms: number): void;
  readonly waiting: number;
}

export function manualTimers(): ManualTimers {
  let now = 0;
  let queue: { at: number; run: () => void }[] = [];
  return {
    get waiting() {
      return queue.length;
    },
    after(ms, run) {
      const timer = { at: now + ms, run };
      queue.push(timer);
      return () => {
        queue = queue.filter((other) => other !== timer);
      };
    },
    advance(ms) {
      now += ms;
      const due = queue.filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at);
      queue = queue.filter((timer) => !due.includes(timer));
      for (const { run } of due) run();
    },
  };
}
