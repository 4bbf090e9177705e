import type { Page } from '@playwright/test';
import { axeFinds } from './support/axe-finds.ts';
import { pane, paneSelector } from './support/pane.ts';
import { COLOURS, expect, quantity, test, ticketLine, verdict } from './support/desk-test.ts';
import { smallBundle } from './support/small-bundle.ts';

const PASSWORD = 'correct horse';
const settings = (page: Page) => pane(page, 'settings');
const killSwitch = (page: Page) => page.getByRole('banner').getByRole('button', { name: /Kill switch/ });
const status = (page: Page) => page.getByRole('contentinfo');
const identity = (page: Page) => page.getByRole('button', { name: /who acts here$/ });

async function runByPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

async function makeUser(page: Page, opener: string, user: string, roles: readonly RegExp[]): Promise<void> {
  await settings(page).getByRole('button', { name: opener }).click();
  const dialog = page.getByRole('dialog', { name: opener });
  await dialog.getByLabel('User', { exact: true }).fill(user);
  for (const role of roles) await dialog.getByLabel(role).check();
  if (user === 'bob') await dialog.getByLabel('Password').fill(PASSWORD);
  await dialog.getByRole('button', { name: /^(Make|Add) the user/ }).click();
  await expect(settings(page).getByRole('rowheader', { name: user })).toBeVisible();
}

/** Ann of this machine's account, who proposes and halts, and Bob with a password, who approves. */
async function makeTwoUsers(page: Page): Promise<void> {
  await identity(page).click();
  await page.getByRole('button', { name: 'Make the first user' }).click();
  await makeUser(page, 'Make the first user', 'ann', [/^Trader/, /^Risk officer/]);
  await makeUser(page, 'Add a user', 'bob', [/^Approver/]);
}

test('a halt takes two steps by key, outlives a reload, and a second person ends it', async ({ desk }) => {
  await makeTwoUsers(desk);
  await runByPalette(desk, 'kill switch');
  const dialog = desk.getByRole('dialog', { name: 'Kill switch' });
  await expect(dialog.getByLabel('Scope')).toBeFocused();
  await expect(status(desk)).toContainText('ACTIVE');
  await dialog.getByLabel('Scope').selectOption('Account');
  await desk.keyboard.press('Tab');
  await desk.keyboard.type('ALPHA');
  await expect(dialog.getByRole('button', { name: 'Halt ACCOUNT ALPHA' })).toBeDisabled();
  await dialog.getByLabel('Reason (recorded)').fill('runaway');
  await dialog.getByRole('button', { name: 'Halt ACCOUNT ALPHA' }).press('Enter');
  await expect(dialog.getByRole('list', { name: 'Not active' })).toContainText('runaway');
  await desk.reload();
  await expect(killSwitch(desk)).toContainText('HALTED ACCOUNT ALPHA');
  await expect(status(desk)).toContainText('HALTED ACCOUNT ALPHA');
  await ticketLine(desk).fill('b 100 BRLE @ 109.45');
  await expect(verdict(desk)).toContainText('BLOCK');

  await killSwitch(desk).click();
  await desk.getByRole('button', { name: 'Ask to re-arm ACCOUNT ALPHA' }).click();
  await desk
    .getByRole('form', { name: 'Re-arm ACCOUNT ALPHA' })
    .getByLabel('Reason (recorded)')
    .fill('mended');
  await desk.keyboard.press('Enter');
  await expect(desk.getByText('yours: another person approves it')).toBeVisible();
  await desk.keyboard.press('Escape');

  await identity(desk).click();
  await desk.getByRole('button', { name: 'Sign in as a user' }).click();
  await desk.getByRole('textbox', { name: 'User' }).fill('bob');
  await desk.getByLabel('Password').fill('not the password');
  await desk.keyboard.press('Enter');
  await expect(
    desk.getByRole('alert').filter({ hasText: 'The user or the password is wrong' }),
  ).toBeVisible();
  await desk.getByLabel('Password').fill(PASSWORD);
  await desk.keyboard.press('Enter');
  await expect(identity(desk)).toContainText('Approver');

  await killSwitch(desk).click();
  await desk.getByRole('button', { name: 'Re-arm ACCOUNT ALPHA', exact: true }).click();
  await expect(desk.getByText('Everything is ACTIVE.')).toBeVisible();
  await desk.keyboard.press('Escape');
  await expect(killSwitch(desk)).toContainText('ACTIVE');
});

