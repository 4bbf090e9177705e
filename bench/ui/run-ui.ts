import { withChromium } from '../preview/with-chromium.ts';
import { toReport, type BenchReport } from '../report.ts';
import { typingFigures, type TypingSize } from './typing-figures.ts';

export interface UiSize {
  readonly typing: TypingSize;
}

export const UI_SIZE: UiSize = {
  typing: {
    symbols: 5_000,
    sessions: 253,
    positionsPerAccount: 1_500,
    limits: 200,
    // Each names a symbol that has a limit of its own.
    tickets: 300,
    starts: 3,
    warmUp: 5,
    typed: 40,
  },
};

/** The workstation in Chromium as it is served, without a graphics card where there is none. */
export async function runUi(size: UiSize): Promise<BenchReport> {
  return withChromium(async (browser, folder) => {
    const groups = [await typingFigures(browser, folder, size.typing)];
    return toReport(
      'ui',
      Object.assign({}, ...groups.map(({ figures }) => figures)) as Record<string, number>,
      groups.flatMap(({ bars }) => bars),
      groups.flatMap(({ notes }) => notes),
    );
  });
}
