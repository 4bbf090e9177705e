import type { Page } from '@playwright/test';
import { pane } from './support/pane.ts';
import { checkRow, expect, test } from './support/desk-test.ts';
import { stageElsewhere } from './support/stage-elsewhere.ts';

const book = (page: Page) => pane(page, 'book');
const header = (page: Page, column: string) => book(page).locator(`.ag-header-cell[col-id="${column}"]`);
const openMenu = (page: Page) => book(page).getByRole('button', { name: 'Views and columns' }).click();
const menu = (page: Page) => page.getByRole('dialog', { name: 'Views and columns' });

test('a view keeps columns, sort and filters under its name, and is found again after a reload', async ({
  sharedDesk: desk,
}) => {
  await book(desk).getByRole('combobox', { name: 'Account' }).selectOption('BETA');
  await book(desk).getByRole('searchbox').fill('NAMO');
  await header(desk, 'quantity').click();
  await expect(header(desk, 'quantity')).toHaveAttribute('aria-sort', 'descending');
  await openMenu(desk);
  await menu(desk).getByRole('checkbox', { name: 'Value' }).uncheck();
  await expect(header(desk, 'value')).toHaveCount(0);
  await menu(desk).getByRole('textbox', { name: 'Name of the view' }).fill('Beta, one line');
  await menu(desk).getByRole('button', { name: 'Save' }).click();

  await menu(desk).getByRole('button', { name: 'As designed' }).click();
  await desk.keyboard.press('Escape');
  await expect(header(desk, 'value')).toBeVisible();
  await expect(header(desk, 'quantity')).not.toHaveAttribute('aria-sort', 'descending');
  await expect(book(desk).getByRole('combobox', { name: 'Account' })).toHaveValue('');

  await desk.reload();
  await expect(header(desk, 'quantity')).toBeVisible();
  await desk.keyboard.press('Control+k');
  await desk.keyboard.type('beta, one');
  await desk.getByRole('option', { name: /Beta, one line/ }).click();
  await expect(header(desk, 'quantity')).toHaveAttribute('aria-sort', 'descending');
  await expect(header(desk, 'value')).toHaveCount(0);
  await expect(book(desk).getByRole('combobox', { name: 'Account' })).toHaveValue('BETA');
  await expect(book(desk).getByRole('searchbox')).toHaveValue('NAMO');

  await openMenu(desk);
  await menu(desk).getByRole('button', { name: 'Delete the view Beta, one line' }).click();
  await expect(menu(desk).getByText('Beta, one line')).toHaveCount(0);
});

test('a grid comes back as it was left, without its filter', async ({ sharedDesk: desk }) => {
  await book(desk).getByRole('searchbox').fill('NAMO');
  await header(desk, 'value').click();
  await openMenu(desk);
  await menu(desk).getByRole('checkbox', { name: 'Sector' }).uncheck();
  await desk.reload();
  await expect(header(desk, 'value')).toHaveAttribute('aria-sort', 'descending');
  await expect(book(desk).getByRole('searchbox')).toHaveValue('');
  await openMenu(desk);
  await expect(menu(desk).getByRole('checkbox', { name: 'Sector' })).not.toBeChecked();
});

test('rows have three heights, which stay', async ({ sharedDesk: desk }) => {
  const row = book(desk).locator('.ag-row').first();
  const heightOf = async () => (await row.boundingBox())?.height;
  for (const [name, height] of [
    ['Compact', 22],
    ['Roomy', 30],
    ['Normal', 24],
    ['Compact', 22],
  ] as const) {
    await desk.getByRole('button', { name: 'Display' }).click();
    await desk.getByRole('radio', { name }).check();
    await desk.keyboard.press('Escape');
    await expect.poll(heightOf).toBe(height);
  }
  await desk.reload();
  await expect.poll(heightOf).toBe(22);
});

test('rows are copied as tab-separated text, and with headers', async ({ desk, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = () => desk.evaluate(() => navigator.clipboard.readText());
  await stageElsewhere(desk, 'BRLE', '100');
  await stageElsewhere(desk, 'DOKI', '1200');
  await expect(checkRow(desk, 'BRLE')).toBeVisible();

  await checkRow(desk, 'DOKI').locator('[col-id="orderQty"]').click();
  await desk.keyboard.press('Control+c');
  await expect.poll(copied).toBe('1,200');
  await desk.keyboard.press('Control+Shift+c');
  await expect.poll(copied).toMatch(/^Time\tOrder id\tSide.*\n.*\tBUY\t1,200\tDOKI\t/);
  await checkRow(desk, 'BRLE')
    .locator('[col-id="orderQty"]')
    .click({ modifiers: ['Control'] });
  await desk.keyboard.press('Control+c');
  await expect.poll(copied).toMatch(/^[^\n]*\tDOKI\t[^\n]*\n[^\n]*\tBRLE\t[^\n]*$/);
});
