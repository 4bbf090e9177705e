import type { Desk } from '#electron/core/desk/desk.ts';
import type { Io } from './io.ts';
import { startProgress } from './progress.ts';

/** Runs a what-if of so many rows and shows how far it is. */
export async function withWhatifProgress<T>(
  desk: Desk,
  rows: number,
  io: Io,
  work: () => Promise<T>,
): Promise<T> {
  const progress = startProgress(io, 'rows', () => performance.now());
  const unsubscribe = desk.subscribe((event, data) => {
    if (event === 'whatif.progress' && 'progress' in data)
      progress.report(Math.round((data.progress ?? 0) * rows), rows);
  });
  try {
    return await work();
  } finally {
    unsubscribe();
    progress.end();
  }
}
