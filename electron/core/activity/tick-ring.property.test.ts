import { fc } from '#shared/testing/seeded-check.testing.ts';
import { expect, it } from 'vitest';
import { TickRing } from './tick-ring.ts';

/** A step adds a tick so much after the last, takes the newest of a tick back, or counts after one. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), by: fc.constantFrom(0, 0, 1, 5, 100) }),
  fc.record({ kind: fc.constant('remove' as const), by: fc.nat(6) }),
  fc.record({ kind: fc.constant('count' as const), by: fc.nat(400) }),
);

it('holds the newest ticks as a list does, and counts them', () => {
  fc.assert(
    fc.property(
      fc.array(step, { size: 'max', maxLength: 600 }),
      fc.constantFrom(64, 128, 256),
      (steps, most) => {
        const ring = new TickRing(most);
        let list: number[] = [];
        let now = 0;
        for (const { kind, by } of steps) {
          if (kind === 'add') {
            now += by;
            ring.add(now);
            list = [...list, now].slice(-most);
          } else if (kind === 'remove') {
            const tick = list.at(-1 - by) ?? -1;
            ring.remove(tick);
            const at = list.lastIndexOf(tick);
            if (at >= 0) list.splice(at, 1);
          }
          expect(ring.countAfter(now - by)).toBe(list.filter((tick) => tick > now - by).length);
          expect([ring.size, ring.newest(0), ring.newest(list.length - 1)]).toEqual([
            list.length,
            list.at(-1) ?? NaN,
            list[0] ?? NaN,
          ]);
        }
      },
    ),
    { numRuns: 300 },
  );
});
