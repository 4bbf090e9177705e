import { expect, type Page } from '@playwright/test';
import type { InputOf } from '#shared/contract/contract.ts';
import { callDesk } from './call-desk.ts';
import { ticketLine } from './desk-test.ts';

const PASSWORD = 'a long enough password';

/** Makes a user with the password that everybody has here. */
export async function hire(page: Page, user: string, roles: InputOf<'users.save'>['roles']): Promise<void> {
  await callDesk(page, 'users.save', { user, roles, password: PASSWORD });
}

/** The page's session is another person's from now on; what the page shows follows when it is told. */
export async function signIn(page: Page, user: string): Promise<void> {
  await callDesk(page, 'session.signIn', { user, password: PASSWORD });
}

/** Another person sits down at the page and loads it. */
export async function become(page: Page, user: string): Promise<void> {
  await signIn(page, user);
  await page.reload();
  await expect(page.getByRole('contentinfo')).toContainText(user);
  await expect(ticketLine(page)).toBeVisible();
}
