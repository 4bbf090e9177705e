import type { Page } from '@playwright/test';
import { pane } from './support/pane.ts';
import { checkRow, expect, test, ticketLine, verdict } from './support/desk-test.ts';
import { stageElsewhere } from './support/stage-elsewhere.ts';

const openedDecision = (page: Page) => page.locator('.decision-pane dd').first();

const rowOf = (page: Page, decisionId: string) =>
  pane(page, 'blotter').locator(`[role="row"][row-id="${decisionId}"]`).first();

test('Alt+C and Enter at once open the check that was just recorded', async ({ desk }) => {
  for (const quantity of [100, 200, 300]) {
    await ticketLine(desk).fill(`b ${quantity} BRLE @ 109.45`);
    await expect(verdict(desk)).toContainText('PASS');
    await ticketLine(desk).press('Enter');
    const recorded = (await desk.locator('.message b').textContent()) ?? '';
    await desk.keyboard.press('Alt+c');
    await desk.keyboard.press('Enter');
    await expect(openedDecision(desk)).toHaveText(recorded);
    await expect(desk.getByRole('heading', { name: `Buy ${quantity} BRLE` })).toBeVisible();
    await desk.keyboard.press('Escape');
    await expect(rowOf(desk, recorded).locator(':focus')).toHaveCount(1);
    await desk.keyboard.press('Alt+t');
    await expect(ticketLine(desk)).toBeFocused();
  }
});

test('a check that arrives after Alt+C is the one that Enter opens', async ({ desk }) => {
  await stageElsewhere(desk, 'BRLE', '100');
  await expect(checkRow(desk, 'BRLE')).toBeVisible();
  await desk.keyboard.press('Alt+c');
  await expect(checkRow(desk, 'BRLE').locator(':focus')).toHaveCount(1);
  const later = await stageElsewhere(desk, 'DOKI', '200');
  await expect(rowOf(desk, later).locator(':focus')).toHaveCount(1);
  await desk.keyboard.press('Enter');
  await expect(openedDecision(desk)).toHaveText(later);
});

test('checks that arrive move nobody who chose a row', async ({ desk }) => {
  const first = await stageElsewhere(desk, 'BRLE', '100');
  await stageElsewhere(desk, 'DOKI', '200');
  await expect(checkRow(desk, 'DOKI')).toBeVisible();
  await desk.keyboard.press('Alt+c');
  await desk.keyboard.press('ArrowDown');
  await expect(rowOf(desk, first).locator(':focus')).toHaveCount(1);

  const later = await stageElsewhere(desk, 'ZERI', '300');
  await expect(rowOf(desk, later)).toBeVisible();
  await expect(rowOf(desk, first).locator(':focus')).toHaveCount(1);
  await desk.keyboard.press('Enter');
  await expect(openedDecision(desk)).toHaveText(first);
});

test('checks that arrive take nothing from who types a ticket', async ({ desk }) => {
  await stageElsewhere(desk, 'DOKI', '100');
  await expect(checkRow(desk, 'DOKI')).toBeVisible();
  for (let round = 1; round <= 5; round++) {
    // In the grid, and away again while a row is on its way there.
    await desk.keyboard.press('Alt+c');
    const later = await stageElsewhere(desk, 'BRLE', String(round));
    await desk.keyboard.press('Alt+t');
    await desk.keyboard.type('b 100 BRLE @ 109.45');
    await expect(rowOf(desk, later)).toBeVisible();
    await expect(ticketLine(desk)).toBeFocused();
    await expect(ticketLine(desk)).toHaveValue('b 100 BRLE @ 109.45');
    await ticketLine(desk).fill('');
  }
});
