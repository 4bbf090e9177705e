import type { Page } from '@playwright/test';
import { callDesk } from './call-desk.ts';

/** Has another client of the same desk record a decision; resolves with its id as soon as the engine has answered. */
export async function stageElsewhere(page: Page, symbol: string, orderQty: string): Promise<string> {
  const ticket = { account: 'ALPHA', symbol, side: 'BUY', orderQty } as const;
  return (await callDesk(page, 'tickets.validate', { ticket })).decisionId;
}
