import { expect, test, ticketLine, verdict } from './support/desk-test.ts';
import { pretendDesktop } from './support/fake-desktop.ts';
import { longestUpdateQueue } from './support/longest-update-queue.ts';
import { stageElsewhere } from './support/stage-elsewhere.ts';

/** Denials, each of which raises its alert again; the desk gathers what it pushes to ten a second. */
const PUSHES = 40;
const PUSHED_EVERY_MS = 100;
/** So many denials of a trader in a minute raise an alert. */
const FIRST = 6;

test('the page talks to the desk through a thread of its own, and by itself where that cannot be started', async ({
  sharedDesk,
}) => {
  const threads = () => sharedDesk.workers().filter((worker) => worker.url().includes('line-worker')).length;
  await ticketLine(sharedDesk).fill('b 50k BRLE @ 109.45');
  await expect(verdict(sharedDesk)).toContainText('BLOCK');
  expect(threads()).toBe(1);

  await sharedDesk.route(/line-worker/, (route) => route.abort());
  await sharedDesk.reload();
  await ticketLine(sharedDesk).fill('b 5k BRLE @ 109.45');
  await expect(verdict(sharedDesk)).toContainText('PASS');
  expect(threads()).toBe(0);
});

for (const [name, isThread] of [
  ['a thread of its own', true],
  ['the page', false],
] as const)
  test(`the port of a desktop is read by ${name}`, async ({ page, context, sharedServer }) => {
    await context.addCookies(sharedServer.cookies);
    await pretendDesktop(page);
    if (!isThread) await page.route(/line-worker/, (route) => route.abort());
    await page.goto(sharedServer.url);
    await ticketLine(page).fill('b 50k BRLE @ 109.45');
    await expect(verdict(page)).toContainText('BLOCK');
    expect(page.workers().some((worker) => worker.url().includes('line-worker'))).toBe(isThread);
  });

test('what the desk pushes leaves nothing behind in a pane that has nothing to draw', async ({ desk }) => {
  await desk.keyboard.press('Alt+e');
  for (let n = 0; n < FIRST; n++) await stageElsewhere(desk, 'BRLE', String(60_000 + n));
  await expect(desk.getByRole('grid', { name: 'Alerts' })).toBeVisible();
  const before = await longestUpdateQueue(desk);
  for (let n = 0; n < PUSHES; n++) {
    await stageElsewhere(desk, 'BRLE', String(50_000 + n));
    await desk.waitForTimeout(PUSHED_EVERY_MS);
  }
  const { component, updates } = await longestUpdateQueue(desk);
  expect(updates - before.updates, `${component} keeps updates`).toBeLessThan(PUSHES / 4);
});
