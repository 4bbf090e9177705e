import type { Page } from '@playwright/test';
import { axeFinds } from './support/axe-finds.ts';
import { pane, paneSelector } from './support/pane.ts';
import { expect, test } from './support/desk-test.ts';
import { shiftedBars } from './support/small-bundle.ts';

const book = (page: Page) => pane(page, 'book');
const bars = (page: Page) => book(page).getByRole('grid', { name: 'Suspicious bars' });
const tab = (page: Page) => book(page).getByText('Suspicious bars (2)');

test('a shifted bar is excluded with a reason by keyboard, and stays so', async ({ desk }) => {
  await desk.getByText('Book', { exact: true }).click();
  await expect(book(desk).getByRole('grid', { name: 'Positions' })).toBeVisible();
  await expect(book(desk)).not.toContainText('Suspicious bars');

  await desk.keyboard.press('Alt+i');
  await desk.getByLabel('Files to import').setInputFiles([shiftedBars()]);
  const imports = pane(desk, 'imports');
  await imports.getByRole('button', { name: /^Accept/ }).click();
  await expect(imports).toContainText('are part of the desk now');

  await desk.keyboard.press('Alt+b');
  await tab(desk).click();
  const row = bars(desk).getByRole('row').filter({ hasText: 'SHIFT' });
  await expect(row).toContainText('Decimal shift');
  await row.click();
  await desk.keyboard.press('x');
  const dialog = desk.getByRole('dialog', { name: 'Exclude SHIFT of 2016-03-03?' });
  await expect(dialog.getByRole('button', { name: 'Exclude' })).toBeDisabled();
  expect(await axeFinds(desk, 'dialog')).toEqual([]);
  await desk.keyboard.type('a decimal slipped');
  await desk.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(row).toContainText('EXCLUDED');
  await expect(row).toContainText('a decimal slipped');
  await expect(book(desk)).toContainText('1 open');
  expect(await axeFinds(desk, paneSelector('book'))).toEqual([]);

  await bars(desk).getByRole('row').filter({ hasText: 'JUMP' }).click();
  await book(desk)
    .getByRole('button', { name: /^Accept/ })
    .click();
  await desk.keyboard.press('Escape');
  await expect(book(desk)).toContainText('1 open');

  await desk.reload();
  await desk.getByText('Book', { exact: true }).click();
  await tab(desk).click();
  await expect(row).toContainText('EXCLUDED');
  await expect(row).toContainText('a decimal slipped');
});
