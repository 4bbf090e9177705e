import { randomFillSync } from 'node:crypto';
import type { Clock } from '#electron/core/ports/clock.ts';

const TIME_CHARS = 10;
const COUNT_CHARS = 4;
const RANDOM_CHARS = 10;
const POOLED = 256;
const MOST = 32 ** COUNT_CHARS;
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A source of ids of 24 characters that are unique across processes and sort by when they were made: 10 of time in
 * milliseconds, 4 of a count within it, 10 random ones, in Crockford's base 32. A clock that goes back, or more
 * than a million ids in one millisecond, borrows from the next millisecond.
 */
export function createIds(clock: Pick<Clock, 'now'>): () => string {
  let time = 0;
  let count = 0;
  const random = randomDigits();
  return () => {
    const now = clock.now();
    if (now > time) {
      time = now;
      count = 0;
    } else if (++count === MOST) {
      time++;
      count = 0;
    }
    return inBase32(time, TIME_CHARS) + inBase32(count, COUNT_CHARS) + random();
  };
}

/** Ten random digits; the system is asked for the bytes of many at once. */
function randomDigits(): () => string {
  const pool = Buffer.alloc(RANDOM_CHARS * POOLED);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    let text = '';
    for (const end = used + RANDOM_CHARS; used < end; used++) text += DIGITS.charAt((pool[used] ?? 0) % 32);
    return text;
  };
}

function inBase32(value: number, chars: number): string {
  let text = '';
  for (let rest = value; text.length < chars; rest = Math.floor(rest / 32))
    text = DIGITS.charAt(rest % 32) + text;
  return text;
}
