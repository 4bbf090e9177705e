import type { Page } from '@playwright/test';
import { axeFinds } from './support/axe-finds.ts';
import { chooseColours } from './support/choose-colours.ts';
import { pane, paneSelector } from './support/pane.ts';
import { callDesk } from './support/call-desk.ts';
import { checkRow, COLOURS, expect, test, ticketLine, verdict } from './support/desk-test.ts';
import { stageElsewhere } from './support/stage-elsewhere.ts';

const alerts = (page: Page) => pane(page, 'alerts');
const rowOf = (page: Page, text: string) =>
  alerts(page).locator('[role="row"][row-index]').filter({ hasText: text }).first();
const chip = (page: Page, name: string) => alerts(page).getByRole('button', { name, exact: true });

/** Checks a ticket that would use 2.7 times the firm's order notional; nothing is sent. */
async function check(page: Page): Promise<void> {
  await ticketLine(page).fill('b 50k BRLE @ 109.45');
  await expect(verdict(page)).toContainText('BLOCK');
  await ticketLine(page).press('Enter');
  await expect(checkRow(page, '50,000')).toContainText('BLOCK');
}

const HALT = { level: 'SYMBOL', key: 'ALBU', state: 'HALTED', reason: 'news is pending' } as const;

/** Another client sends a ticket that uses 93 % of the firm's order notional. */
async function sendElsewhere(page: Page): Promise<void> {
  const ticket = {
    account: 'ALPHA',
    symbol: 'BRLE',
    side: 'BUY',
    orderQty: '17000',
    price: '109.45',
  } as const;
  const { sent } = await callDesk(page, 'tickets.send', {
    ticket: { ...ticket, ordType: 'LIMIT' },
    idempotencyKey: 'a-block-of-a-client',
    acknowledgement: { reason: 'a client block' },
  });
  expect(sent).toBe(true);
}

test('an alert is told, taken on by keyboard with a note, and stands so after a reload', async ({ desk }) => {
  await expect(desk.getByRole('button', { name: /^Alerts\s+none waits/ })).toBeVisible();
  await check(desk);
  await sendElsewhere(desk);
  const toast = desk.getByRole('region', { name: 'New alerts' });
  await expect(toast).toContainText('93.0 %');
  await expect(toast).not.toContainText('Critical');
  await expect(ticketLine(desk)).toBeFocused();
  expect(await axeFinds(desk, '.alert-toasts')).toEqual([]);

  await desk.keyboard.press('Alt+e');
  await expect(rowOf(desk, 'Order notional')).toContainText('Firm');
  await expect(toast.getByRole('button')).toHaveCount(0);
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('ArrowUp');
  await alerts(desk).getByLabel('Find an alert').fill('firm-order-notional');
  await expect(alerts(desk).locator('[role="row"][row-index]:not([row-index="0"])')).toHaveCount(0);
  await desk.keyboard.press('Alt+e');
  await desk.keyboard.press('a');
  const dialog = desk.getByRole('dialog', { name: 'Acknowledge: Use of a limit' });
  await expect(dialog).toBeVisible();
  expect(await axeFinds(desk, 'dialog')).toEqual([]);
  await desk.keyboard.type('a client block');
  await desk.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(rowOf(desk, 'Order notional')).toContainText('Acknowledged');

  await desk.reload();
  await expect(rowOf(desk, 'Order notional')).toContainText('Acknowledged');
  await chip(desk, 'New').click();
  await chip(desk, 'Seen').click();
  await expect(rowOf(desk, 'Order notional')).toBeVisible();
  await chip(desk, 'Warning').click();
  await expect(alerts(desk).locator('[role="row"][row-index]').first()).toContainText('Acknowledged');
  await chip(desk, 'Acknowledged').click();
  await chip(desk, 'Resolved').click();
  await expect(alerts(desk)).toContainText('No alert matches');
  await alerts(desk).getByRole('button', { name: 'Show what is open' }).click();
  await rowOf(desk, 'Order notional').click();
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('button', { name: 'Close the decision' })).toBeVisible();

  await desk.keyboard.press('Alt+e');
  await rowOf(desk, 'Order notional').click();
  await desk.keyboard.press('Shift+F10');
  await desk.getByRole('menuitem', { name: 'Open the limit' }).press('Enter');
  const limit = desk.locator('[data-pane="limits"] [role="row"][row-id="firm-order-notional"]').first();
  await expect(limit).toHaveAttribute('aria-selected', 'true');
  await expect(limit).toBeInViewport();

  await desk.keyboard.press('Alt+c');
  await desk.locator('[data-pane="blotter"] [role="row"][row-index="0"]').first().click();
  await desk.keyboard.press('Shift+F10');
  await desk.getByRole('menuitem', { name: 'Show alerts of BRLE' }).press('Enter');
  await expect(alerts(desk).getByLabel('Find an alert')).toHaveValue('BRLE');
  await expect(rowOf(desk, 'Order notional')).toContainText('Acknowledged');
});

