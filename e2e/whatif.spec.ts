import type { Page } from '@playwright/test';
import { chooseColours } from './support/choose-colours.ts';
import { inspect } from './support/inspect.ts';
import { pane, paneSelector } from './support/pane.ts';
import { COLOURS, expect, quantity, test, ticketLine } from './support/desk-test.ts';

/** The first answer waits for a thread that reads the whole desk. */
const patient = expect.configure({ timeout: 30_000 });

const whatif = (page: Page) => pane(page, 'whatif');
const sizeRow = (page: Page, method: string) => whatif(page).locator(`.ag-row[row-id="${method}"]`);
const cell = (page: Page, method: string, column: string) =>
  sizeRow(page, method).locator(`[col-id="${column}"]`);
const part = (page: Page, name: string) => whatif(page).getByText(name, { exact: true });
test.slow();

const targets = (page: Page) => whatif(page).getByLabel('Targets, pasted from a sheet');

async function open(page: Page): Promise<void> {
  await ticketLine(page).fill('b 2000 BRLE @ 109.45');
  await page.keyboard.press('Alt+w');
  await patient(whatif(page).getByText('nothing here is sent')).toBeVisible();
}

/** Types a target as the keyboard does: F2, the text, Enter. */
async function typeTarget(page: Page, method: string, text: string): Promise<void> {
  await cell(page, method, 'target').click();
  await page.keyboard.press('F2');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await patient(cell(page, method, 'target')).toContainText(text);
}

test('a ticket is sized by three methods, and Enter uses one of them without sending it', async ({
  sharedDesk: desk,
}) => {
  await open(desk);
  await patient(cell(desk, 'FIXED_FRACTION', 'orderQty')).toContainText('4,741');
  await patient(whatif(desk).getByText('Type a target')).toBeVisible();
  await typeTarget(desk, 'FIXED_NOTIONAL', '500k');
  await typeTarget(desk, 'VAR_TARGET', '20k');
  for (const [method, quantity] of [
    ['FIXED_NOTIONAL', '4,559'],
    ['MAX_UNDER_LIMITS', '18,273'],
  ] as const) {
    await patient(cell(desk, method, 'orderQty')).toHaveText(quantity);
  }
  await patient(cell(desk, 'VAR_TARGET', 'incrementalVar')).toHaveText(/^(19,99\d|20,000)$/);
  await patient(sizeRow(desk, 'FIXED_NOTIONAL').locator('[col-id="verdict"]')).toHaveText('PASS');

  await cell(desk, 'FIXED_NOTIONAL', 'orderQty').click();
  await desk.keyboard.press('Enter');
  await patient(quantity(desk)).toHaveValue('4,559');
  await patient(desk.getByText('0 decisions')).toBeVisible();

  await desk.reload();
  await desk.keyboard.press('Alt+w');
  await patient(cell(desk, 'FIXED_NOTIONAL', 'orderQty')).toHaveText('4,559');
});

test('the curve has a table twin, and its largest quantity goes into the ticket', async ({
  sharedDesk: desk,
}) => {
  await open(desk);
  await part(desk, 'Against VaR').click();
  await patient(whatif(desk).getByRole('figure')).toHaveAttribute('aria-label', /the table has the numbers/);
  const use = whatif(desk).getByRole('button', { name: /^Use .* in the ticket$/ });
  const most = /Use ([\d,]+) in/.exec(await use.innerText())?.[1] ?? '';
  await whatif(desk).getByRole('button', { name: 'Table' }).click();
  await patient(whatif(desk).getByRole('row', { name: /^Order notional Firm/ })).toContainText(most);
  await use.click();
  await patient(quantity(desk)).toHaveValue(most);
});

