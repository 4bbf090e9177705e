import type { Page } from '@playwright/test';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { runCommand } from './support/desk-server.ts';
import { chooseColours } from './support/choose-colours.ts';
import { inspect } from './support/inspect.ts';
import { pane, paneSelector } from './support/pane.ts';
import { COLOURS, expect, test as base, ticketLine, verdict } from './support/desk-test.ts';

const PASSWORD = 'a long password';
const limit = (limitId: string, hard: string, more: object = {}) => ({
  limitId,
  control: 'MAX_ORDER_NOTIONAL',
  scope: { level: 'FIRM', key: '*' },
  unit: 'MONEY',
  currency: 'USD',
  hard,
  ...more,
});
const fileOf = (...limits: object[]): string => JSON.stringify({ schemaVersion: 1, limits });

interface Fixtures {
  /** The sample desk before an officer who may approve, with a looser proposal of another one waiting. */
  readonly officer: Page;
}

interface WorkerFixtures {
  /** A folder with that desk, made once; every test gets a copy. */
  readonly officerFolder: string;
}

const test = base.extend<Fixtures, WorkerFixtures>({
  officerFolder: [
    async ({ sampleFolder }, use) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'preflight-e2e-officer-'));
      await cp(sampleFolder, folder, { recursive: true });
      const store = path.join(folder, 'desk.db');
      const added = { PREFLIGHT_NEW_PASSWORD: PASSWORD };
      const roles = ['--roles', 'ADMIN,TRADER,RISK_OFFICER,APPROVER', '--os-account', userInfo().username];
      await runCommand(store, ['user', 'add', 'boss', ...roles], added);
      await runCommand(store, ['user', 'add', 'omar', '--roles', 'RISK_OFFICER'], added);
      const file = path.join(folder, 'proposal.json');
      await writeFile(file, fileOf(limit('firm-order-notional', '3000000')));
      const as = ['--user', 'omar', '--reason', 'Block trades'];
      await runCommand(store, ['limits', 'propose', file, ...as], { PREFLIGHT_PASSWORD: PASSWORD });
      await use(folder);
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  officer: async ({ openCopy, officerFolder }, use) => {
    await use(await openCopy(officerFolder));
  },
});

test.describe.configure({ timeout: 180_000 });

const limits = (page: Page) => pane(page, 'limits');
const said = (page: Page) => limits(page).locator('.limits-foot').getByRole('status');
/** The radio itself is as good as unseen: its label is what a pointer meets. */
const showView = (page: Page, name: string) =>
  limits(page)
    .getByRole('radio', { name: new RegExp(`^${name}`) })
    .check({ force: true });

test('another officer approves what waits, by keyboard, and it counts for the next ticket', async ({
  officer,
}) => {
  await ticketLine(officer).fill('b 20k BRLE @ 109.45');
  await expect(verdict(officer)).toContainText('BLOCK');
  await officer.keyboard.press('Alt+l');
  await showView(officer, 'Waiting');
  const card = limits(officer).getByRole('article', { name: 'firm-order-notional version 2' });
  await expect(card).toContainText('LOOSENS');
  await expect(card).toContainText('+50%');
  await expect(card).toContainText('omar');
  await card.focus();
  await officer.keyboard.press('a');
  const dialog = officer.getByRole('dialog', { name: /Approve/ });
  await expect(dialog).toContainText('more may go');
  await officer.keyboard.type('Agreed with the desk');
  await officer.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(said(officer)).toContainText('approved');
  await expect(limits(officer)).toContainText('Nothing waits');
  await expect(verdict(officer)).toContainText('at most 3,000,000');
  await expect(verdict(officer)).toContainText('PASS');
});

