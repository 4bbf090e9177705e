import { writeFileSync } from 'node:fs';
import { computeCovariance, type CovarianceFactor } from '#shared/quant/covariance.ts';
import { decomposeVar, type VarParts } from '#shared/quant/decomposition.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { bytesOf } from './bytes-of.ts';
import { DecompositionThreads } from './decomposition-threads.ts';
import { fillReturns } from './fill-returns.ts';
import type { FigureGroup } from '../figure-group.ts';
import type { NumpyPeer } from './numpy-peer.ts';
import { race } from './race.ts';
import { timeOf } from './timing.ts';
import { withNumpy } from './with-numpy.ts';

export interface DecompositionSize {
  readonly positions: number;
  readonly sessions: number;
  readonly rounds: number;
  /** Added to one symbol's part before it is compared: only a test of the comparison gives any. */
  readonly fault?: number;
}

const Z = 2.3263478740408408;

/** Rounds until the compiler has replaced its first, quick code. */
const WARM_UP = 20;

/** Largest difference from numpy's, as a share of the largest part, that is rounding and nothing else. */
const TOLERANCE = 1e-11;

/**
 * Marginal, component and incremental VaR of every position of one book, from its centred returns, on one thread and on
 * two, each beside numpy on as many. Error when a part differs from numpy's by more than its rounding.
 */
export async function decompositionFigures(size: DecompositionSize): Promise<FigureGroup> {
  return withNumpy(1, (one, file) => withNumpy(2, (two) => figuresBeside([one, two], file, size)));
}

async function figuresBeside(
  peers: readonly [NumpyPeer, NumpyPeer],
  file: string,
  size: DecompositionSize,
): Promise<FigureGroup> {
  const { factor, book } = bookOf(size);
  const threads = new DecompositionThreads(factor, book, Z);
  try {
    await threads.ready();
    writeFileSync(file, Buffer.concat([factor.scaled, book, Float64Array.of(Z)].map(bytesOf)));
    const shapes = { scaled: [factor.symbols, factor.T], book: [factor.symbols], z: [1] };
    for (const peer of peers) await peer.loadArrays(file, shapes);
    const times = await race(
      {
        one: () => timeOf(() => void decomposeVar(factor, book, Z)),
        numpyOne: () => peers[0].time('decomposition'),
        two: () => timeOf(() => threads.run(0)),
        numpyTwo: () => peers[1].time('decomposition'),
      },
      size.rounds,
      WARM_UP,
    );
    const { one, numpyOne, two, numpyTwo } = times;
    const figures: Record<string, number> = {};
    for (const [name, parts] of Object.entries({
      One: decomposeVar(factor, book, Z),
      Two: threads.parts,
    })) {
      writeFileSync(file, bytesOfParts(parts, size.fault ?? 0));
      const distance = await peers[0].distance('decomposition', file);
      if (distance > TOLERANCE) throw new Error(`Parts of the VaR differ from numpy's by ${distance}`);
      figures[`decompositionDifference${name}`] = distance;
    }
    return {
      figures: {
        ...figures,
        decompositionTimesOneThread: numpyOne.wallMs / one.wallMs,
        decompositionTimesTwoThreads: numpyTwo.wallMs / two.wallMs,
        decompositionBestTimesOneThread: numpyOne.bestMs / one.bestMs,
        decompositionBestTimesTwoThreads: numpyTwo.bestMs / two.bestMs,
        decompositionCpuTimesOneThread: numpyOne.cpuMs / one.cpuMs,
        decompositionMsOneThread: one.wallMs,
        decompositionMsTwoThreads: two.wallMs,
        decompositionNumpyMsOneThread: numpyOne.wallMs,
        decompositionNumpyMsTwoThreads: numpyTwo.wallMs,
      },
      bars: [
        ['decompositionTimesOneThread', '>=', 0.4],
        ['decompositionTimesTwoThreads', '>=', 0.7],
      ],
      notes: [
        `Decomposition: marginal, component and incremental VaR of ${size.positions} positions from ${size.sessions} centred returns of each; numpy by X (X'e) and einsum for the variances, the book without a position in closed form.`,
      ],
    };
  } finally {
    await threads.close();
  }
}

/** A book of long and short positions between -100,000 and 100,000, and the sample covariance under it. */
function bookOf({ positions, sessions }: DecompositionSize): {
  factor: CovarianceFactor;
  book: Float64Array;
} {
  const returns = fillReturns(new Float64Array(positions * sessions), positions, sessions);
  const factor = computeCovariance(returns, positions, sessions, 'sample');
  if (factor === null) throw new RangeError(`No covariance of ${sessions} sessions`);
  const random = new SeededRandom(5_000);
  return { factor, book: Float64Array.from({ length: positions }, () => 2e5 * (random.fraction() - 0.5)) };
}

function bytesOfParts({ marginal, component, incremental }: VarParts, fault: number): Uint8Array {
  const values = Float64Array.of(...marginal, ...component, ...incremental);
  values[0] = (values[0] as number) + fault;
  return bytesOf(values);
}
