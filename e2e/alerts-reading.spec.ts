import type { Page } from '@playwright/test';
import { axeFinds } from './support/axe-finds.ts';
import { callDesk } from './support/call-desk.ts';
import { chooseColours } from './support/choose-colours.ts';
import { COLOURS, expect, test } from './support/desk-test.ts';
import { pane, paneSelector } from './support/pane.ts';

/** Each symbol that stops trading is an alert of its own. */
async function halt(page: Page, symbols: readonly string[]): Promise<void> {
  for (const key of symbols)
    await callDesk(page, 'states.set', { level: 'SYMBOL', key, state: 'HALTED', reason: 'news is pending' });
}

for (const colours of COLOURS) {
  test(`new alerts wait while somebody reads further down, and come when asked, in ${colours.toLowerCase()}`, async ({
    desk,
  }) => {
    await chooseColours(desk, colours);
    const found = await callDesk(desk, 'instruments.search', { text: 'A', limit: 50 });
    const symbols = found.map(({ symbol }) => symbol);
    const alerts = pane(desk, 'alerts');
    const rows = alerts.locator('[role="row"][row-index]');
    const newest = (): Promise<number> =>
      rows.evaluateAll((drawn) => Math.max(0, ...drawn.map((row) => Number(row.getAttribute('row-id')))));
    await halt(desk, symbols.slice(0, 40));
    await desk.keyboard.press('Alt+e');
    await expect(alerts.locator('[row-id="40"]').first()).toBeVisible();
    await desk.keyboard.press('ArrowDown');
    await desk.keyboard.press('PageDown');
    await desk.keyboard.press('PageDown');
    await expect(alerts.locator('[row-id="40"]')).toHaveCount(0);

    await halt(desk, symbols.slice(40, 43));
    const come = alerts.getByRole('button', { name: /^\d+ new$/ });
    await expect(come).toBeVisible();
    await expect(alerts.locator('[row-id="40"]')).toHaveCount(0);
    expect(await axeFinds(desk, paneSelector('alerts'))).toEqual([]);

    await come.focus();
    await desk.keyboard.press('Enter');
    await expect(come).toHaveCount(0);
    await expect.poll(newest).toBe(43);
    await desk.reload();
    await expect(alerts.locator('[row-id="43"]').first()).toBeVisible();
  });
}
