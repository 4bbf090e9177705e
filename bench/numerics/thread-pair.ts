import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export const THREADS = 2;

/** What a thread of a pair is started with. */
export interface PairTask<T> {
  readonly task: T;
  readonly control: Int32Array;
  readonly which: number;
}

/** Which of the control's numbers is which: the round and its job, who has come to a meeting, who is done. */
const CONTROL = { round: 0, job: 1, met: 2, done: 3 } as const;

/** Looks before a thread sleeps, some 50 us: as long as falling asleep and waking up takes. */
const SPINS = 20_000;

const DEADLINE_MS = 30_000;
const IDLE_MS = 120_000;
const END = -1;

/**
 * Two threads at the same jobs, with nothing between them but shared memory. The thread that asks sleeps meanwhile, so that
 * each of them wakes up on a processor of its own.
 */
export class ThreadPair<T> {
  readonly #control = new Int32Array(new SharedArrayBuffer(16));
  readonly #workers: readonly Worker[];

  /** `entry` is a module that calls `serveRounds`. */
  constructor(entry: URL, task: T) {
    this.#workers = Array.from({ length: THREADS }, (_, which) => {
      const workerData: PairTask<T> = { task, control: this.#control, which };
      return new Worker(entry, { workerData });
    });
  }

  async ready(): Promise<void> {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    await Promise.all(this.#workers.map((worker) => once(worker, 'online', { signal })));
  }

  /** Both threads' shares of job number `job`. Error when they do not end. */
  run(job: number): void {
    this.#start(job);
    awaitCount(this.#control, CONTROL.done, THREADS, 0);
  }

  async close(): Promise<void> {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const gone = Promise.all(this.#workers.map((worker) => once(worker, 'exit', { signal })));
    this.#start(END);
    await gone;
  }

  #start(job: number): void {
    Atomics.store(this.#control, CONTROL.job, job);
    Atomics.store(this.#control, CONTROL.met, 0);
    Atomics.store(this.#control, CONTROL.done, 0);
    Atomics.add(this.#control, CONTROL.round, 1);
    Atomics.notify(this.#control, CONTROL.round);
  }
}

/** In a thread of a pair: its share of every round, where `meet` returns once the other thread has come to it, too. */
export function serveRounds(
  { control }: PairTask<unknown>,
  work: (job: number, meet: () => void) => void,
): void {
  for (let seen = 0; Atomics.wait(control, CONTROL.round, seen, IDLE_MS) !== 'timed-out';) {
    seen = Atomics.load(control, CONTROL.round);
    const job = Atomics.load(control, CONTROL.job);
    if (job === END) return;
    let met = 0;
    work(job, () => {
      met += THREADS;
      Atomics.add(control, CONTROL.met, 1);
      Atomics.notify(control, CONTROL.met);
      awaitCount(control, CONTROL.met, met, SPINS);
    });
    Atomics.add(control, CONTROL.done, 1);
    Atomics.notify(control, CONTROL.done);
  }
}

/** Returns when the control's number `at` has reached `count`, after `spins` looks asleep. Error when it does not. */
function awaitCount(control: Int32Array, at: number, count: number, spins: number): void {
  for (let spin = 0; spin < spins && Atomics.load(control, at) < count; spin++);
  for (let now = 0; (now = Atomics.load(control, at)) < count;) {
    if (Atomics.wait(control, at, now, DEADLINE_MS) === 'timed-out') {
      throw new Error('The other thread is late');
    }
  }
}
