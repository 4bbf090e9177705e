import { withChromium } from '../preview/with-chromium.ts';
import { toReport, type BenchReport } from '../report.ts';
import { alertFigures, type AlertSize } from './alert-figures.ts';
import { typingFigures, type TypingSize } from './typing-figures.ts';

export interface UiSize {
  readonly typing: TypingSize;
  readonly alerts: AlertSize;
}

/**
 * `long`: every alert is read into the grid, and the page's heap is watched for ten minutes instead of one.
 * `quick`: a look of three minutes; fewer keys, and the heap is watched for a moment only.
 */
export const uiSize = (lane: 'quick' | 'usual' | 'long'): UiSize => ({
  typing: {
    symbols: 5_000,
    sessions: 253,
    positionsPerAccount: 1_500,
    limits: 200,
    // Each names a symbol that has a limit of its own.
    tickets: 300,
    starts: 3,
    warmUp: 5,
    typed: lane === 'quick' ? 15 : 40,
  },
  alerts: {
    symbols: 5_000,
    sessions: 253,
    positionsPerAccount: 1_250,
    tickets: 0,
    alerts: 100_000,
    held: lane === 'long' ? 100_000 : 10_000,
    changed: 900,
    added: 100,
    seconds: 10,
    warmUpSeconds: lane === 'quick' ? 10 : 60,
    heapSeconds: { quick: 5, usual: 60, long: 600 }[lane],
  },
});

/** The workstation in Chromium as it is served, without a graphics card where there is none. */
export async function runUi(size: UiSize): Promise<BenchReport> {
  return withChromium(async (browser, folder) => {
    const groups = [
      await typingFigures(browser, folder, size.typing),
      await alertFigures(browser, folder, size.alerts),
    ];
    return toReport(
      'ui',
      Object.assign({}, ...groups.map(({ figures }) => figures)) as Record<string, number>,
      groups.flatMap(({ bars }) => bars),
      groups.flatMap(({ notes }) => notes),
    );
  });
}
