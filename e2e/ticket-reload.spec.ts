import type { Page } from '@playwright/test';
import { breakLine, type BrokenLine } from './support/broken-line.ts';
import { become, hire, signIn } from './support/people.ts';
import {
  checkRow,
  expect as expectSoon,
  CHECK_ROWS,
  quantity,
  test as base,
  ticketLine,
  verdict,
} from './support/desk-test.ts';

/** A page that is loaded again on a busy machine takes its time. */
const expect = expectSoon.configure({ timeout: 20_000 });

const test = base.extend<{ readonly line: BrokenLine; readonly open: Page }>({
  line: ({ page }, use) => breakLine(page).then(use),
  open: async ({ line, openCopy, sampleFolder }, use) => {
    const page = await openCopy(sampleFolder);
    expect(line.calls('tickets.send')).toBe(0);
    await use(page);
  },
});

test.describe.configure({ timeout: 180_000 });

const sendButton = (page: Page) => page.getByRole('button', { name: /^Send Ctrl/ });
const sentRows = (page: Page) =>
  page.locator(CHECK_ROWS).filter({ hasText: 'BRLE' }).filter({ hasText: 'Sent' });

async function type(page: Page): Promise<void> {
  await ticketLine(page).fill('b 1.2k BRLE @ 109.45');
  await expect(verdict(page)).toContainText('PASS');
}

test('a ticket that is reloaded at every step is sent once', async ({ open: page, line }) => {
  await type(page);
  await page.reload();
  await expect(quantity(page)).toHaveValue('1.2k');
  await expect(verdict(page)).toContainText('PASS');
  await expect(page.getByText('No decision yet')).toBeVisible();

  await quantity(page).press('Enter');
  await expect(page.getByText('is recorded')).toBeVisible();
  await page.reload();
  await expect(page.getByText('is recorded')).toBeVisible();
  await expect(checkRow(page, 'BRLE')).toContainText('Checked only');

  line.muteNext('tickets.send');
  await sendButton(page).click();
  await expect(page.getByText('Sending ...')).toBeVisible();
  await expect(sentRows(page)).toHaveCount(1);
  await page.reload();
  const confirmation = page
    .getByRole('status')
    .filter({ hasText: 'Sent: buy 1,200 BRLE @ 109.45 for ALPHA' });
  await expect(confirmation).toBeVisible();
  await expect(quantity(page)).toHaveValue('');
  await expect(sentRows(page)).toHaveCount(1);

  await page.reload();
  await expect(confirmation).toBeVisible();
  await expect(sentRows(page)).toHaveCount(1);
  expect(line.calls('tickets.send')).toBe(1);
});

test('a ticket that the desk never had is said not to be sent, and goes once when it is sent again', async ({
  open: page,
  line,
}) => {
  await type(page);
  line.dropNext('tickets.send');
  await sendButton(page).click();
  await expect(page.getByText('Sending ...')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('alert').filter({ hasText: 'Not sent: the page was reloaded' })).toBeVisible();
  await expect(quantity(page)).toHaveValue('1.2k');
  await expect(page.getByText('No decision yet')).toBeVisible();
  expect(line.calls('tickets.send')).toBe(1);

  await sendButton(page).click();
  await expect(page.getByText('Sent: buy 1,200 BRLE')).toBeVisible();
  await expect(sentRows(page)).toHaveCount(1);
});

test('what became of a sent order is shown after a reload, too', async ({ open: page }) => {
  await type(page);
  await sendButton(page).click();
  await expect(page.getByText('reserved until filled or cancelled')).toBeVisible();
  await checkRow(page, 'BRLE').locator('[col-id="symbol"]').click();
  await page.keyboard.press('Delete');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Cancel 1,200/ })
    .click();
  await expect(page.getByText('now cancelled: 0 filled')).toBeVisible();
  await page.reload();
  await expect(page.getByText('now cancelled: 0 filled')).toBeVisible();
});

