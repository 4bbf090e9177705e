import { describe, expect, it } from 'vitest';
import type { Io } from './io.ts';
import { startProgress } from './progress.ts';

function setUp(interactive: boolean) {
  const shown: string[] = [];
  const notes: string[] = [];
  let now = 0;
  const io: Io = {
    write: () => Promise.resolve(),
    note: (line) => void notes.push(line),
    readSecret: () => Promise.resolve(undefined),
    status: (line) => void shown.push(line),
    colour: interactive,
    interactive,
    env: {},
    signal: new AbortController().signal,
  };
  const progress = startProgress(io, 'tickets', () => now);
  const at = (ms: number, done: number, total: number | null): void => {
    now = ms;
    progress.report(done, total);
  };
  return { shown, notes, at, progress };
}

describe('progress', () => {
  it('is a bar with share, count, rate and time left on a terminal, at most ten times a second', () => {
    const { shown, notes, at, progress } = setUp(true);
    at(50, 100, 1_000);
    at(1_000, 250, 1_000);
    at(1_050, 260, 1_000);
    progress.end();
    expect(shown).toEqual(['tickets [######..................] 25 %  250, 250/s, 3 s left', '']);
    expect(notes).toEqual([]);
  });

  it('is a line every five seconds elsewhere, without a share where the total is unknown', () => {
    const { shown, notes, at, progress } = setUp(false);
    for (let ms = 100; ms <= 11_000; ms += 100) at(ms, ms * 2, null);
    progress.end();
    expect(notes).toEqual(['tickets 10,000, 2,000/s', 'tickets 20,000, 2,000/s']);
    expect(shown).toEqual(['']);
  });
});
