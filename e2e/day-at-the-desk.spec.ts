import type { Page } from '@playwright/test';
import { callDesk } from './support/call-desk.ts';
import { DAY_SYMBOLS, dayBundle } from './support/day-bundle.ts';
import { chooseColours } from './support/choose-colours.ts';
import { IS_LONG } from './support/is-long.ts';
import { pane } from './support/pane.ts';
import { become, hire } from './support/people.ts';
import { picture } from './support/picture.ts';
import { checkRow, expect as expectSoon, test, verdict, WINDOWS } from './support/desk-test.ts';

/** Threads start with the first question, and a busy machine takes its time. */
const expect = expectSoon.configure({ timeout: 30_000 });

/** The verdict of what stands there now: an older one does not let a ticket go. */
async function expectVerdict(page: Page, word: string): Promise<void> {
  await expect(verdict(page)).not.toHaveClass(/\bold\b|\bNONE\b/);
  await expect(verdict(page)).toContainText(word);
}

/** By keyboard alone: the line, the verdict, the send key. */
async function send(page: Page, line: string): Promise<void> {
  await page.keyboard.press('Alt+n');
  await page.keyboard.press('Alt+t');
  await page.keyboard.type(line);
  await expectVerdict(page, 'PASS');
  if (await page.getByText('Send key off').isVisible()) await page.keyboard.press('Alt+a');
  await page.keyboard.press('Control+Enter');
  await expect(pane(page, 'ticket').getByText(/^Sent: /)).toBeVisible();
}

