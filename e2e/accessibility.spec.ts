import AxeBuilder from '@axe-core/playwright';
import type { Page, TestInfo } from '@playwright/test';
import { smallBundle } from './support/small-bundle.ts';
import { checkRow, COLOURS, expect, test, ticketLine, verdict } from './support/desk-test.ts';

/** Keeps a picture and asks axe about the page, or about the part of it that is new. */
async function inspect(page: Page, info: TestInfo, name: string, part = 'body'): Promise<void> {
  await page.screenshot({ path: info.outputPath(`${name}.png`), animations: 'disabled' });
  // The narrow window shows the same elements: it is pictured, and asked about once.
  if (info.title.includes('1280') && name !== 'ticket-book') return;
  const axe = new AxeBuilder({ page }).include(part);
  // Who chose high contrast is promised 7:1, not 4.5:1.
  if (info.title.includes('high contrast')) {
    axe.options({ rules: { 'color-contrast-enhanced': { enabled: true } } });
  }
  const { violations } = await axe.analyze();
  const found = violations.map(
    ({ id, nodes }) => `${name}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
  expect(found).toEqual([]);
}

const pane = (name: string) => `[data-pane="${name}"]`;

const WIDE = { width: 1600, height: 1000 };
const NARROW = { width: 1280, height: 800 };

for (const [theme, colours, sizes] of [
  ['dark', 'Dark', COLOURS.length > 1 ? [WIDE, NARROW] : [WIDE]],
  ['light', 'Light', COLOURS.length > 1 ? [WIDE] : []],
  ['high contrast', 'High contrast', [WIDE]],
] as const) {
  for (const size of sizes) {
    test(`axe finds nothing in any pane, ${theme} at ${size.width}`, async ({ desk }, info) => {
      test.slow();
      await desk.setViewportSize(size);
      await desk.getByRole('button', { name: 'Display' }).click();
      await desk.getByRole('radio', { name: colours }).check();
      await inspect(desk, info, 'display', '.popover:popover-open');
      await desk.keyboard.press('Escape');
      await ticketLine(desk).fill('b 12k BRLE @ 109.45');
      await expect(verdict(desk)).toContainText('PASS');
      await ticketLine(desk).press('Enter');
      await expect(checkRow(desk, 'BRLE')).toBeVisible();
      await inspect(desk, info, 'ticket-book');

      await ticketLine(desk).fill('b 30k BRLE @ 109.45');
      await expect(verdict(desk)).toContainText('BLOCK');
      await desk.getByRole('button', { name: /BLOCK.*Order notional/ }).click();
      await inspect(desk, info, 'denied', pane('ticket'));

      await checkRow(desk, 'BRLE').dblclick();
      await expect(desk.getByRole('button', { name: 'Close the decision' })).toBeVisible();
      await inspect(desk, info, 'decision', pane('decision'));
      await desk.keyboard.press('Alt+b');
      await desk.locator(pane('book')).getByRole('button', { name: 'Views and columns' }).click();
      await inspect(desk, info, 'views', '.popover:popover-open');
      await desk.keyboard.press('Escape');
      await desk.keyboard.press('Alt+l');
      await inspect(desk, info, 'limits', pane('limits'));
      await desk.keyboard.press('F2');
      await expect(desk.getByRole('dialog')).toBeVisible();
      await inspect(desk, info, 'limit-edit', 'dialog');
      await desk.keyboard.press('Escape');

      await desk.keyboard.press('Alt+i');
      await desk.getByLabel('Files to import').setInputFiles(smallBundle());
      await expect(desk.getByRole('button', { name: /^Accept/ })).toBeVisible();
      await inspect(desk, info, 'import', pane('imports'));
      await desk.keyboard.press('Alt+p');
      await inspect(desk, info, 'price', pane('chart'));
      await desk.getByRole('button', { name: 'Table' }).click();
      await inspect(desk, info, 'price-table', pane('chart'));

      await desk.keyboard.press('Control+k');
      await inspect(desk, info, 'palette', '.palette');
      await desk.keyboard.press('Escape');
      await desk.getByRole('button', { name: /^Keys/ }).click();
      await inspect(desk, info, 'keys', 'dialog');
    });
  }
}

test('verdicts are told apart without their colours', async ({ desk, context }, info) => {
  await ticketLine(desk).fill('b 30k BRLE @ 109.45');
  await expect(verdict(desk)).toContainText('BLOCK');
  const devtools = await context.newCDPSession(desk);
  for (const type of ['deuteranopia', 'protanopia', 'tritanopia', 'achromatopsia'] as const) {
    await devtools.send('Emulation.setEmulatedVisionDeficiency', { type });
    await desk.screenshot({ path: info.outputPath(`${type}.png`) });
  }
  // Each status is a word and a picture of its own beside its colour.
  for (const word of ['BLOCK', 'WARN', 'PASS']) {
    const mark = desk.locator('.control-row .mark').filter({ hasText: word }).first();
    await expect(mark.locator('svg')).toBeVisible();
    await expect(mark).toHaveText(word);
  }
});
