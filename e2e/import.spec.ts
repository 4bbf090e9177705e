import { pane } from './support/pane.ts';
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

  const imports = pane(page, 'imports');
  const positions = imports.getByRole('group').filter({ hasText: 'positions.csv' });
  await expect(positions).toContainText('2 of 3 rows');
  await expect(positions).toContainText('1 rejected');
  await expect(positions.getByRole('region', { name: 'Rejected rows' })).toContainText('1O0<b>x</b>');
  const instruments = imports.getByRole('group').filter({ hasText: 'instruments.csv' });
  await instruments.getByText('instruments.csv').click();
  await expect(instruments).toContainText('shoe_size');
  await expect(instruments).toContainText(HOSTILE_NAME);
  await expect(imports).toContainText('notes.txt');
  await expect(imports).toContainText('Nothing has changed yet');

  await imports.getByRole('button', { name: /^Accept/ }).click();
  await expect(imports).toContainText('are part of the desk now');

  await ticketLine(page).fill('b 100 EVIL');
  await expect(verdict(page)).toContainText('PASS');
  await expect(page.locator('.instrument-line')).toContainText(HOSTILE_NAME);
  await page.getByText('Book', { exact: true }).click();
  await expect(pane(page, 'book')).toContainText('ACME');
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  expect(await page.title()).toBe('Preflight');
});

test('what a file leaves open is asked, and the answer is used', async ({ desk }) => {
  await desk.keyboard.press('Alt+i');
  await desk.getByLabel('Files to import').setInputFiles([ambiguousBars()]);
  const imports = pane(desk, 'imports');
  await expect(imports).toContainText('In which order are the dates written?');
  await imports.getByRole('button', { name: /^Day first/ }).click();
  const bars = imports.getByRole('group').filter({ hasText: 'bars.csv' });
  await expect(bars).toContainText('DMY');
  await expect(bars).toContainText('2026-02-01');
  await imports.getByRole('button', { name: 'Drop it' }).click();
  await expect(imports).toContainText('Drop a folder or files here');
});

test('an answer is kept under a name, and the next file is read by it', async ({ desk }) => {
  await desk.keyboard.press('Alt+i');
  const imports = pane(desk, 'imports');
  await desk.getByLabel('Files to import').setInputFiles([ambiguousBars('bars_20260206.csv')]);
  await imports.getByRole('button', { name: /^Day first/ }).click();
  await imports.getByLabel('Name of the profile').fill('Vendor <b>');
  await imports.getByRole('button', { name: 'Keep these answers' }).click();
  await expect(imports).toContainText('Kept as Vendor <b>');
  await imports.getByRole('button', { name: 'Drop it' }).click();

  await imports.getByLabel('Read them by').selectOption('Vendor <b>');
  await desk.getByLabel('Files to import').setInputFiles([ambiguousBars('bars_20260213.csv')]);
  const bars = imports.getByRole('group').filter({ hasText: 'bars_20260213.csv' });
  await expect(bars).toContainText('2026-02-01');
  await imports.getByRole('button', { name: 'Drop it' }).click();

  await imports.getByRole('button', { name: 'Delete this profile' }).click();
  await expect(imports.getByLabel('Read them by')).toHaveCount(0);
});

test('positions come from a workbook, too', async ({ desk }) => {
  await desk.keyboard.press('Alt+i');
  await desk.getByLabel('Files to import').setInputFiles([await workbookOfPositions()]);
  const imports = pane(desk, 'imports');
  const positions = imports.getByRole('group').filter({ hasText: 'positions.xlsx' });
  await expect(positions).toContainText('2 of 2 rows');
  await expect(positions).toContainText('sheet Book');
  await expect(positions).toContainText('left alone: "Notes"');
  await expect(positions).toContainText('0.1');
});

test('what was detected can be changed, and changed back when it cannot be read so', async ({ desk }) => {
  await desk.keyboard.press('Alt+i');
  const imports = pane(desk, 'imports');
  await desk.getByLabel('Files to import').setInputFiles([ambiguousBars()]);
  await imports.getByRole('button', { name: /^Day first/ }).click();
  const bars = imports.getByRole('group').filter({ hasText: 'bars.csv' });
  await expect(bars).toContainText('2026-02-01');
  await bars.getByLabel('Dates').selectOption('MDY');
  await expect(bars).toContainText('2026-01-02');
  await bars.getByLabel('Columns').selectOption('tab');
  await expect(imports).toContainText('needs the column');
  await imports.getByRole('button', { name: 'Read it as before' }).click();
  await expect(bars).toContainText('2026-01-02');
  await imports.getByRole('button', { name: /^Accept/ }).click();
  await expect(imports).toContainText('are part of the desk now');
});
