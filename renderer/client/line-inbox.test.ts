import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LineInbox } from './line-inbox.ts';
import type { FromLine } from './line-messages.ts';
import { LineOutbox } from './line-outbox.ts';
import { InboxReader, InboxWriter, inboxMemory } from './shared-inbox.ts';

const CAPACITY = 256;
const texts = fc.array(
  fc.record({
    // Some larger than the memory, some of characters of several bytes.
    text: fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 120, size: 'max' }),
    ),
    /** How soon a message overtakes what is read, and whether it is read now. */
    late: fc.nat({ max: 3 }),
    reads: fc.boolean(),
  }),
  { maxLength: 60, size: 'max' },
);

describe('LineInbox', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('gives on every text once and in order, whichever way it came and whenever it is read', () => {
    let shared = 0;
    let sent = 0;
    fc.assert(
      fc.property(texts, (lines) => {
        const memory = inboxMemory(CAPACITY);
        const taken: string[] = [];
        const inbox = new LineInbox(new InboxReader(memory), (text) => taken.push(text));
        let onTheWay: { seq: number; text: string; wait: number }[] = [];
        let wait = 0;
        const outbox = new LineOutbox(new InboxWriter(memory), (message) => {
          if (message.kind === 'bell') shared++;
          else if (message.kind === 'text') onTheWay.push({ ...message, wait });
        });
        const arrive = (): void => {
          onTheWay = onTheWay.map((one) => ({ ...one, wait: one.wait - 1 }));
          while ((onTheWay[0]?.wait ?? 1) <= 0) {
            const { seq, text } = onTheWay.shift() as (typeof onTheWay)[number];
            inbox.put(seq, text);
          }
        };
        for (const { text, late, reads } of lines) {
          wait = late;
          const before = onTheWay.length;
          expect(outbox.put(text)).toBe(true);
          sent += onTheWay.length - before;
          arrive();
          if (reads) inbox.drain();
          expect(taken).toEqual(lines.slice(0, taken.length).map((line) => line.text));
        }
        while (onTheWay.length > 0) arrive();
        inbox.drain();
        expect(taken).toEqual(lines.map((line) => line.text));
        expect(inbox.count).toBe(lines.length);
      }),
    );
    // Both ways were gone.
    expect(Math.min(shared, sent)).toBeGreaterThan(100);
  });

  it('keeps 16 million characters for a page that hangs, and nothing more once there was no room', () => {
    const memory = inboxMemory(CAPACITY);
    const told: FromLine[] = [];
    const outbox = new LineOutbox(new InboxWriter(memory), (message) => told.push(message));
    const taken: string[] = [];
    const inbox = new LineInbox(new InboxReader(memory), (text) => taken.push(text));
    const large = 'x'.repeat(1024 * 1024);
    const putSixteen = (): boolean[] => Array.from({ length: 16 }, () => outbox.put(large));
    expect(putSixteen()).not.toContain(false);
    for (const message of told) if (message.kind === 'text') inbox.put(message.seq, message.text);
    inbox.drain();
    expect(taken).toHaveLength(16);

    expect(putSixteen()).not.toContain(false);
    expect(outbox.put(large)).toBe(false);
    expect(outbox.put('short')).toBe(false);
    expect(told).toHaveLength(32);
  });

  it('goes on when the counts of bytes pass 2^32', () => {
    const memory = inboxMemory(CAPACITY);
    new Int32Array(memory).fill(-64, 0, 2);
    const writer = new InboxWriter(memory);
    const reader = new InboxReader(memory);
    for (let seq = 0; seq < 40; seq++) {
      expect(writer.write(seq, `text ${seq}`)).toBe(true);
      expect(reader.read(seq)).toBe(`text ${seq}`);
    }
    expect(reader.read(40)).toBeNull();
  });

  it('says what a text was answered with by a fault, and gives on the next', () => {
    const said = vi.fn<(thrown: unknown) => void>();
    vi.stubGlobal('reportError', said);
    const taken: string[] = [];
    const memory = inboxMemory(CAPACITY);
    const writer = new InboxWriter(memory);
    const inbox = new LineInbox(new InboxReader(memory), (text) => {
      if (text === 'bad') throw new Error('cannot be taken');
      taken.push(text);
    });
    for (const [seq, text] of ['a', 'bad', 'b'].entries()) writer.write(seq, text);
    inbox.drain();
    expect(taken).toEqual(['a', 'b']);
    expect(said).toHaveBeenCalledExactlyOnceWith(new Error('cannot be taken'));
  });

  it('takes no memory that its positions cannot walk', () => {
    for (const capacity of [0, 32, 100, 3 * 256]) expect(() => inboxMemory(capacity)).toThrow(RangeError);
  });

  it('passes texts between two threads that run at once', async () => {
    const count = 20_000;
    const memory = inboxMemory(4_096);
    const textOf = (seq: number): string => `${seq}:${'é€x'.repeat((seq * 7) % 90)}`;
    const module = new URL('./shared-inbox.ts', import.meta.url).href;
    const worker = new Worker(
      `const { workerData: { memory, count, module } } = require('node:worker_threads');
       const textOf = ${textOf.toString()};
       import(module).then(({ InboxWriter }) => {
         const writer = new InboxWriter(memory);
         for (let seq = 0; seq < count; seq++) while (!writer.write(seq, textOf(seq)));
       });`,
      { eval: true, workerData: { memory, count, module } },
    );
    const ended = once(worker, 'exit');
    const wrong: string[] = [];
    let next = 0;
    const inbox = new LineInbox(new InboxReader(memory), (text) => {
      if (text !== textOf(next++)) wrong.push(text);
    });
    while (inbox.count < count) {
      inbox.drain();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await ended;
    expect(wrong).toEqual([]);
  });
});