for (const [colours, width, height] of WINDOWS) {
  test(`a day at the desk, ${colours.toLowerCase()} at ${width}x${height}`, async ({ page, serve }, info) => {
    test.setTimeout(900_000);
    page.setDefaultTimeout(30_000);
    await page.setViewportSize({ width, height });
    const first = await serve();
    await page.goto(first.link);
    await chooseColours(page, colours);

    await test.step('the desk is imported, and a preset is its first limits', async () => {
      await page.getByRole('button', { name: /Import a folder/ }).click();
      await page.getByLabel('Files to import').setInputFiles(dayBundle());
      await pane(page, 'imports')
        .getByRole('button', { name: /^Accept/ })
        .click();
      await expect(pane(page, 'imports')).toContainText('are part of the desk now');
      await picture(page, info, 'import');
      const steps = page.getByRole('region', { name: 'First steps' });
      await steps.getByRole('button', { name: /^Take Moderate/ }).click();
      await expect(page.getByRole('contentinfo')).toContainText('59 limits');
      await hire(page, 'olga', ['ADMIN', 'RISK_OFFICER']);
      await become(page, 'olga');
      await hire(page, 'rolf', ['APPROVER']);
      await hire(page, 'tess', ['TRADER']);
    });

    await test.step('thirty tickets by keyboard only', async () => {
      await become(page, 'tess');
      for (let at = 0; at < 30; at++) {
        const symbol = DAY_SYMBOLS[at % DAY_SYMBOLS.length] ?? '';
        await send(page, `b ${at < DAY_SYMBOLS.length ? 10 + at : 100 + at} ${symbol}`);
      }
      await expect(pane(page, 'blotter')).toContainText('30 decisions');
      await picture(page, info, 'thirty-tickets');
    });

    await test.step('a warning takes a reason, a denied ticket what passes', async () => {
      const reason = page.getByRole('textbox', { name: 'Reason for sending past a warning' });
      for (const [line, word] of [
        ['b 1300 S10', 'WARN'],
        ['b 5000 S11', 'BLOCK'],
      ] as const) {
        await page.keyboard.press('Alt+n');
        await page.keyboard.press('Alt+t');
        await page.keyboard.type(line);
        await expectVerdict(page, word);
        await picture(page, info, word.toLowerCase());
        if (word === 'BLOCK') await page.keyboard.press('Alt+m');
        await expectVerdict(page, 'WARN');
        await page.keyboard.press('Control+Enter');
        await expect(reason).toBeFocused();
        await page.keyboard.type('Client instruction');
        await page.keyboard.press('Enter');
        await expect(pane(page, 'ticket').getByText(/^Sent: /)).toBeVisible();
      }
    });

    await test.step('an override is granted by another person and used once', async () => {
      await page.keyboard.press('Alt+n');
      await page.keyboard.press('Alt+t');
      await page.keyboard.type('b 4000 S12');
      await expectVerdict(page, 'BLOCK');
      await page.keyboard.press('Alt+v');
      await page.keyboard.type('Client block');
      await page.keyboard.press('Enter');
      const strip = page.getByRole('region', { name: 'Overrides you asked for' });
      await expect(strip).toContainText('WAITING');
      await become(page, 'olga');
      await page.keyboard.press('Alt+o');
      const request = page.getByRole('region', { name: 'The request' });
      await expect(request).toContainText('Client block');
      await picture(page, info, 'overrides');
      await request.getByRole('button', { name: 'Grant, once' }).press('Enter');
      await expect(page.getByRole('list', { name: 'Overrides, waiting first' })).toContainText('GRANTED');
      await become(page, 'tess');
      await strip.getByRole('button', { name: /^Send with the override/ }).press('Enter');
      await expect(page.getByRole('region', { name: 'Decision' })).toContainText('granted by olga');
      await page.keyboard.press('Alt+c');
      await expect(checkRow(page, '4,000')).toContainText('Sent');
      const [used] = await callDesk(page, 'overrides.list', {});
      expect(used?.state).toBe('CONSUMED');
    });

    await test.step('fills come in', async () => {
      await become(page, 'olga');
      const working = await callDesk(page, 'tickets.working', {});
      const [one] = working.filter(({ symbol }) => symbol === 'S03');
      await page.keyboard.press('Alt+b');
      const book = pane(page, 'book');
      await book.getByText('Fills', { exact: true }).click();
      await book
        .getByRole('textbox', { name: 'Fills to record' })
        .fill(`E-1,${one?.clOrdId ?? ''},${one?.leavesQty ?? 0},100.00`);
      await book.getByRole('button', { name: 'Record 1 fill' }).click();
      await expect(book.getByRole('row').filter({ hasText: 'E-1' })).toContainText('Recorded');
      await book.getByText('Positions', { exact: true }).click();
      await picture(page, info, 'book');
    });

    await test.step('an alert is taken on', async () => {
      await page.keyboard.press('Alt+e');
      const row = pane(page, 'alerts').locator('[role="row"][row-index]').first();
      await expect(row).toBeVisible();
      await row.click();
      await page.keyboard.press('a');
      const dialog = page.getByRole('dialog', { name: /^Acknowledge/ });
      await expect(dialog).toBeVisible();
      await page.keyboard.type('a client block');
      await page.keyboard.press('Enter');
      await expect(dialog).toHaveCount(0);
      await expect(pane(page, 'alerts')).toContainText('Acknowledged');
      await picture(page, info, 'alerts');
    });

    await test.step('a limit is changed, replayed, and approved by a second officer', async () => {
      await page.keyboard.press('Alt+l');
      const limits = pane(page, 'limits');
      await limits.getByRole('searchbox', { name: 'Find a limit' }).fill('moderate-position-weight');
      await limits.locator('[col-id="control"]').filter({ hasText: 'Position weight' }).click();
      await page.keyboard.press('F2');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'New hard value' }).fill('12');
      await dialog.getByRole('button', { name: 'Replay past tickets' }).click();
      await expect(dialog.getByRole('status').filter({ hasText: 'past tickets' })).toContainText(
        /\d+ of \d+/,
      );
      await picture(page, info, 'limit-change');
      await dialog.getByRole('textbox', { name: 'Reason (recorded)' }).fill('Larger blocks');
      await dialog
        .getByRole('textbox', { name: 'Type moderate-position-weight to loosen it' })
        .fill('moderate-position-weight');
      await dialog.getByRole('button', { name: 'Propose version 2' }).click();
      await expect(limits.locator('.limits-foot')).toContainText('proposed');
      await become(page, 'rolf');
      await page.keyboard.press('Alt+l');
      await limits.getByRole('radio', { name: /^Waiting/ }).check({ force: true });
      const card = limits.getByRole('article', { name: 'moderate-position-weight version 2' });
      await card.focus();
      await page.keyboard.press('a');
      await expect(page.getByRole('dialog', { name: /Approve/ })).toBeVisible();
      await page.keyboard.type('Agreed');
      await page.keyboard.press('Enter');
      await expect(limits).toContainText('Nothing waits');
      await picture(page, info, 'limits');
    });

    await test.step('the firm is halted', async () => {
      await page
        .getByRole('banner')
        .getByRole('button', { name: /Kill switch/ })
        .click();
      const dialog = page.getByRole('dialog', { name: 'Kill switch' });
      await dialog.getByLabel('Reason (recorded)').fill('end of the drill');
      await dialog.getByRole('button', { name: 'Halt FIRM *' }).press('Enter');
      await expect(dialog.getByRole('list', { name: 'Not active' })).toContainText('end of the drill');
      await picture(page, info, 'kill-switch');
      await page.keyboard.press('Escape');
    });

    await test.step('everything is there after a restart, and the log is verified', async () => {
      await first.stop();
      const second = await serve({ port: first.port });
      await page.goto(second.link);
      await become(page, 'olga');
      await expect(page.getByRole('contentinfo')).toContainText('HALTED');
      await expect(pane(page, 'blotter')).toContainText('33 decisions');
      await page.keyboard.press('Alt+u');
      await pane(page, 'audit').getByRole('button', { name: 'Verify the chain' }).click();
      await expect(pane(page, 'audit').getByRole('status').filter({ hasText: 'Intact' })).toBeVisible();
      await picture(page, info, 'audit');
      for (const name of ['Risk', 'What-if', 'Diagnostics', 'Settings', 'Help', 'Basket', 'Price']) {
        await page.getByRole('button', { name: 'Panes', exact: true }).click();
        await page
          .getByRole('dialog', { name: 'Panes' })
          .getByRole('button', { name: new RegExp(`^${name}`) })
          .first()
          .click();
        await expect(page.getByRole('dialog', { name: 'Panes' })).toBeHidden();
        // Only for the picture: what the panes show has tests of their own.
        await page.waitForTimeout(IS_LONG ? 1_500 : 300);
        await picture(page, info, name.toLowerCase());
      }
    });
  });
}