test("one's own proposal is not approved but withdrawn, and its draft outlives a reload", async ({
  officer,
}) => {
  await officer.keyboard.press('Alt+l');
  await limits(officer).getByRole('button', { name: 'New', exact: true }).click();
  const dialog = officer.getByRole('dialog', { name: 'New limit' });
  await officer.keyboard.type('alpha-order');
  await dialog.getByRole('textbox', { name: 'New hard value' }).fill('500000');
  await dialog.getByRole('combobox', { name: 'Whose' }).selectOption('ACCOUNT');
  await dialog.getByRole('textbox', { name: /^Name \(/ }).fill('ALPHA');
  await officer.reload();
  await officer.keyboard.press('Alt+l');
  await expect(limits(officer).locator('.count')).toHaveText('1');
  await limits(officer).getByRole('button', { name: 'New', exact: true }).click();
  await expect(dialog).toContainText('the draft that you left');
  await expect(dialog.getByRole('textbox', { name: 'Name of the limit' })).toHaveValue('alpha-order');
  await dialog.getByRole('textbox', { name: 'Reason (recorded)' }).fill('A new account');
  await dialog.getByRole('button', { name: 'Propose version 1' }).click();
  await expect(said(officer)).toContainText('alpha-order version 1: proposed');
  await showView(officer, 'Waiting');
  const card = limits(officer).getByRole('article', { name: 'alpha-order version 1' });
  await expect(card.getByRole('button', { name: /Approve/ })).toBeDisabled();
  await expect(card).toContainText('You wrote this version');
  await card.getByRole('button', { name: /Withdraw/ }).click();
  await officer.keyboard.type('Not yet');
  await officer.keyboard.press('Enter');
  await expect(card).toBeHidden();
});

test('a verdict leads to its limit, and the limit to its history', async ({ officer }) => {
  await ticketLine(officer).fill('b 30k BRLE @ 109.45');
  await officer.getByRole('button', { name: /BLOCK.*Order notional/ }).click();
  await officer.getByRole('button', { name: 'Open limit' }).click();
  const row = limits(officer).locator('[role="row"][aria-selected="true"]');
  await expect(row.first()).toBeVisible();
  await limits(officer).getByRole('button', { name: 'History', exact: true }).click();
  await expect(limits(officer).getByRole('combobox', { name: /history/ })).toHaveValue('firm-order-notional');
  await expect(limits(officer).getByRole('article', { name: 'Version 2' })).toContainText('Block trades');
});

test('a draft says which past tickets would flip, and leads to their decisions', async ({ officer }) => {
  await ticketLine(officer).fill('b 12k BRLE @ 109.45');
  await expect(verdict(officer)).toContainText('PASS');
  await ticketLine(officer).press('Enter');
  await officer.keyboard.press('Alt+l');
  await limits(officer).getByRole('searchbox', { name: 'Find a limit' }).fill('firm-order-notional');
  await limits(officer).locator('[col-id="control"]').filter({ hasText: 'Order notional' }).click();
  await officer.keyboard.press('F2');
  const dialog = officer.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'New hard value' }).fill('1000000');
  await dialog.getByRole('button', { name: 'Replay past tickets' }).click();
  const report = dialog.getByRole('status').filter({ hasText: 'past tickets' });
  await expect(report).toContainText('1 of 1', { timeout: 45_000 });
  await expect(report).toContainText('PASS to BLOCK 1');
  await dialog.getByTitle('Show the decision').click();
  await expect(dialog).toBeHidden();
  await expect(officer.getByRole('button', { name: 'Close the decision' })).toBeVisible();
});

test('a limits file is compared before it is proposed', async ({ officer }) => {
  await officer.keyboard.press('Alt+l');
  await limits(officer).getByRole('button', { name: 'Files and presets' }).click();
  await officer.getByRole('button', { name: 'Import a limits file' }).click();
  const dialog = officer.getByRole('dialog', { name: 'Import a limits file' });
  const choose = (text: string) =>
    dialog
      .locator('input[type="file"]')
      .setInputFiles({ name: 'limits.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await choose(fileOf(limit('firm-order-notional', '2500000'), limit('bad', '5', { unit: 'QTY' })));
  await expect(dialog).toContainText('1 refused', { timeout: 45_000 });
  await expect(dialog.getByRole('row', { name: /firm-order-notional/ })).toContainText(
    '2,000,000 → 2,500,000',
  );
  await expect(dialog.getByRole('button', { name: 'Propose 1 limit' })).toBeDisabled();
  await choose(fileOf(limit('firm-order-notional', '2500000')));
  await expect(dialog).toContainText('0 refused', { timeout: 45_000 });
  await dialog.getByRole('button', { name: 'Propose 1 limit' }).click();
  await expect(said(officer)).toContainText('1 limit proposed, waiting for a second officer', {
    timeout: 45_000,
  });
});

for (const colours of COLOURS) {
  test(`axe finds nothing in any view, ${colours.toLowerCase()}`, async ({ officer }, info) => {
    await chooseColours(officer, colours);
    await officer.keyboard.press('Alt+l');
    await showView(officer, 'Hierarchy');
    await limits(officer)
      .getByRole('row', { name: /^Firm as a whole/ })
      .click();
    await inspect(officer, info, 'hierarchy', paneSelector('limits'));
    await showView(officer, 'Waiting');
    await expect(limits(officer).getByRole('article')).toBeVisible();
    await inspect(officer, info, 'waiting', paneSelector('limits'));
    await limits(officer).getByRole('button', { name: 'firm-order-notional' }).click();
    await expect(limits(officer).getByRole('article', { name: 'Version 2' })).toBeVisible();
    await inspect(officer, info, 'history', paneSelector('limits'));
    await showView(officer, 'Lint');
    await inspect(officer, info, 'lint', paneSelector('limits'));
    await limits(officer).getByRole('button', { name: 'New', exact: true }).click();
    await inspect(officer, info, 'new', 'dialog');
    await officer.keyboard.press('Escape');
    await limits(officer)
      .getByRole('button', { name: /^Stress/ })
      .click();
    await expect(officer.getByRole('dialog', { name: 'Stress level' })).toBeVisible();
    await inspect(officer, info, 'stress', 'dialog[open]');
    await officer.keyboard.press('Escape');
    await limits(officer).getByRole('button', { name: 'Files and presets' }).click();
    await officer.getByRole('button', { name: /^Presets/ }).click();
    await expect(
      officer.getByRole('dialog', { name: 'Presets', exact: true }).getByRole('button', { name: /^Take/ }),
    ).toBeEnabled();
    await inspect(officer, info, 'presets', 'dialog[open]');
  });
}