test('who may not halt is told who may', async ({ desk }) => {
  await identity(desk).click();
  await desk.getByRole('button', { name: 'Make the first user' }).click();
  await makeUser(desk, 'Make the first user', 'ann', []);
  await killSwitch(desk).click();
  await desk.getByLabel('Reason (recorded)').fill('runaway');
  await expect(desk.getByRole('button', { name: 'Halt FIRM *' })).toBeDisabled();
  await expect(desk.getByText('This takes the role Risk officer or Approver')).toBeVisible();
});

test('a workspace is saved, renamed, come back to after a reload, and deleted', async ({
  sharedDesk: desk,
}) => {
  await runByPalette(desk, 'workspace audit');
  await expect(settings(desk)).toBeVisible();
  const menu = desk.getByRole('button', { name: 'Panes' });
  await menu.click();
  await desk.getByLabel('Save this arrangement as').fill('audit');
  await desk.keyboard.press('Enter');
  await expect(desk.getByText('comes with the desk')).toBeVisible();
  await desk.getByLabel('Save this arrangement as').fill('Morning');
  await desk.keyboard.press('Enter');
  await desk.getByRole('button', { name: 'Rename Morning' }).click();
  await desk.getByLabel('New name of Morning').fill('Evening');
  await desk.keyboard.press('Enter');
  await desk.getByRole('button', { name: 'Trader', exact: true }).click();
  await expect(settings(desk)).toHaveCount(0);
  await desk.reload();
  await expect(ticketLine(desk)).toBeVisible();
  await runByPalette(desk, 'evening');
  await expect(settings(desk)).toBeVisible();
  await menu.click();
  await desk.getByRole('button', { name: 'Delete Evening' }).click();
  await expect(desk.getByRole('button', { name: 'Evening', exact: true })).toHaveCount(0);
});

