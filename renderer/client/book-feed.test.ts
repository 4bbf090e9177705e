import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutputOf } from '#shared/contract/contract.ts';
import type { BookRow } from '#shared/contract/schemas/book.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { BookFeed, type BookFeedSource } from './book-feed.ts';

type Answer = OutputOf<'book.rows'>;

const row = (symbol: string, value: number): BookRow => ({ account: 'A', symbol, value }) as BookRow;
const answer = (change: number, rows: readonly BookRow[], more: Partial<Answer> = {}): Answer => ({
  ...{ anew: false, rows: [...rows], gone: [], more: false, next: { book: 'B1', change } },
  ...more,
});

/** An engine that gives its answers in turn. */
function setUp() {
  const answers: (Answer | Error)[] = [];
  const asked: unknown[] = [];
  const listeners = new Set<(data: unknown) => void>();
  const opened = new Set<() => void>();
  const source: BookFeedSource = {
    call: ((_method: string, input: unknown) => {
      asked.push(input);
      const next = answers.shift() ?? new Error('nothing was to be asked');
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    }) as BookFeedSource['call'],
    on: ((_event: string, listener: (data: unknown) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    }) as BookFeedSource['on'],
    onOpen: (listener) => {
      opened.add(listener);
      listener();
      return () => opened.delete(listener);
    },
  };
  const feed = new BookFeed(source);
  const change = async (): Promise<void> => {
    for (const listener of listeners) listener({});
    await vi.advanceTimersByTimeAsync(100);
  };
  const reopen = async (): Promise<void> => {
    for (const listener of opened) listener();
    await vi.advanceTimersByTimeAsync(0);
  };
  const symbols = () => feed.value.rows?.map(({ symbol }) => symbol) ?? null;
  return { feed, answers, asked, listeners, change, reopen, symbols };
}

describe('the feed of positions', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('shows nothing until the last page is there, then the largest first', async () => {
    const { feed, answers, asked, symbols } = setUp();
    let shown = 0;
    answers.push(
      answer(2, [row('S', 1), row('L', -9)], { anew: true, more: true }),
      answer(3, [row('M', 5)]),
    );
    feed.subscribe(() => {
      shown++;
      expect(symbols()).toEqual(['L', 'M', 'S']);
    });
    expect(symbols()).toBeNull();
    await vi.advanceTimersByTimeAsync(0);
    expect(shown).toBe(1);
    expect(asked).toEqual([{}, { since: { book: 'B1', change: 2 } }]);
  });

  it('asks once for many changes, and leaves what did not change the same object in its place', async () => {
    const { feed, answers, asked, change, symbols, listeners } = setUp();
    answers.push(answer(2, [row('L', 9), row('S', 1)], { anew: true }));
    feed.subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(0);
    const [large] = feed.value.rows ?? [];
    answers.push(answer(5, [row('S', 20), row('M', 5)]));
    for (let i = 0; i < 9; i++) for (const listener of listeners) listener({});
    await change();
    expect(asked).toHaveLength(2);
    expect(feed.value.rows?.[0]).toBe(large);
    expect(symbols()).toEqual(['L', 'S', 'M']);
    answers.push(answer(6, [], { gone: [{ account: 'A', symbol: 'L' }] }));
    await change();
    expect(symbols()).not.toContain('L');
  });

  it('replaces all of it by a book that was read again, at once', async () => {
    const { feed, answers, change, symbols } = setUp();
    answers.push(answer(1, [row('OLD', 1)], { anew: true }));
    const seen: unknown[] = [];
    feed.subscribe(() => seen.push(symbols()));
    await vi.advanceTimersByTimeAsync(0);
    const next = (change: number) => ({ next: { book: 'B2', change } });
    answers.push(
      answer(1, [row('X', 1)], { anew: true, more: true, ...next(1) }),
      answer(2, [row('Y', 2)], next(2)),
    );
    await change();
    expect(seen).toEqual([['OLD'], ['Y', 'X']]);
  });

  it('keeps what it had when it is refused, says why, and reads on from there when the line is open again', async () => {
    const { feed, answers, asked, change, reopen, symbols } = setUp();
    answers.push(answer(1, [row('X', 1)], { anew: true }));
    feed.subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(0);
    answers.push(new AppErrorException(appError('NOT_READY', 'The line is lost')));
    await change();
    expect([symbols(), feed.value.error?.code]).toEqual([['X'], 'NOT_READY']);
    answers.push(answer(2, [row('Y', 1)]));
    await reopen();
    expect([symbols(), feed.value.error]).toEqual([['X', 'Y'], null]);
    expect(asked.at(-1)).toEqual({ since: { book: 'B1', change: 1 } });
  });

  it('asks nothing when nobody looks, and reads on for who looks next', async () => {
    const { feed, answers, asked, change, listeners } = setUp();
    answers.push(answer(1, [row('X', 1)], { anew: true }));
    const end = feed.subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(0);
    end();
    await change();
    expect([asked.length, listeners.size]).toEqual([1, 0]);
    answers.push(answer(2, []));
    feed.subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked.at(-1)).toEqual({ since: { book: 'B1', change: 1 } });
  });

  it('reads all of it for who asks once, and rejects with the refusal', async () => {
    const { feed, answers } = setUp();
    answers.push(answer(1, [row('X', 1)], { anew: true }));
    expect(await feed.read()).toHaveLength(1);
    answers.push(new AppErrorException(appError('OVERLOADED', 'too much')));
    await expect(feed.read()).rejects.toMatchObject({ error: { code: 'OVERLOADED' } });
  });
});
