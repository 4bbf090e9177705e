import type { Page } from 'playwright';

/** What a page did while it was watched; milliseconds. */
export interface WatchedFrames {
  /** Between one frame and the next. */
  readonly gaps: readonly number[];
  /** Tasks of the page's thread of 50 ms and more. */
  readonly longTasks: readonly number[];
}

/** An alert as a row of the grid shows it. */
export interface ShownAlert {
  readonly alertId: number;
  /** Its place in `SEVERITIES`. */
  readonly severity: number;
  /** With one decimal. */
  readonly percent: string;
}

const GRID = '[data-pane="alerts"] [role="grid"]';

/** Keeps the page's thread busy for `ms` four times a second, as slow code would: only a test of the bench does that. */
export function slowDown(page: Page, ms: number): Promise<void> {
  return page.evaluate((busyMs) => {
    setInterval(() => {
      for (const end = performance.now() + busyMs; performance.now() < end;);
    }, 250);
  }, ms);
}

/** From the key that opens the alerts, as the browser stamped it, to the painted frame with their rows. */
export async function openAlerts(page: Page): Promise<number> {
  const shown = await page.evaluateHandle(() => {
    const painted = new MessageChannel();
    const look = (): void => {
      const row = document.querySelector('[data-pane="alerts"] .ag-row .ag-cell');
      if (row === null) requestAnimationFrame(look);
      else painted.port2.postMessage(null);
    };
    const ms = new Promise<number>((resolve) => {
      window.addEventListener(
        'keydown',
        ({ timeStamp }) => {
          painted.port1.onmessage = () => resolve(performance.now() - timeStamp);
          requestAnimationFrame(look);
        },
        { capture: true, once: true },
      );
    });
    return { ms };
  });
  await page.keyboard.press('Alt+e');
  return shown.evaluate(({ ms }) => ms);
}

/** Rows that the grid holds, drawn or not. */
export const heldRows = (page: Page): Promise<number> =>
  page.locator(GRID).evaluate((grid) => Number(grid.getAttribute('aria-rowcount')) - 1);

/** Goes to the end of the list until it holds `count` rows; how long that took, ms. */
export function readDown(page: Page, count: number): Promise<number> {
  return page.evaluate(async (wanted) => {
    const start = performance.now();
    const grid = document.querySelector('[data-pane="alerts"] [role="grid"]') as HTMLElement;
    const list = document.querySelector('[data-pane="alerts"] .ag-grid-viewport') as HTMLElement;
    const deadline = start + 900_000;
    while (Number(grid.getAttribute('aria-rowcount')) - 1 < wanted) {
      if (performance.now() > deadline) throw new Error('the alerts were not read in time');
      list.scrollTop = list.scrollHeight;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    const end = performance.now();
    list.scrollTop = 0;
    return end - start;
  }, count);
}

/** Watches the page's frames for so long; with `scrollPx` the list moves by as much each frame, down and up again. */
export function watchFrames(page: Page, options: { ms: number; scrollPx: number }): Promise<WatchedFrames> {
  return page.evaluate(
    ({ ms, scrollPx }) =>
      new Promise<WatchedFrames>((resolve) => {
        const list = document.querySelector('[data-pane="alerts"] .ag-grid-viewport') as HTMLElement;
        const gaps: number[] = [];
        const longTasks: number[] = [];
        const watch = new PerformanceObserver((seen) => {
          for (const { duration } of seen.getEntries()) longTasks.push(duration);
        });
        watch.observe({ type: 'longtask' });
        const start = performance.now();
        // Asking the list while it is watched would have the browser lay it out for the answer.
        const longest = list.scrollHeight - list.clientHeight;
        let before: number | null = null;
        let [at, step] = [0, scrollPx];
        const onFrame = (now: number): void => {
          if (before !== null) gaps.push(now - before);
          before = now;
          if (at + step < 0 || at + step > longest) step = -step;
          at += step;
          if (step !== 0) list.scrollTop = at;
          if (now - start < ms) requestAnimationFrame(onFrame);
          else {
            // The observer is told a moment after a task has ended.
            setTimeout(() => {
              watch.disconnect();
              resolve({ gaps, longTasks });
            }, 200);
          }
        };
        requestAnimationFrame(onFrame);
      }),
    options,
  );
}

/** Scrolls back to the newest, for which rows wait while the list is scrolled down. */
export const toTheTop = (page: Page): Promise<void> =>
  page.locator('[data-pane="alerts"] .ag-grid-viewport').evaluate((list) => void (list.scrollTop = 0));

/** The rows at the top of the list, newest first. */
export function shownAlerts(page: Page): Promise<ShownAlert[]> {
  return page.evaluate(() => {
    const text = (row: Element, column: string): string =>
      row.querySelector(`.ag-cell[col-id="${column}"]`)?.textContent ?? '';
    return [...document.querySelectorAll('[data-pane="alerts"] .ag-row')]
      .map((row) => ({
        alertId: Number(row.getAttribute('row-id')),
        severity: ['Info', 'Warning', 'Critical'].indexOf(text(row, 'severity')),
        percent: /[\d.]+/.exec(text(row, 'value'))?.[0] ?? '',
      }))
      .toSorted((a, b) => b.alertId - a.alertId);
  });
}

/** Bytes of the page's heap that are in use after a full collection. */
export async function heapInUse(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return usedSize;
  } finally {
    await session.detach();
  }
}
