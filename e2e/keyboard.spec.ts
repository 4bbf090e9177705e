import { expect, newestCheck, test, ticketLine, verdict } from './support/desk-test.ts';

test('the whole job is done without a pointer', async ({ desk }) => {
  await desk.keyboard.press('Alt+t');
  await expect(ticketLine(desk)).toBeFocused();
  await desk.keyboard.type('s 500 DOKI @ 25.2');
  await expect(verdict(desk)).toContainText('PASS');

  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText('The send key is off')).toBeVisible();
  await desk.keyboard.press('Alt+a');
  await desk.keyboard.press('Enter');
  await expect(desk.getByText('is recorded')).toBeVisible();
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText('Sent: sell 500 DOKI')).toBeVisible();
  await expect(ticketLine(desk)).toBeFocused();

  await desk.keyboard.press('Alt+c');
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('heading', { name: /Sell 500 DOKI/ })).toBeVisible();
  await desk.keyboard.press('Escape');
  await expect(desk.getByRole('heading', { name: /Sell 500 DOKI/ })).toBeHidden();

  await desk.keyboard.press('Delete');
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: /^Cancel 500/ })
    .press('Enter');
  await expect(newestCheck(desk)).toContainText('Cancelled');
});

test('the palette finds symbols, commands and accounts', async ({ sharedDesk: desk }) => {
  await desk.keyboard.press('Control+k');
  await desk.keyboard.type('zeri');
  await expect(desk.getByRole('option', { name: /ZERI/ })).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('combobox', { name: 'Symbol' })).toHaveValue('ZERI');

  await desk.keyboard.press('Control+k');
  await desk.keyboard.type('light');
  await desk.keyboard.press('Enter');
  await expect(desk.locator('html')).toHaveAttribute('data-theme', 'light');
  await desk.reload();
  await expect(desk.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('a key can be changed, and one that is taken is refused', async ({ sharedDesk: desk }) => {
  await desk.getByRole('button', { name: /^Keys/ }).click();
  const button = desk.getByRole('button', { name: /change the key of Start a new ticket/ });
  await button.click();
  await button.press('Alt+m');
  await expect(desk.getByRole('alert').filter({ hasText: 'already means' })).toBeVisible();
  await button.press('Alt+z');
  await expect(button).toContainText('Alt Z');
  await desk.keyboard.press('Escape');

  await ticketLine(desk).fill('b 100 BRLE');
  await desk.keyboard.press('Alt+z');
  await expect(desk.getByRole('combobox', { name: 'Symbol' })).toHaveValue('');
});
