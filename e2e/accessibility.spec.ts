import { inspect } from './support/inspect.ts';
import { pane, paneSelector } from './support/pane.ts';
import { picture } from './support/picture.ts';
import { smallBundle } from './support/small-bundle.ts';
import { checkRow, COLOURS, expect, test, ticketLine, verdict } from './support/desk-test.ts';

const WIDE = { width: 1600, height: 1000 };
const NARROW = { width: 1280, height: 800 };

/** What other colours can change. Who chose high contrast is promised 7:1, not 4.5:1. */
const HIGH_CONTRAST = ['color-contrast-enhanced', 'link-in-text-block'];

for (const [theme, colours, sizes] of [
  ['dark', 'Dark', COLOURS.length > 1 ? [WIDE, NARROW] : [WIDE]],
  ['light', 'Light', COLOURS.length > 1 ? [WIDE] : []],
  // Its colours are measured by themselves in every run: renderer/app/styles/contrast.test.ts.
  ['high contrast', 'High contrast', COLOURS.length > 1 ? [WIDE] : []],
] as const) {
  for (const size of sizes) {
    test(`axe finds nothing in any pane, ${theme} at ${size.width}`, async ({ desk }, info) => {
      test.slow();
      await desk.setViewportSize(size);
      const rules = theme === 'high contrast' ? HIGH_CONTRAST : undefined;
      // The narrow window shows the same elements: it is pictured, and asked about once.
      const look = (name: string, part: string): Promise<unknown> =>
        size === NARROW && name !== 'ticket-book'
          ? picture(desk, info, name)
          : inspect(desk, info, name, part, rules);
      await desk.getByRole('button', { name: 'Display' }).click();
      await desk.getByRole('radio', { name: colours, exact: true }).check();
      await look('display', '.popover:popover-open');
      await desk.keyboard.press('Escape');
      await ticketLine(desk).fill('b 12k BRLE @ 109.45');
      await expect(verdict(desk)).toContainText('PASS');
      await ticketLine(desk).press('Enter');
      await expect(checkRow(desk, 'BRLE')).toBeVisible();
      await look('ticket-book', 'body');

      await ticketLine(desk).fill('b 30k BRLE @ 109.45');
      await expect(verdict(desk)).toContainText('BLOCK');
      await desk.getByRole('button', { name: /BLOCK.*Order notional/ }).click();
      await look('denied', paneSelector('ticket'));

      await checkRow(desk, 'BRLE').dblclick();
      await expect(desk.getByRole('button', { name: 'Close the decision' })).toBeVisible();
      await look('decision', paneSelector('decision'));
      await desk.keyboard.press('Alt+b');
      await pane(desk, 'book').getByRole('button', { name: 'Views and columns' }).click();
      await look('views', '.popover:popover-open');
      await desk.keyboard.press('Escape');
      await desk.keyboard.press('Alt+l');
      await look('limits', paneSelector('limits'));
      await desk.keyboard.press('F2');
      await expect(desk.getByRole('dialog')).toBeVisible();
      await look('limit-edit', 'dialog');
      await desk.keyboard.press('Escape');

      await desk.keyboard.press('Alt+i');
      await desk.getByLabel('Files to import').setInputFiles(smallBundle());
      await expect(desk.getByRole('button', { name: /^Accept/ })).toBeVisible();
      await look('import', paneSelector('imports'));
      await desk.keyboard.press('Alt+p');
      await look('price', paneSelector('chart'));
      await desk.getByRole('button', { name: 'Table' }).click();
      await look('price-table', paneSelector('chart'));

      await desk.keyboard.press('Control+k');
      await look('palette', '.palette');
      await desk.keyboard.press('Escape');
      await desk.getByRole('button', { name: /^Keys/ }).click();
      await look('keys', 'dialog');
    });
  }
}

test('verdicts are told apart without their colours', async ({ sharedDesk: desk, context }, info) => {
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
