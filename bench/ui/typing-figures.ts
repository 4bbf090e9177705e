import path from 'node:path';
import type { Browser } from 'playwright';
import { openSeededDesk } from '../durable/drive-desk.ts';
import { seedDeskFile, type DeskFileSize } from '../durable/seed-desk-file.ts';
import type { FigureGroup } from '../figure-group.ts';
import { startDesk } from '../preview/start-desk.ts';
import { typeTickets } from '../preview/type-tickets.ts';
import { median, quantile } from '../statistics.ts';
import { manyLimits } from './many-limits.ts';

export interface TypingSize extends DeskFileSize {
  readonly limits: number;
  readonly starts: number;
  readonly warmUp: number;
  /** Of the tickets, those after the warm-up that are typed and timed. */
  readonly typed: number;
  /** Keeps every answer back in the page, as a slow line would: only a test of the bench gives any. */
  readonly holdMs?: number;
}

/** From the start of the page to a ticket that can be typed, and from each key of real tickets to its painted verdict. */
export async function typingFigures(
  browser: Browser,
  folder: string,
  size: TypingSize,
): Promise<FigureGroup> {
  const store = path.join(folder, 'typing.db');
  const tickets = seedDeskFile(store, size);
  const symbols = [...new Set(tickets.map(({ symbol }) => symbol))];
  const seeded = await openSeededDesk(store, manyLimits(size.limits, symbols));
  const limits = seeded.lastingLimits().length;
  await seeded.close();
  const pageStarts: number[] = [];
  for (let round = 0; ; round++) {
    const desk = await startDesk(browser, store, size.holdMs ?? 0);
    pageStarts.push(desk.startMs - desk.engineMs);
    if (round + 1 < size.starts) {
      await desk.stop();
      continue;
    }
    await typeTickets(desk.page, tickets.slice(0, size.warmUp));
    await desk.page.evaluate(() => (window.probe.keyToVerdict.length = 0));
    await typeTickets(desk.page, tickets.slice(size.warmUp, size.warmUp + size.typed));
    const painted = Float64Array.from(await desk.page.evaluate(() => window.probe.keyToVerdict));
    await desk.stop();
    return {
      figures: {
        pageStartMs: median(pageStarts),
        keyToVerdictP50Ms: quantile(painted, 0.5),
        keyToVerdictP99Ms: quantile(painted, 0.99),
        verdictsPainted: painted.length,
        limits,
      },
      bars: [
        ['pageStartMs', '<=', 2_000],
        ['keyToVerdictP99Ms', '<=', 50],
      ],
      notes: [
        `Typing: ${size.symbols} symbols, ${limits} limits, ${painted.length} verdicts; from the key as the browser stamped it to the painted frame with its verdict, a key every 90 ms. The page starts in a browser that runs already and has an empty cache.`,
      ],
    };
  }
}
