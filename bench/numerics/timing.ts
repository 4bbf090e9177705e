/** Milliseconds by the wall, and of the processor over all threads of the process. */
export interface Timing {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** How long `run` takes. */
export function timeOf(run: () => void): Timing {
  const start = performance.now();
  const startCpu = process.cpuUsage();
  run();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(startCpu);
  return { wallMs, cpuMs: (user + system) / 1e3 };
}
