import type { Page } from '@playwright/test';
import { callDesk } from './support/call-desk.ts';
import { become, hire, signIn } from './support/people.ts';
import { checkRow, expect as expectSoon, test, ticketLine, verdict } from './support/desk-test.ts';

/** A page that is loaded again on a busy machine takes its time. */
const expect = expectSoon.configure({ timeout: 20_000 });
test.describe.configure({ timeout: 180_000 });

/** Two people at one desk: olga grants what tess asks for. */
async function hireTwo(page: Page): Promise<void> {
  await hire(page, 'olga', ['ADMIN', 'RISK_OFFICER']);
  await signIn(page, 'olga');
  await hire(page, 'tess', ['TRADER']);
  await become(page, 'tess');
}

test('what another person granted is sent with it, once', async ({ desk }) => {
  await hireTwo(desk);
  await ticketLine(desk).fill('b 30k BRLE @ 109.45');
  await expect(verdict(desk)).toContainText('BLOCK');
  await expect(verdict(desk)).not.toHaveClass(/\bold\b/);
  await desk.keyboard.press('Alt+v');
  await desk.keyboard.type('Client block');
  await desk.keyboard.press('Enter');
  const strip = desk.getByRole('region', { name: 'Overrides you asked for' });
  await expect(strip).toContainText('WAITING');

  await signIn(desk, 'olga');
  const [request] = await callDesk(desk, 'overrides.list', {});
  await callDesk(desk, 'overrides.grant', { overrideId: request?.overrideId ?? '', seconds: 3_600 });
  await signIn(desk, 'tess');
  await expect(strip).toContainText('GRANTED');
  await desk.reload();
  await expect(strip).toContainText('GRANTED');

  await strip.getByRole('button', { name: 'Send with the override: buy 30,000 BRLE' }).press('Enter');
  await expect(desk.getByRole('region', { name: 'Decision' })).toContainText('granted by olga');
  await expect(checkRow(desk, 'BRLE')).toContainText('Sent');
  await desk.keyboard.press('Alt+t');
  await expect(strip).toBeHidden();
});

test('a refusal is said to who asked, and read away', async ({ desk }) => {
  await hireTwo(desk);
  await ticketLine(desk).fill('b 30k BRLE @ 109.45');
  await expect(verdict(desk)).toContainText('BLOCK');
  await desk.getByRole('button', { name: /^Ask for an override/ }).click();
  await desk.keyboard.type('Client block');
  await desk.keyboard.press('Enter');
  const strip = desk.getByRole('region', { name: 'Overrides you asked for' });
  await expect(strip).toContainText('WAITING');

  // The officer at the same page: what would be passed over is in front of them.
  await become(desk, 'olga');
  await desk.keyboard.press('Alt+o');
  const request = desk.getByRole('region', { name: 'The request' });
  await expect(request).toContainText('Client block');
  await expect(request.getByRole('button', { name: /BLOCK.*Order notional/ })).toBeVisible();
  await request.getByRole('button', { name: 'Refuse' }).press('Enter');
  await expect(desk.getByRole('list', { name: 'Overrides, waiting first' })).toContainText('REFUSED');

  await become(desk, 'tess');
  await expect(strip).toContainText('REFUSED');
  await expect(strip).toContainText('by olga');
  await strip.getByRole('button', { name: /^Read: buy 30,000/ }).press('Enter');
  await expect(strip).toBeHidden();
});
