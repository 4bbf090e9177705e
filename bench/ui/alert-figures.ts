import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { SEVERITIES } from '#shared/domain/alert-rule.ts';
import { openSeededDesk } from '../durable/drive-desk.ts';
import { seedDeskFile, type DeskFileSize } from '../durable/seed-desk-file.ts';
import type { FigureGroup } from '../figure-group.ts';
import { quantile } from '../statistics.ts';
import { startAlertEngine, type AlertEngine } from './alert-engine.ts';
import type { AlertStorm } from './alert-load.ts';
import {
  heapInUse,
  heldRows,
  openAlerts,
  readDown,
  shownAlerts,
  slowDown,
  toTheTop,
  watchFrames,
} from './alert-page.ts';

export interface AlertSize extends DeskFileSize {
  readonly alerts: number;
  /** Those that are read into the grid by scrolling before anything is watched. */
  readonly held: number;
  /** A second. */
  readonly changed: number;
  readonly added: number;
  /** Of each of the two storms that are watched. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly heapSeconds: number;
  /** Keeps the page's thread busy for so long four times a second: only a test of the bench does that. */
  readonly busyMs?: number;
}

/** A wheel that is turned briskly: 3,600 px a second. */
const SCROLL_PX = 60;
const SAME_MS = 20_000;
const COMPARED = 5;

/**
 * The alerts pane as it is served, with many rows read into it, while alerts change, come and are resolved in
 * the engine. Error when the page does not show in the end what the engine has.
 */
export async function alertFigures(browser: Browser, folder: string, size: AlertSize): Promise<FigureGroup> {
  const deskFile = path.join(folder, 'alerts-desk.db');
  seedDeskFile(deskFile, size);
  await (await openSeededDesk(deskFile)).close();
  const { alerts, changed, added, seconds } = size;
  const engine = await startAlertEngine({ deskFile, alertsFile: path.join(folder, 'alerts.db'), alerts });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(engine.link);
    await page.getByRole('button', { name: /^Alerts \d/ }).waitFor();
    if (size.busyMs !== undefined) await slowDown(page, size.busyMs);
    const shownMs = await openAlerts(page);
    const firstRows = await heldRows(page);
    const storm = (lasting: number): AlertStorm => ({ seconds: lasting, changed, added });
    const watch = async (scrollPx: number) => {
      const driven = engine.storm(storm(seconds));
      const frames = await watchFrames(page, { ms: seconds * 1_000, scrollPx });
      return { ...frames, perSecond: (await driven) / seconds };
    };
    const readMs = await readDown(page, size.held);
    const idle = await watchFrames(page, { ms: seconds * 1_000, scrollPx: 0 });
    await engine.storm(storm(size.warmUpSeconds));
    const before = await heapInUse(page);
    const still = await watch(0);
    const scrolled = await watch(SCROLL_PX);
    await toTheTop(page);
    await engine.storm(storm(size.heapSeconds));
    await requireSame(page, engine, size);
    const after = await heapInUse(page);
    return {
      figures: {
        alertsShownMs: shownMs,
        alertsFirstRows: firstRows,
        alertsReadMs: readMs,
        alertsHeld: await heldRows(page),
        alertOccurrencesPerS: still.perSecond,
        alertFramesPerS: Math.round(1_000 / quantile(Float64Array.from(still.gaps), 0.5)),
        alertLongTasks: still.longTasks.length,
        alertLongestTaskMs: Math.max(0, ...still.longTasks),
        alertGapP99Ms: quantile(Float64Array.from(still.gaps), 0.99),
        alertScrollGapP99Ms: quantile(Float64Array.from(scrolled.gaps), 0.99),
        alertIdleGapP99Ms: quantile(Float64Array.from(idle.gaps), 0.99),
        alertIdleLongTasks: idle.longTasks.length,
        alertHeapMb: after / 1_000_000,
        alertHeapGrowthPercent: (after / before - 1) * 100,
      },
      bars: [
        ['alertsShownMs', '<=', 3_000],
        ['alertFramesPerS', '>=', 60],
        ['alertLongTasks', '<=', 3],
        ['alertLongestTaskMs', '<=', 150],
        ['alertScrollGapP99Ms', '<=', 120],
        ['alertHeapGrowthPercent', '<=', 5],
      ],
      notes: [
        `Alerts: ${alerts} open ones. The pane shows a window of the store: the newest ${firstRows} first, and older ones, 500 at a time, as the list is scrolled to its end. What is watched is watched with ${size.held} rows in the grid.`,
        `In the engine ${changed} alerts occur again and ${added} are new every second, and as many are resolved, for ${seconds} s at rest and for ${seconds} s while the list scrolls by ${SCROLL_PX} px a frame; they come by the product's own push, gathered to ten a second. At the end the page shows what the engine has.`,
        `The heap is what is in use after a collection, after ${size.warmUpSeconds} s of the same and again ${2 * seconds + size.heapSeconds} s later. The idle figures are of the same page and machine with nothing happening: what the others cannot be better than.`,
      ],
    };
  } finally {
    await context.close();
    await engine.stop();
  }
}

/**
 * Error unless there are as many open alerts as before, the page comes to hold as many as were read into it, and it shows the
 * newest as they are: for each that came another was resolved.
 */
async function requireSame(page: Page, engine: AlertEngine, size: AlertSize): Promise<void> {
  const end = performance.now() + SAME_MS;
  for (;;) {
    const { open, rows } = await engine.newest(COMPARED);
    const held = await heldRows(page);
    const shown = (await shownAlerts(page)).slice(0, COMPARED);
    const wanted = rows.map(({ alertId, severity, value }) => ({
      alertId,
      severity: SEVERITIES.indexOf(severity),
      percent: (value * 100).toFixed(1),
    }));
    const isSame =
      open === size.alerts && held === size.held && JSON.stringify(shown) === JSON.stringify(wanted);
    if (isSame) return;
    if (performance.now() > end)
      throw new Error(
        `the page holds ${held} of ${open} open alerts, not ${size.held} of ${size.alerts}, and shows ${JSON.stringify(shown)} for ${JSON.stringify(wanted)}`,
      );
    await page.waitForTimeout(200);
  }
}