test('a pane in a window of its own keeps keys, colours and the kill switch, and comes back', async ({
  desk,
  context,
}) => {
  expect(await desk.evaluate(() => crossOriginIsolated)).toBe(true);
  const opened = context.waitForEvent('page');
  await desk
    .locator('.dv-tabs-and-actions-container')
    .filter({ hasText: 'Book' })
    .getByRole('button', { name: 'Into a window of its own' })
    .click();
  const own = await opened;
  await expect(pane(own, 'book').locator('.ag-row').first()).toBeVisible();
  await own.keyboard.press('Alt+d');
  await expect(desk.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(own.locator('html')).toHaveAttribute('data-theme', 'light');
  expect(await axeFinds(own, 'body')).toEqual([]);
  await own.getByRole('button', { name: /Kill switch/ }).click();
  await own.getByLabel('Reason (recorded)').fill('runaway');
  await own.keyboard.press('Enter');
  await expect(killSwitch(desk)).toContainText('HALTED FIRM *');
  await own.keyboard.press('Escape');
  await expect(own.getByRole('button', { name: /Kill switch/ })).toContainText('HALTED FIRM *');
  await own.getByRole('button', { name: 'Back into the main window' }).click();
  await expect(pane(desk, 'book').locator('.ag-row').first()).toBeVisible();
});

for (const colours of COLOURS) {
  test(`axe finds nothing in the shell's own parts, ${colours.toLowerCase()}`, async ({ desk }) => {
    test.slow();
    await runByPalette(desk, `${colours} colours`);
    expect(await axeFinds(desk, '.first-steps')).toEqual([]);
    await killSwitch(desk).click();
    await desk.getByLabel('Reason (recorded)').fill('runaway');
    await desk.keyboard.press('Enter');
    await expect(desk.getByRole('list', { name: 'Not active' })).toBeVisible();
    expect(await axeFinds(desk, 'dialog')).toEqual([]);
    await desk.keyboard.press('Escape');
    expect(await axeFinds(desk, 'header')).toEqual([]);
    await identity(desk).click();
    expect(await axeFinds(desk, '.popover:popover-open')).toEqual([]);
    await desk.getByRole('button', { name: 'Make the first user' }).click();
    expect(await axeFinds(desk, paneSelector('settings'))).toEqual([]);
    await settings(desk).getByRole('button', { name: 'Make the first user' }).click();
    expect(await axeFinds(desk, 'dialog')).toEqual([]);
    await desk.keyboard.press('Escape');
    for (const section of ['Display', 'Keys', 'Retention']) {
      await settings(desk).getByText(section, { exact: true }).first().click();
      expect(await axeFinds(desk, paneSelector('settings'))).toEqual([]);
    }
    await desk.getByRole('button', { name: 'Panes' }).click();
    expect(await axeFinds(desk, '.popover:popover-open')).toEqual([]);
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('Alt+h');
    await desk.getByLabel('Find a control').fill('var');
    await expect(desk.getByRole('article', { name: 'Parametric VaR' })).toBeVisible();
    expect(await axeFinds(desk, paneSelector('help'))).toEqual([]);
  });
}

test('help on a control of the ticket opens at that control', async ({ sharedDesk: desk }) => {
  await ticketLine(desk).fill('b 30k BRLE @ 109.45');
  await desk.getByRole('button', { name: /BLOCK.*Order notional/ }).click();
  await desk.getByRole('button', { name: 'Help on Order notional' }).press('Enter');
  await expect(desk.getByRole('article', { name: 'Order notional' })).toBeFocused();
});

test('a ticket link fills the form, and nothing is recorded', async ({ sharedDesk: desk }) => {
  const ticket = {
    account: '',
    symbol: 'DOKI',
    side: 'SELL',
    orderQty: '250',
    ordType: 'LIMIT',
    price: '25.2',
  };
  // As the desktop shell's preload script hands it over.
  await desk.evaluate(
    (draft) => window.postMessage({ channel: 'preflight:ticket', ticket: draft }, window.location.origin),
    ticket,
  );
  await expect(desk.getByRole('combobox', { name: 'Symbol' })).toHaveValue('DOKI');
  await expect(quantity(desk)).toHaveValue('250');
  await expect(verdict(desk)).toContainText('PASS');
  await expect(pane(desk, 'blotter')).toContainText('0 decisions');
});

test('a new desk is led to its first verdict, and a reload goes on where it was', async ({ page, serve }) => {
  const { link } = await serve();
  await page.goto(link);
  await page.getByRole('button', { name: /Import a folder/ }).click();
  const files = smallBundle().filter(({ name }) => name !== 'limits.json');
  await page.getByLabel('Files to import').setInputFiles(files);
  await page.getByRole('button', { name: /^Accept/ }).click();
  const steps = page.getByRole('region', { name: 'First steps' });
  await expect(steps.locator('[aria-current="step"]')).toContainText('Limits');
  await page.reload();
  await ticketLine(page).fill('b 100 ACME @ 50');
  await expect(page.getByRole('region', { name: 'Limits are missing' })).toContainText('Order notional');
  await steps.getByRole('button', { name: 'Take Moderate for every account' }).click();
  await expect(steps.locator('[aria-current="step"]')).toContainText('First ticket');
  await expect(page.getByRole('region', { name: 'Limits are missing' })).toHaveCount(0);
  await ticketLine(page).press('Enter');
  await expect(steps).toHaveCount(0);
  await page.reload();
  await expect(ticketLine(page)).toBeVisible();
  await expect(steps).toHaveCount(0);
});

test('a pane that could not be fetched says so, and is there when it is asked for again', async ({
  sharedDesk: desk,
}) => {
  await desk.route('**/assets/diagnostics-pane-*.js', (route) => route.abort());
  await desk.keyboard.press('Alt+g');
  const failed = desk.getByRole('alert').filter({ hasText: 'This pane could not be drawn' });
  await expect(failed).toBeVisible();
  await desk.unroute('**/assets/diagnostics-pane-*.js');
  await desk.getByRole('button', { name: 'Draw it again' }).click();
  await expect(failed).toBeHidden();
  await expect(desk.getByRole('group', { name: 'Gauges of the desk' })).toBeVisible();
});