test('pasted targets become a basket in its safe order, and a run can be cancelled', async ({
  sharedDesk: desk,
}) => {
  await open(desk);
  await part(desk, 'Rebalance').click();
  await targets(desk).fill('BRLE\t2\nDOHO\t0.5 %');
  await patient(whatif(desk).getByText(/Line 1: BRLE: 2 would be 200 % of NAV/)).toBeVisible();
  const plan = whatif(desk).getByRole('button', { name: 'Plan the trades' });
  await patient(plan).toBeDisabled();
  await targets(desk).fill('BRLE\t0.2 %\nDOKI\t0\nZZZZ\t1 %');
  await plan.click();
  const basket = whatif(desk).getByRole('radio', { name: /^Basket/ });
  await patient(basket).toBeVisible();
  await patient(whatif(desk).locator('.ag-row[row-id="0"]')).toContainText('SELL');
  await patient(whatif(desk).locator('.ag-row[row-id="1"]').first()).toContainText('BUY');
  await patient(whatif(desk).getByText('1 of the targets have errors: see Targets.')).toBeVisible();
  await whatif(desk)
    .getByRole('radio', { name: /^Targets \(3/ })
    .check({ force: true });
  await patient(whatif(desk).getByText('Error: no instrument is called ZZZZ')).toBeVisible();

  await whatif(desk).getByRole('button', { name: 'Equal weights' }).click();
  await patient(whatif(desk).getByText('73 targets')).toBeVisible();
  // One that was made before it could be cancelled is none to cancel: again.
  await expect(async () => {
    await plan.click({ timeout: 5_000 });
    await whatif(desk).getByRole('button', { name: 'Cancel', exact: true }).click({ timeout: 2_000 });
    await expect(whatif(desk).getByText('The plan was cancelled')).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 90_000 });
  await patient(plan).toBeEnabled();
});

test('branches are read beside the base, are still there after a reload, and are dropped when asked twice', async ({
  desk,
}) => {
  await open(desk);
  await part(desk, 'Branches').click();
  await whatif(desk).getByLabel('Name of a new branch').fill('sell-off');
  await desk.keyboard.press('Enter');
  await whatif(desk).getByLabel('Move in percent').fill('-5');
  await desk.keyboard.press('Enter');
  await patient(whatif(desk).getByText('Market moves -5 %')).toBeVisible();
  await whatif(desk).getByLabel('What changes').selectOption('The ticket is filled');
  await whatif(desk).getByRole('button', { name: 'Add', exact: true }).click();
  const nav = whatif(desk).locator('.ag-row[row-id="nav"]');
  await patient(nav.locator('[col-id="difference 1"]')).toHaveText(/^-[\d,]+$/);
  const cash = whatif(desk).locator('.ag-row[row-id="cash"] [col-id="difference 1"]');
  await patient(cash).toHaveText(/^-[\d,]+$/);
  const saved = desk.waitForEvent('download');
  await whatif(desk).getByRole('button', { name: 'Excel' }).click();
  expect((await saved).suggestedFilename()).toBe('what-if-branches.xlsx');

  await desk.reload();
  await desk.keyboard.press('Alt+w');
  await patient(whatif(desk).getByText('Market moves -5 %')).toBeVisible();
  await patient(nav.locator('[col-id="difference 1"]')).toHaveText(/^-[\d,]+$/);
  await whatif(desk).getByRole('button', { name: 'Drop sell-off' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Drop sell-off' }).click();
  await patient(whatif(desk).getByText('No branch yet')).toBeVisible();
});

for (const colours of COLOURS) {
  test(`axe finds nothing in the what-if, ${colours.toLowerCase()}`, async ({ desk }, info) => {
    test.slow();
    await desk.setViewportSize({ width: 1440, height: 900 });
    await chooseColours(desk, colours);
    await open(desk);
    await patient(cell(desk, 'FIXED_FRACTION', 'orderQty')).toContainText('4,741');
    await inspect(desk, info, 'sizes', paneSelector('whatif'));
    await part(desk, 'Against VaR').click();
    await patient(whatif(desk).getByRole('figure')).toBeVisible();
    await inspect(desk, info, 'curve', paneSelector('whatif'));
    await whatif(desk).getByRole('button', { name: 'Table' }).click();
    await inspect(desk, info, 'curve-table', paneSelector('whatif'));
    await part(desk, 'Rebalance').click();
    await targets(desk).fill('BRLE\t2 %\nDOHO\t0.5 %');
    await whatif(desk).getByRole('button', { name: 'Plan the trades' }).click();
    await patient(whatif(desk).locator('.ag-row[row-id="1"]').first()).toBeVisible();
    await inspect(desk, info, 'rebalance', paneSelector('whatif'));
    await part(desk, 'Branches').click();
    await whatif(desk).getByLabel('Name of a new branch').fill('sell-off');
    await desk.keyboard.press('Enter');
    await patient(whatif(desk).locator('.ag-row[row-id="nav"]').first()).toBeVisible();
    await inspect(desk, info, 'branches', paneSelector('whatif'));
    await whatif(desk).getByRole('button', { name: 'Drop sell-off' }).click();
    await inspect(desk, info, 'drop', 'dialog');
  });
}
