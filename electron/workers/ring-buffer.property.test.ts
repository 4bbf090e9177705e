import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { createRingMemory, RingBuffer } from './ring-buffer.ts';

const LENGTH_BYTES = 4;
const operation = fc.oneof(
  { weight: 3, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => ({ push: bytes })) },
  { weight: 2, arbitrary: fc.constant('pop' as const) },
);

/** Both positions moved to just before they wrap at 2^32. */
function ringStartingAt(start: number, capacity: number): { producer: RingBuffer; consumer: RingBuffer } {
  const memory = createRingMemory(capacity);
  const positions = new Int32Array(memory);
  positions[0] = start;
  positions[16] = start;
  return { producer: new RingBuffer(memory), consumer: new RingBuffer(memory) };
}

describe('ring buffer', () => {
  it('behaves as a bounded queue, wherever its records wrap', () => {
    fc.assert(
      fc.property(
        fc.array(operation, { maxLength: 400, size: 'max' }),
        fc.constantFrom(64, 128),
        fc.integer({ min: -200, max: 200 }),
        (operations, capacity, start) => {
          const { producer, consumer } = ringStartingAt(start, capacity);
          const queue: Uint8Array[] = [];
          let used = 0;
          for (const step of operations) {
            if (step === 'pop') {
              const expected = queue.shift() ?? null;
              used -= expected === null ? 0 : LENGTH_BYTES + expected.length;
              expect(consumer.pop()).toEqual(expected);
            } else {
              const room = used + LENGTH_BYTES + step.push.length <= capacity;
              expect(producer.push(step.push)).toBe(room);
              if (room) {
                queue.push(step.push);
                used += LENGTH_BYTES + step.push.length;
              }
            }
            expect(producer.usedBytes).toBe(used);
          }
        },
      ),
    );
  });

  it('a full ring refuses and keeps what it holds', () => {
    const ring = new RingBuffer(createRingMemory(16));
    expect(ring.push(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]))).toBe(true);
    expect(ring.push(new Uint8Array(0))).toBe(false);
    expect(ring.pop()).toEqual(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
    expect(ring.fits(12)).toBe(true);
    expect(ring.fits(13)).toBe(false);
  });

  it('a closed ring takes nothing and still gives what it has', () => {
    const ring = new RingBuffer(createRingMemory(64));
    ring.push(new Uint8Array([7]));
    ring.close();
    expect(ring.push(new Uint8Array([8]))).toBe(false);
    expect(ring.pop()).toEqual(new Uint8Array([7]));
    expect(ring.pop()).toBeNull();
  });

  it('refuses a capacity that is no power of two', () => {
    expect(() => createRingMemory(100)).toThrow(RangeError);
    expect(() => createRingMemory(8)).toThrow(RangeError);
  });
});
