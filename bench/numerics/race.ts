import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../statistics.ts';
import type { Timing } from './timing.ts';

/** Medians over the rounds, and the shortest of them. */
export interface Race extends Timing {
  readonly bestMs: number;
}

/**
 * After numpy has answered OpenBLAS's threads keep turning, on the processors that are measured next: after 60 ms still,
 * and a side that is timed meanwhile has one processor of two.
 */
const UNTIL_NUMPY_SLEEPS_MS = 300;

type Racers<K extends string> = Readonly<Record<K, () => Timing | Promise<Timing>>>;

/** The timings of everybody, one after the other in each round, after `warmUp` rounds that do not count. */
export async function race<K extends string>(
  racers: Racers<K>,
  rounds: number,
  warmUp: number,
): Promise<Record<K, Race>> {
  const names = Object.keys(racers) as K[];
  const taken = names.map((): Timing[] => []);
  for (let round = 0; round < warmUp + rounds; round++) {
    if (round >= warmUp) await sleep(UNTIL_NUMPY_SLEEPS_MS);
    for (const [at, name] of names.entries()) taken[at]?.push(await racers[name]());
  }
  return Object.fromEntries(
    names.map((name, at) => [name, summarise((taken[at] ?? []).slice(warmUp))]),
  ) as Record<K, Race>;
}

function summarise(timings: readonly Timing[]): Race {
  const walls = timings.map(({ wallMs }) => wallMs);
  return {
    wallMs: median(walls),
    bestMs: Math.min(...walls),
    cpuMs: median(timings.map(({ cpuMs }) => cpuMs)),
  };
}