test('what another client does arrives by itself: toasts fold beyond three, the number waits in the bar', async ({
  desk,
}) => {
  await desk.keyboard.press('Alt+e');
  await expect(alerts(desk)).toContainText('Nothing needs you');
  for (const quantity of ['50000', '51000', '52000', '53000', '54000'])
    await stageElsewhere(desk, 'BRLE', quantity);
  for (const key of ['ALBU', 'ALBY', 'ALCR', 'ALDA']) await callDesk(desk, 'states.set', { ...HALT, key });
  await expect(rowOf(desk, 'Denied tickets')).toContainText('Trader');
  await expect(desk.getByRole('button', { name: /^Alerts \d+ critical, \d+ warning/ })).toBeVisible();
  const toast = desk.getByRole('region', { name: 'New alerts' });
  await expect(toast.locator('.alert-toast')).toHaveCount(3);
  await expect(toast.getByRole('button', { name: /^\d+ more$/ })).toBeVisible();
  await toast.getByRole('button', { name: 'Close all' }).click();
  await expect(toast.locator('.alert-toast')).toHaveCount(0);
  await rowOf(desk, 'Denied tickets').click();
  await desk.keyboard.press('z');
  await desk.getByText('15 minutes').click();
  await desk.getByRole('button', { name: 'Snooze', exact: true }).last().click();
  await expect(rowOf(desk, 'Denied tickets')).toContainText('Snoozed to');
});

for (const colours of COLOURS) {
  test(`a rule is changed and kept, and axe finds nothing in ${colours.toLowerCase()}`, async ({
    desk,
  }, info) => {
    await chooseColours(desk, colours);
    await sendElsewhere(desk);
    await desk.keyboard.press('Alt+e');
    await expect(rowOf(desk, 'Order notional')).toBeVisible();
    await callDesk(desk, 'states.set', HALT);
    await rowOf(desk, 'Trading state').click();
    await desk.keyboard.press('d');
    const details = alerts(desk).getByRole('region', { name: /^Alert \d+: Trading state set/ });
    await expect(details).toContainText('waits: no delivery is set up');
    await desk.screenshot({ path: info.outputPath('alerts.png') });
    expect(await axeFinds(desk, paneSelector('alerts'))).toEqual([]);
    expect(await axeFinds(desk, '.top-bar')).toEqual([]);
    await details.getByRole('button', { name: 'Close the alert' }).press('Escape');
    await expect(details).toHaveCount(0);
    await alerts(desk).getByRole('button', { name: 'Sounds of alerts' }).click();
    expect(await axeFinds(desk, '.popover:popover-open')).toEqual([]);
    await desk.keyboard.press('Escape');
    await alerts(desk).getByText('Rules', { exact: true }).click();
    await rowOf(desk, 'Old market data').click();
    await desk.keyboard.press('F2');
    const dialog = desk.getByRole('dialog', { name: 'Rule: Old market data' });
    await dialog.getByLabel('Warning').fill('4000');
    await expect(dialog).toContainText('The values must rise.');
    await expect(dialog.getByRole('button', { name: 'Save rule' })).toBeDisabled();
    expect(await axeFinds(desk, 'dialog')).toEqual([]);
    await dialog.getByLabel('Warning').fill('1800');
    await desk.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(rowOf(desk, 'Old market data')).toContainText('Warning at 30 min');
    expect(await axeFinds(desk, paneSelector('alerts'))).toEqual([]);
    await desk.reload();
    await alerts(desk).getByText('Rules', { exact: true }).click();
    await expect(rowOf(desk, 'Old market data')).toContainText('Warning at 30 min');
  });
}