test('a draft and an armed key stay with who typed and armed them', async ({ open: page }) => {
  await hire(page, 'olga', ['ADMIN']);
  await signIn(page, 'olga');
  await hire(page, 'tess', ['TRADER']);
  await hire(page, 'theo', ['TRADER']);
  await become(page, 'tess');
  await type(page);
  await quantity(page).press('Enter');
  await expect(page.getByText('is recorded')).toBeVisible();
  await page.keyboard.press('Alt+a');
  await expect(page.getByRole('button', { name: /Send key ARMED/ })).toBeVisible();

  await signIn(page, 'theo');
  await expect(page.getByRole('contentinfo')).toContainText('theo');
  await expect(quantity(page)).toHaveValue('');
  await expect(ticketLine(page)).toHaveValue('');
  await expect(page.getByText('is recorded')).toBeHidden();
  await expect(page.getByRole('button', { name: /Send key off/ })).toBeVisible();
  await ticketLine(page).fill('s 500 DOKI @ 25.2');
  await expect(verdict(page)).toContainText('PASS');
  await page.reload();
  await expect(quantity(page)).toHaveValue('500');

  await signIn(page, 'tess');
  await expect(quantity(page)).toHaveValue('1,200');
  await expect(page.getByText('is recorded')).toBeVisible();
  await expect(page.getByRole('button', { name: /Send key off/ })).toBeVisible();
  await become(page, 'theo');
  await expect(quantity(page)).toHaveValue('500');
});

test('a basket stays with who put it together', async ({ open: page }) => {
  await hire(page, 'olga', ['ADMIN']);
  await signIn(page, 'olga');
  await hire(page, 'tess', ['TRADER']);
  await hire(page, 'theo', ['TRADER']);
  await become(page, 'tess');
  await page.keyboard.press('Alt+j');
  const rows = page.getByRole('textbox', { name: /^Rows of a sheet/ });
  const take = page.getByRole('button', { name: 'Take the rows' });
  await rows.fill('ALPHA\tBRLE\tb\t100\tlimit\t109.45\nALPHA\tBRLE\tb\t200\tlimit\t109.45');
  await take.press('Enter');
  await page.getByRole('button', { name: 'Check the basket' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Send 2 of 2' })).toBeEnabled();

  await signIn(page, 'theo');
  await expect(page.getByText('0 drafts')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await rows.fill('ALPHA\tDOKI\ts\t500\tlimit\t25.2');
  await take.press('Enter');
  await expect(page.getByText('1 draft,')).toBeVisible();

  await signIn(page, 'tess');
  await expect(page.getByText('2 drafts,')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
});

test('a basket that is reloaded while it is sent goes once', async ({ open: page, line }) => {
  await page.keyboard.press('Alt+j');
  const rows = page.getByRole('textbox', { name: /^Rows of a sheet/ });
  await rows.fill(
    'ALPHA\tBRLE\tb\t100\tlimit\t109.45\nALPHA\tBRLE\tb\t200\tlimit\t109.45\nALPHA\tBRLE\thold\t1',
  );
  await page.getByRole('button', { name: 'Take the rows' }).press('Enter');
  await expect(page.getByText('"hold" is no side')).toBeVisible();
  await page.reload();
  await page.keyboard.press('Alt+j');
  await page.getByRole('button', { name: 'Check the basket' }).press('Enter');
  line.muteNext('baskets.send');
  await page.getByRole('button', { name: 'Send 2 of 2' }).press('Enter');
  await expect(sentRows(page)).toHaveCount(2);
  await page.reload();
  await page.keyboard.press('Alt+j');
  await expect(page.getByText('2 of 2 sent.')).toBeVisible();
  await expect(page.getByText('0 drafts')).toBeVisible();
  await expect(sentRows(page)).toHaveCount(2);
  expect(line.calls('baskets.send')).toBe(1);
});
