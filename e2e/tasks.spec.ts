import type { Locator, Page } from '@playwright/test';
import { axeFinds } from './support/axe-finds.ts';
import { callDesk } from './support/call-desk.ts';
import { chooseColours } from './support/choose-colours.ts';
import { pane, paneSelector } from './support/pane.ts';
import { COLOURS, expect, test } from './support/desk-test.ts';

const tasks = (page: Page): Locator => pane(page, 'tasks');

test('what takes long is listed, survives a reload, is cancelled, and stays with how it ended', async ({
  desk,
}) => {
  test.slow();
  await desk.keyboard.press('Alt+q');
  await expect(tasks(desk).getByRole('row', { name: /Building correlations/ })).toContainText('Done');

  // As many draws as may be, so that they last for longer than a page takes to open; its answer comes to a page that is gone.
  void callDesk(desk, 'risk.simulate', { draws: 1_000_000 }).catch(() => undefined);
  await expect(desk.getByRole('button', { name: '1 task running' })).toBeVisible();
  await desk.reload();
  await desk.getByRole('button', { name: '1 task running' }).click();
  const row = tasks(desk).getByRole('row', { name: /Monte Carlo/ });
  await expect(row).toContainText('Running');
  await expect(row.getByRole('progressbar')).toBeVisible();
  await row.getByRole('button', { name: 'Cancel Monte Carlo: the whole book' }).click();
  await expect(row).toContainText('Cancelled');
  await expect(row.getByRole('button')).toHaveCount(0);
  await expect(desk.getByRole('button', { name: /tasks? running/ })).toHaveCount(0);

  await desk.keyboard.press('Alt+u');
  await desk
    .locator('[data-pane="audit"]')
    .getByRole('button', { name: /^Verify/ })
    .click();
  await desk.keyboard.press('Alt+q');
  await expect(tasks(desk).getByRole('row', { name: /Verifying the audit log/ })).toContainText('Done');
  for (const colours of COLOURS) {
    await chooseColours(desk, colours);
    expect(await axeFinds(desk, paneSelector('tasks'))).toEqual([]);
  }
  // With panes open that can be closed, whose tabs have a cross.
  expect(await axeFinds(desk, '.dock', ['nested-interactive'])).toEqual([]);
  await desk.keyboard.press('Alt+x');
  await expect(tasks(desk)).toHaveCount(0);
});
