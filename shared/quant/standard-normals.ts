import { inverseNormalCdf } from './normal.ts';
import { philox4x32 } from './philox.ts';

const WORDS = 4;
const TWO_32 = 4294967296;

/** Numbers of one draw: `stream` keeps draws of another use apart from those of the same number. */
export interface NormalSource {
  /** 0 .. 2^53 - 1. */
  readonly seed: number;
  readonly stream: number;
}

/**
 * Fills out[0..count) with the independent standard normals of a draw: number d of draw k is the same for every
 * count, so that books of different size meet common random numbers. By the inverse distribution function of
 * (w + 1/2)/2^32, w a word of Philox4x32-10 with the seed as key and (d/4, k, stream, 0) as counter; within +-6.4.
 */
export function standardNormals(
  { seed, stream }: NormalSource,
  draw: number,
  count: number,
  out: Float64Array,
): void {
  key[0] = seed % TWO_32;
  key[1] = Math.floor(seed / TWO_32);
  counter[1] = draw;
  counter[2] = stream;
  for (let first = 0; first < count; first += WORDS) {
    counter[0] = first / WORDS;
    philox4x32(counter, key, words);
    const end = Math.min(WORDS, count - first);
    for (let i = 0; i < end; i++) out[first + i] = inverseNormalCdf(((words[i] as number) + 0.5) / TWO_32);
  }
}

const key = new Uint32Array(2);
const counter = new Uint32Array(WORDS);
const words = new Uint32Array(WORDS);
