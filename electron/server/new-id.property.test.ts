import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import type { EpochMs } from '#shared/domain/ids.ts';
import { createIds } from './new-id.ts';

describe('createIds', () => {
  it('sorts by time of making, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 43 }), { maxLength: 200 }), (times) => {
        let now = 0;
        const newId = createIds({ now: () => now as EpochMs });
        const ids = times.map((time) => {
          now = time;
          return newId();
        });
        expect(ids.toSorted()).toEqual(ids);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.every((id) => /^[0-9A-HJKMNP-TV-Z]{24}$/.test(id))).toBe(true);
      }),
    );
  });
});
