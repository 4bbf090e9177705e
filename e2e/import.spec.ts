import { expect, test, ticketLine, verdict } from './support/desk-test.ts';
import { ambiguousBars, HOSTILE_NAME, smallBundle, workbookOfPositions } from './support/small-bundle.ts';

test('a folder is read, shown with its rejects, accepted, and hostile text stays text', async ({
  page,
  serve,
}) => {
  const { link } = await serve();
  await page.goto(link);
  await page.getByRole('button', { name: /Import a folder/ }).click();
  await page.getByLabel('Files to import').setInputFiles(smallBundle());

  const pane = page.locator('[data-pane="imports"]');
  const positions = pane.getByRole('group').filter({ hasText: 'positions.csv' });
  await expect(positions).toContainText('2 of 3 rows');
  await expect(positions).toContainText('1 rejected');
  await expect(positions.getByRole('region', { name: 'Rejected rows' })).toContainText('1O0<b>x</b>');
  const instruments = pane.getByRole('group').filter({ hasText: 'instruments.csv' });
  await instruments.getByText('instruments.csv').click();
  await expect(instruments).toContainText('shoe_size');
  await expect(instruments).toContainText(HOSTILE_NAME);
  await expect(pane).toContainText('notes.txt');
  await expect(pane).toContainText('Nothing has changed yet');

  await pane.getByRole('button', { name: /^Accept/ }).click();
  await expect(pane).toContainText('are part of the desk now');

  await ticketLine(page).fill('b 100 EVIL');
  await expect(verdict(page)).toContainText('PASS');
  await expect(page.locator('.instrument-line')).toContainText(HOSTILE_NAME);
  await page.getByText('Book', { exact: true }).click();
  await expect(page.locator('[data-pane="book"]')).toContainText('ACME');
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  expect(await page.title()).toBe('Preflight');
});

test('what a file leaves open is asked, and the answer is used', async ({ desk }) => {
  await desk.keyboard.press('Alt+i');
  await desk.getByLabel('Files to import').setInputFiles([ambiguousBars()]);
  const pane = desk.locator('[data-pane="imports"]');
  await expect(pane).toContainText('In which order are the dates written?');
  await pane.getByRole('button', { name: /^Day first/ }).click();
  const bars = pane.getByRole('group').filter({ hasText: 'bars.csv' });
  await expect(bars).toContainText('DMY');
  await expect(bars).toContainText('2026-02-01');
  await pane.getByRole('button', { name: 'Drop it' }).click();
  await expect(pane).toContainText('Drop a folder or files here');
});

test('an answer is kept under a name, and the next file is read by it', async ({ desk }) => {
  await desk.keyboard.press('Alt+i');
  const pane = desk.locator('[data-pane="imports"]');
  await desk.getByLabel('Files to import').setInputFiles([ambiguousBars('bars_20260206.csv')]);
  await pane.getByRole('button', { name: /^Day first/ }).click();
  await pane.getByLabel('Name of the profile').fill('Vendor <b>');
  await pane.getByRole('button', { name: 'Keep these answers' }).click();
  await expect(pane).toContainText('Kept as Vendor <b>');
  await pane.getByRole('button', { name: 'Drop it' }).click();

  await pane.getByLabel('Read them by').selectOption('Vendor <b>');
  await desk.getByLabel('Files to import').setInputFiles([ambiguousBars('bars_20260213.csv')]);
  const bars = pane.getByRole('group').filter({ hasText: 'bars_20260213.csv' });
  await expect(bars).toContainText('2026-02-01');
  await pane.getByRole('button', { name: 'Drop it' }).click();

  await pane.getByRole('button', { name: 'Delete this profile' }).click();
  await expect(pane.getByLabel('Read them by')).toHaveCount(0);
});

test('positions come from a workbook, too', async ({ desk }) => {
  await desk.keyboard.press('Alt+i');
  await desk.getByLabel('Files to import').setInputFiles([await workbookOfPositions()]);
  const pane = desk.locator('[data-pane="imports"]');
  const positions = pane.getByRole('group').filter({ hasText: 'positions.xlsx' });
  await expect(positions).toContainText('2 of 2 rows');
  await expect(positions).toContainText('sheet Book');
  await expect(positions).toContainText('left alone: "Notes"');
  await expect(positions).toContainText('0.1');
});

test('what was detected can be changed, and changed back when it cannot be read so', async ({ desk }) => {
  await desk.keyboard.press('Alt+i');
  const pane = desk.locator('[data-pane="imports"]');
  await desk.getByLabel('Files to import').setInputFiles([ambiguousBars()]);
  await pane.getByRole('button', { name: /^Day first/ }).click();
  const bars = pane.getByRole('group').filter({ hasText: 'bars.csv' });
  await expect(bars).toContainText('2026-02-01');
  await bars.getByLabel('Dates').selectOption('MDY');
  await expect(bars).toContainText('2026-01-02');
  await bars.getByLabel('Columns').selectOption('tab');
  await expect(pane).toContainText('needs the column');
  await pane.getByRole('button', { name: 'Read it as before' }).click();
  await expect(bars).toContainText('2026-01-02');
  await pane.getByRole('button', { name: /^Accept/ }).click();
  await expect(pane).toContainText('are part of the desk now');
});
