import type { Page } from '@playwright/test';
import { pane } from './support/pane.ts';
import { expect, test, ticketLine, verdict } from './support/desk-test.ts';

async function editOrderNotional(page: Page): Promise<void> {
  await page.keyboard.press('Alt+l');
  await page.getByRole('searchbox', { name: 'Find a limit' }).fill('firm-order-notional');
  await pane(page, 'limits').locator('[col-id="control"]').filter({ hasText: 'Order notional' }).click();
  await page.keyboard.press('F2');
}

test('a tighter limit needs a reason and binds the very next verdict', async ({ desk }) => {
  await ticketLine(desk).fill('b 12k BRLE @ 109.45');
  await expect(verdict(desk)).toContainText('PASS');

  await editOrderNotional(desk);
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'New hard value' }).fill('1,000,000');
  await expect(dialog).toContainText('-50%');
  await expect(dialog).toContainText('This tightens the limit');
  const save = dialog.getByRole('button', { name: 'Tighten at once' });
  await expect(save).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Reason (recorded)' }).fill('Volatile week');
  await save.click();
  await expect(dialog).toBeHidden();

  await expect(verdict(desk)).toContainText('BLOCK');
  await expect(verdict(desk)).toContainText('at most 1,000,000');
  await expect(pane(desk, 'limits').getByRole('status')).toContainText(
    'version 2: in force, awaiting review',
  );
});

test('a looser limit is confirmed by its name, and waits for a second officer', async ({ desk }) => {
  await editOrderNotional(desk);
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'New hard value' }).fill('4000000');
  await dialog.getByRole('textbox', { name: 'Reason (recorded)' }).fill('Block trades agreed');
  const save = dialog.getByRole('button', { name: /Loosen/ });
  await expect(save).toBeDisabled();
  await dialog
    .getByRole('textbox', { name: 'Type firm-order-notional to loosen it' })
    .fill('firm-order-notional');
  await save.click();
  await expect(dialog).toBeHidden();
  await ticketLine(desk).fill('b 20k BRLE @ 109.45');
  await expect(verdict(desk)).toContainText('BLOCK');
  await expect(verdict(desk)).toContainText('at most 2,000,000');
  await expect(pane(desk, 'limits').getByRole('status')).toContainText(
    'version 2: proposed, waits for a second officer',
  );
});

test('an edit of a version that is no longer the last is refused', async ({ desk, context }) => {
  await editOrderNotional(desk);
  const other = await context.newPage();
  await other.goto(desk.url());
  await editOrderNotional(other);
  for (const [page, hard] of [
    [other, '1500000'],
    [desk, '1200000'],
  ] as const) {
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'New hard value' }).fill(hard);
    await dialog.getByRole('textbox', { name: 'Reason (recorded)' }).fill('Review');
    await dialog.getByRole('button', { name: 'Tighten at once' }).click();
    if (page === other) await expect(dialog).toBeHidden();
  }
  await expect(desk.getByRole('dialog').getByRole('alert')).toContainText('CONFLICT');
});
