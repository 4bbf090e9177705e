import type { Timers } from '#electron/core/ports/timers.ts';

/** Timers of the process; a waiting one does not keep the process alive. */
export const nodeTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  },
};
