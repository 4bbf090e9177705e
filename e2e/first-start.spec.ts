import { expect, test, ticketLine, verdict } from './support/desk-test.ts';

test('an empty desk says what would fill it, and the sample fills it', async ({ page, serve }) => {
  const { link } = await serve();
  await page.goto(link);
  await expect(page.getByRole('button', { name: /Import a folder/ })).toBeVisible();
  expect(page.url()).not.toContain('token');

  await page.getByRole('button', { name: /Open the sample desk/ }).click();
  await expect(ticketLine(page)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('contentinfo')).toContainText('504 instruments');
  await ticketLine(page).fill('b 100 BRLE @ 109.45');
  await expect(verdict(page)).toContainText('PASS');
});

test('a link opens the desk once', async ({ page, serve, browser }) => {
  const { link } = await serve();
  await page.goto(link);
  await expect(page.getByRole('button', { name: /Open the sample desk/ })).toBeVisible();
  const stranger = await browser.newPage();
  await stranger.goto(link);
  await expect(stranger.getByRole('heading')).toContainText('does not open the desk');
  await stranger.close();
});

test('a page whose server was started again says that it is signed out and what to do', async ({
  page,
  serve,
}) => {
  const first = await serve();
  await page.goto(first.link);
  await expect(page.getByRole('button', { name: /Open the sample desk/ })).toBeVisible();
  await first.stop();
  await expect(page.getByRole('contentinfo')).toContainText('Line lost');
  const second = await serve({ port: first.port });
  await expect(page.getByRole('alert')).toContainText('no longer signed in', { timeout: 20_000 });
  await page.goto(second.link);
  await expect(page.getByRole('contentinfo')).toContainText('Connected');
});
