import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Timing } from './timing.ts';

export type Precision = 'float64' | 'float32';

/** Names of `WORK` in numpy-peer.py. */
export type NumpyWork = 'product' | 'decomposition' | 'sizes' | 'incrementals' | 'historical' | 'parametric';

/** Longest that numpy may take to one answer. */
const DEADLINE_MS = 60_000;

/** numpy on so many threads, in a process of its own that is asked one thing at a time. */
export class NumpyPeer {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: Interface;

  constructor(python: string, threads: number) {
    const script = fileURLToPath(new URL('./numpy-peer.py', import.meta.url));
    const count = String(threads);
    const env = {
      ...process.env,
      OPENBLAS_NUM_THREADS: count,
      OMP_NUM_THREADS: count,
      MKL_NUM_THREADS: count,
    };
    this.#child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'], env });
    this.#lines = createInterface(this.#child.stdout);
  }

  async about(): Promise<{ numpy: string; blas: string }> {
    return (await this.#ask({ op: 'about' })) as { numpy: string; blas: string };
  }

  /** Returns n x T as raw float64 in `file`: what the next questions are about. */
  async load(file: string, n: number, T: number): Promise<void> {
    await this.#ask({ op: 'load', file, n, T });
  }

  /** np.corrcoef on input and result of this precision. */
  async timeCorrcoef(dtype: Precision): Promise<Timing> {
    return (await this.#ask({ op: 'corrcoef', dtype })) as Timing;
  }

  /** float64 arrays, one after the other in `file`, by name and shape: what is computed next is computed of them. */
  async loadArrays(file: string, shapes: Readonly<Record<string, readonly number[]>>): Promise<void> {
    await this.#ask({ op: 'loadArrays', file, shapes });
  }

  async time(work: NumpyWork): Promise<Timing> {
    return (await this.#ask({ op: 'time', work })) as Timing;
  }

  /** The largest difference of the values in `file` from what numpy computes, as a share of the largest of its row. */
  async distance(work: NumpyWork, file: string): Promise<number> {
    return ((await this.#ask({ op: 'distance', work, file })) as { distance: number }).distance;
  }

  /** The largest difference of the packed triangle in `file` from numpy's float64 correlations. */
  async difference(file: string, dtype: Precision): Promise<number> {
    return ((await this.#ask({ op: 'difference', file, dtype })) as { difference: number }).difference;
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exit = once(this.#child, 'exit', { signal: AbortSignal.timeout(DEADLINE_MS) });
    this.#child.kill();
    await exit;
  }

  async #ask(question: object): Promise<unknown> {
    const answer = once(this.#lines, 'line', { signal: AbortSignal.timeout(DEADLINE_MS) });
    this.#child.stdin.write(`${JSON.stringify(question)}\n`);
    const [line] = (await answer) as [string];
    return JSON.parse(line);
  }
}
