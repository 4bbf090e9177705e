import type { Page } from '@playwright/test';
import { axeFinds } from './support/axe-finds.ts';
import { chooseColours } from './support/choose-colours.ts';
import { pane, paneSelector } from './support/pane.ts';
import { COLOURS, expect, test, ticketLine, verdict } from './support/desk-test.ts';

/** A thread of the server starts with the first question. */
const THREAD = { timeout: 60_000 };

/** Sends a ticket by keyboard and gives its order id. */
async function send(desk: Page, line: string): Promise<string> {
  await ticketLine(desk).fill(line);
  await expect(verdict(desk)).toContainText('PASS');
  await desk.keyboard.press('Alt+a');
  await desk.keyboard.press('Control+Enter');
  const said = pane(desk, 'ticket').getByText(/^Sent: /);
  await expect(said).toBeVisible();
  return /T-[0-9a-f]+/.exec((await said.textContent()) ?? '')?.[0] ?? '';
}

for (const theme of COLOURS) {
  test(`a denied ticket is found in the log and a mark corrected by keyboard, ${theme}`, async ({ desk }) => {
    test.slow();
    await chooseColours(desk, theme);
    await ticketLine(desk).fill('b 30k BRLE @ 109.45');
    await expect(verdict(desk)).toContainText('BLOCK');
    await ticketLine(desk).press('Enter');
    await expect(pane(desk, 'blotter').getByRole('row').filter({ hasText: 'BRLE' })).toBeVisible();

    await desk.keyboard.press('Alt+u');
    const audit = pane(desk, 'audit');
    const row = audit.getByRole('grid', { name: 'Audit log' }).getByRole('row').filter({ hasText: 'BLOCK' });
    await expect(row).toBeVisible(THREAD);
    await audit.getByRole('button', { name: 'Verify the chain' }).click();
    await expect(audit.getByRole('status').filter({ hasText: 'Intact' })).toBeVisible(THREAD);
    await row.getByText('Decision').click();
    await desk.keyboard.press('Enter');
    await expect(audit.getByRole('region', { name: /^Record/ })).toContainText('MAX_ORDER_NOTIONAL', THREAD);
    expect(await axeFinds(desk, paneSelector('audit'))).toEqual([]);
    await desk.keyboard.press('w');
    await expect(desk.getByRole('button', { name: 'Close the decision' })).toBeVisible();

    await desk.keyboard.press('Alt+b');
    const book = pane(desk, 'book');
    await book.getByText('Marks', { exact: true }).click();
    await book.getByRole('searchbox', { name: 'Find an instrument' }).fill('DOKI');
    await book.getByRole('row').filter({ hasText: 'DOKI' }).first().click();
    await desk.keyboard.press('F2');
    const dialog = desk.getByRole('dialog', { name: 'Correct the mark of DOKI' });
    await desk.keyboard.type('40');
    await dialog.getByLabel('Reason (recorded)').fill('a late print');
    await expect(dialog.getByRole('button', { name: 'Record the mark' })).toBeDisabled();
    expect(await axeFinds(desk, 'dialog')).toEqual([]);
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Record the mark' }).click();
    await expect(dialog).toHaveCount(0);
    expect(await axeFinds(desk, paneSelector('book'))).toEqual([]);

    await desk.reload();
    await expect(ticketLine(desk)).toBeVisible();
    await desk.keyboard.press('Alt+u');
    await audit.getByLabel('Text in a record').fill('LATE PRINT');
    const mark = audit.getByRole('row').filter({ hasText: 'DOKI' });
    await expect(mark).toBeVisible(THREAD);
    await mark.click();
    const changed = audit.getByRole('region', { name: /^Record/ }).locator('table.changes');
    await expect(changed).toContainText('DOKI');
    await expect(changed.locator('ins')).toHaveText('40');
  });
}

test('fills are pasted with a result a row, and what works is cancelled from the book', async ({ desk }) => {
  test.slow();
  const clOrdId = await send(desk, 'b 2k BRLE @ 109.40');
  await desk.keyboard.press('Alt+b');
  const book = pane(desk, 'book');
  await book.getByText('Fills', { exact: true }).click();
  await book
    .getByRole('textbox', { name: 'Fills to record' })
    .fill(`E-1,${clOrdId},500,109.30\nE-2,${clOrdId},9000,109.30\nE-3,NOPE,5,1k`);
  await book.getByRole('button', { name: 'Record 2 fills' }).click();
  const result = (execId: string) => book.getByRole('row').filter({ hasText: execId });
  await expect(result('E-1')).toContainText('Recorded');
  await expect(result('E-2')).toContainText('OVER_FILL');
  await expect(result('E-3')).toContainText('is no price');
  expect(await axeFinds(desk, paneSelector('book'))).toEqual([]);

  await desk.reload();
  await book.getByText('Working (1)').click();
  const row = book.getByRole('row').filter({ hasText: 'BRLE' });
  await expect(row.first()).toContainText('1,500');
  await row.first().click();
  await desk.keyboard.press('Delete');
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: /^Cancel 1,500/ })
    .click();
  await expect(book.getByText('Working (0)')).toBeVisible();
  expect(await axeFinds(desk, paneSelector('book'))).toEqual([]);
});

test('the gauges are shown with their bounds', async ({ sharedDesk: desk }) => {
  await desk.keyboard.press('Alt+g');
  const gauges = pane(desk, 'diagnostics');
  await expect(gauges.getByRole('row').filter({ hasText: 'Ring to the writer' })).toContainText('of 16.0 MB');
  expect(await axeFinds(desk, paneSelector('diagnostics'))).toEqual([]);
});
