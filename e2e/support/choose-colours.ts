import type { Page } from '@playwright/test';

/** Chooses the colours by their name in Display. */
export async function chooseColours(page: Page, colours: string): Promise<void> {
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('radio', { name: colours, exact: true }).check();
  await page.keyboard.press('Escape');
}
