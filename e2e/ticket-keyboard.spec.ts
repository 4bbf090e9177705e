import { readFile } from 'node:fs/promises';
import { axeFinds } from './support/axe-finds.ts';
import { chooseColours } from './support/choose-colours.ts';
import { paneSelector } from './support/pane.ts';
import {
  CHECK_ROWS,
  checkRow,
  COLOURS,
  expect as expectSoon,
  newestCheck,
  quantity,
  test,
  ticketLine,
  verdict,
} from './support/desk-test.ts';

/** A page that is loaded again on a busy machine takes its time. */
const expect = expectSoon.configure({ timeout: 20_000 });
test.describe.configure({ timeout: 180_000 });

for (const colours of COLOURS) {
  test(`an override is asked for by key and waits for another person, ${colours}`, async ({ desk }) => {
    await chooseColours(desk, colours);
    await ticketLine(desk).fill('b 30k BRLE @ 109.45');
    await expect(verdict(desk)).toContainText('BLOCK');
    await expect(verdict(desk)).not.toHaveClass(/\bold\b/);
    await desk.keyboard.press('Alt+v');
    const dialog = desk.getByRole('dialog', { name: 'Ask for an override' });
    await expect(dialog).toContainText('buy 30,000 BRLE @ 109.45 for ALPHA');
    expect(await axeFinds(desk, 'dialog')).toEqual([]);
    await desk.keyboard.type('Client block');
    await desk.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    const strip = desk.getByRole('region', { name: 'Overrides you asked for' });
    await expect(strip).toContainText('WAITING');
    // The key belonged to the dialog: nothing was staged by it.
    await expect(desk.getByText('No decision yet')).toBeVisible();
    await desk.reload();
    await expect(strip).toContainText('WAITING');
    expect(await axeFinds(desk, paneSelector('ticket'))).toEqual([]);

    await desk.keyboard.press('Alt+o');
    const request = desk.getByRole('region', { name: 'The request' });
    await expect(request).toContainText('Client block');
    await expect(request).toContainText('another person decides on it');
    await expect(request.getByRole('button', { name: 'Grant, once' })).toBeDisabled();
    expect(await axeFinds(desk, paneSelector('overrides'))).toEqual([]);

    await desk.keyboard.press('Alt+j');
    const rows = desk.getByRole('textbox', { name: /^Rows of a sheet/ });
    await rows.fill('ALPHA\tBRLE\tb\t100\tlimit\t109.45\nBETA\tBRLE\tb\t30k\tlimit\t109.45');
    await desk.getByRole('button', { name: 'Take the rows' }).press('Enter');
    await desk.getByRole('button', { name: 'Check the basket' }).press('Enter');
    await expect(desk.getByRole('button', { name: 'Send 1 of 2' })).toBeEnabled();
    expect(await axeFinds(desk, paneSelector('basket'))).toEqual([]);
    await desk.getByRole('checkbox', { name: 'All or none' }).press('Space');
    await desk.getByRole('button', { name: 'Check the basket' }).press('Enter');
    await expect(desk.getByText('All or none: nothing of it may go.')).toBeVisible();
    await expect(desk.getByRole('button', { name: 'Send all 2' })).toBeDisabled();
  });
}

test('a recent ticket is repeated and reversed, and a decision is made again, by key alone', async ({
  desk,
}) => {
  await desk.keyboard.press('Alt+t');
  await desk.keyboard.type('s 500 DOKI @ 25.2');
  await expect(verdict(desk)).toContainText('PASS');
  await desk.keyboard.press('Enter');
  await expect(newestCheck(desk)).toContainText('DOKI');
  await desk.keyboard.press('Alt+n');
  await desk.keyboard.press('Alt+y');
  await expect(desk.getByRole('region', { name: 'Recent tickets' })).toContainText('Sell 500 DOKI');
  await desk.keyboard.press('r');
  await expect(quantity(desk)).toHaveValue('500');
  await expect(desk.getByRole('radio', { name: 'Buy' })).toBeChecked();

  await desk.keyboard.press('Alt+c');
  await desk.keyboard.press('Shift+F10');
  const menu = desk.getByRole('menu', { name: 'Row' });
  await expect(menu.getByRole('menuitem', { name: /^Open the decision/ })).toBeFocused();
  expect(await axeFinds(desk, '.row-menu')).toEqual([]);
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('Enter');
  await expect(menu).toBeHidden();
  await expect(desk.getByRole('radio', { name: 'Sell' })).toBeChecked();

  await desk.keyboard.press('Alt+c');
  await desk.keyboard.press('Enter');
  await desk.getByRole('button', { name: 'Recompute it' }).press('Enter');
  await expect(desk.getByText('Equal to the byte')).toBeVisible({ timeout: 90_000 });
  expect(await axeFinds(desk, paneSelector('decision'))).toEqual([]);
});

test('the send key goes off by itself when the window is left', async ({ sharedDesk: desk }) => {
  await desk.keyboard.press('Alt+a');
  await expect(desk.getByRole('button', { name: /Send key ARMED/ })).toBeVisible();
  await desk.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect(desk.getByRole('button', { name: /Send key off/ })).toBeVisible();
  await expect(desk.getByText('this window was left')).toBeVisible();
});

test('the checks are filtered and saved as they are shown', async ({ desk }) => {
  for (const [line, word] of [
    ['b 100 BRLE @ 109.45', 'PASS'],
    ['b 30k BRLE @ 109.45', 'BLOCK'],
  ] as const) {
    await ticketLine(desk).fill(line);
    await expect(verdict(desk)).toContainText(word);
    await ticketLine(desk).press('Enter');
    await expect(desk.getByText('is recorded')).toBeVisible();
  }
  await expect(checkRow(desk, 'BLOCK')).toBeVisible();
  await desk.getByRole('button', { name: 'Filter the checks' }).press('Enter');
  await desk.getByRole('combobox', { name: 'Verdict' }).selectOption('BLOCK');
  await desk.keyboard.press('Escape');
  await expect(desk.locator(CHECK_ROWS)).toHaveCount(1);
  await desk.getByRole('button', { name: 'Export what is on the screen' }).press('Enter');
  const downloading = desk.waitForEvent('download');
  await desk.locator('.popover:popover-open').getByRole('button', { name: /^CSV/ }).press('Enter');
  const csv = await readFile(await (await downloading).path(), 'utf8');
  expect(csv).toMatch(
    /^Pre-trade checks\r\nAs of,.*\r\nZone,.*\r\nFilter,verdict: BLOCK\r\nRows,1\r\n\r\nTime,/,
  );
  const workbook = desk.waitForEvent('download');
  await desk.getByRole('button', { name: /^Excel/ }).press('Enter');
  expect((await workbook).suggestedFilename()).toBe('pre-trade-checks.xlsx');
});
