import { cp } from 'node:fs/promises';
import path from 'node:path';
import { checkRow, expect, quantity, test, ticketLine, verdict } from './support/desk-test.ts';

test('a ticket is typed, decided while typing, staged, sent, and is there after a reload', async ({
  desk,
}) => {
  await ticketLine(desk).fill('b 1.2k BRLE @ 109.45');
  await expect(verdict(desk)).toContainText('PASS');
  await expect(verdict(desk)).toContainText('131,340');
  await expect(desk.getByRole('status').filter({ hasText: 'PASS' })).toBeVisible();

  await ticketLine(desk).press('Enter');
  await expect(desk.getByText('is recorded')).toBeVisible();
  await expect(checkRow(desk, 'BRLE')).toContainText('1,200');

  await desk.getByRole('button', { name: /^Send Ctrl/ }).click();
  const confirmation = desk
    .getByRole('status')
    .filter({ hasText: 'Sent: buy 1,200 BRLE @ 109.45 for ALPHA' });
  await expect(confirmation).toBeVisible();
  const clOrdId = (await confirmation.locator('b').textContent()) ?? '';
  expect(clOrdId).not.toBe('');
  await expect(checkRow(desk, clOrdId)).toContainText('Sent');
  await expect(desk.getByRole('combobox', { name: 'Symbol' })).toHaveValue('BRLE');
  await expect(quantity(desk)).toHaveValue('');

  await desk.reload();
  await expect(checkRow(desk, clOrdId)).toContainText('Sent');
});

test('what was sent survives the end of the server', async ({ page, serve, store, sampleFolder }) => {
  await cp(sampleFolder, path.dirname(store), { recursive: true });
  const first = await serve();
  await page.goto(first.link);
  await ticketLine(page).fill('b 300 DOKI @ 25.2');
  await expect(verdict(page)).toContainText('PASS');
  await page.getByRole('button', { name: /^Send Ctrl/ }).click();
  await expect(page.getByText('Sent: buy 300 DOKI')).toBeVisible();
  await first.stop();

  const second = await serve();
  await page.goto(second.link);
  await expect(checkRow(page, 'DOKI')).toContainText('Sent');
});

test('a warning is sent only with a reason', async ({ desk }) => {
  await ticketLine(desk).fill('b 20k BRLE @ 99.45');
  await expect(verdict(desk)).toContainText('WARN');
  await desk.getByRole('button', { name: /^Send Ctrl/ }).click();
  const reason = desk.getByRole('textbox', { name: 'Reason for sending past a warning' });
  await expect(reason).toBeFocused();
  await expect(desk.getByRole('button', { name: /^Send anyway/ })).toBeDisabled();
  await reason.press('Escape');
  await expect(reason).toBeHidden();

  await desk.getByRole('button', { name: /^Send Ctrl/ }).click();
  await reason.fill('Client instruction by phone');
  await reason.press('Enter');
  await expect(desk.getByText('Sent: buy 20,000 BRLE')).toBeVisible();
});

test('a denied ticket cannot be sent, says whose limit it is, and one key takes what passes', async ({
  sharedDesk: desk,
}) => {
  await ticketLine(desk).fill('b 30k BRLE @ 109.45');
  await expect(verdict(desk)).toContainText('BLOCK');
  await expect(verdict(desk)).toContainText('firm-order-notional');
  await expect(verdict(desk)).toContainText('18,273');
  await expect(desk.getByRole('button', { name: /^Send/ })).toHaveCount(1);
  await expect(desk.getByText('Denied: this ticket cannot be sent')).toBeVisible();

  await desk.getByRole('button', { name: /BLOCK.*Order notional/ }).click();
  await expect(desk.getByText('limit firm-order-notional version 1')).toBeVisible();

  await ticketLine(desk).press('Alt+m');
  await expect(quantity(desk)).toHaveValue('18,273');
  await expect(verdict(desk)).not.toContainText('BLOCK');
});

test('a quantity is read exactly or refused with its neighbours', async ({ sharedDesk: desk }) => {
  await ticketLine(desk).fill('b 1 BRLE @ 109.45');
  const typed = quantity(desk);
  await typed.fill('1.2345k');
  await expect(desk.getByText('1.2345k is off the lot of 1: 1,234 or 1,235.')).toBeVisible();
  await expect(verdict(desk)).toContainText('NO VERDICT');

  await typed.fill('=25k/4');
  await expect(desk.locator('output')).toHaveText('6,250');
  await typed.fill('+10%');
  await expect(desk.locator('output')).toHaveText('6,875');
  await typed.press('Tab');
  await expect(typed).toHaveValue('6,875');

  await typed.press('Shift+ArrowUp');
  await expect(typed).toHaveValue('6,885');
  const price = desk.getByRole('textbox', { name: 'Price', exact: true });
  await price.press('ArrowDown');
  await expect(price).toHaveValue('109.44');

  await typed.fill('max');
  await expect(typed).not.toHaveValue('max');
  await expect(verdict(desk)).not.toContainText('BLOCK');
});

test('a working ticket is cancelled after one more question', async ({ desk }) => {
  await ticketLine(desk).fill('b 100 BRLE @ 109.45');
  await expect(verdict(desk)).toContainText('PASS');
  await desk.getByRole('button', { name: /^Send Ctrl/ }).click();
  const row = checkRow(desk, 'BRLE');
  await expect(row).toContainText('Sent');
  await row.locator('[col-id="symbol"]').click();
  await desk.keyboard.press('Delete');
  await desk.getByRole('dialog').getByRole('button', { name: 'Cancel 100 BRLE' }).click();
  await expect(row).toContainText('Cancelled');
});
