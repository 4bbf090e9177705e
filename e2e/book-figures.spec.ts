import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { callDesk } from './support/call-desk.ts';
import { COLOURS, expect, test } from './support/desk-test.ts';

/** The figures come from a thread that first reads the desk, on a machine that has other work. */
const THREAD = { timeout: 30_000 };
const ORDER = { account: 'ALPHA', symbol: 'BRLE', side: 'BUY', orderQty: '1500', price: '109.45' } as const;

const book = (page: Page) => page.locator('[data-pane="book"]');
const total = (page: Page, name: string) =>
  book(page).locator('.summary div').filter({ hasText: name }).locator('dd');
const dayPnl = (page: Page) =>
  book(page).locator('[role="row"][row-id="ALPHA|BRLE"] [col-id="dayPnl"]').first();

/** Keeps what the VaR of the book reads from now on; resolves with all of it. */
async function watchVar(page: Page): Promise<() => Promise<string[]>> {
  const seen = await total(page, 'VaR 99 %').evaluateHandle((cell) => {
    const texts: string[] = [];
    const note = () => texts.push(cell.textContent);
    new MutationObserver(note).observe(cell, { characterData: true, childList: true, subtree: true });
    return texts;
  });
  return () => seen.jsonValue();
}

for (const colours of COLOURS) {
  test(`figures of the book follow fills and are never empty between two answers, ${colours}`, async ({
    desk,
  }, info) => {
    await desk.getByRole('button', { name: 'Display' }).click();
    await desk.getByRole('radio', { name: colours, exact: true }).check();
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('Alt+b');
    await expect(total(desk, 'VaR 99 %')).toHaveText(/\d/, THREAD);
    const seen = await watchVar(desk);

    const { decision } = await callDesk(desk, 'tickets.send', {
      ticket: { ...ORDER, ordType: 'LIMIT' },
      idempotencyKey: 'figures-follow-fills',
    });
    const { clOrdId } = decision;
    await book(desk).getByRole('searchbox', { name: 'Find in the book' }).fill('BRLE');
    const fill = { clOrdId, lastQty: '500', lastPx: '109.30' };
    await callDesk(desk, 'executions.record', { ...fill, execId: 'E-1' });
    await expect(dayPnl(desk)).toHaveText('185', THREAD);
    await callDesk(desk, 'executions.record', { ...fill, execId: 'E-2' });
    await expect(dayPnl(desk)).toHaveText('370', THREAD);
    const texts = await seen();
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => !/\d/.test(text))).toEqual([]);

    await desk.reload();
    await callDesk(desk, 'executions.record', { ...fill, execId: 'E-3' });
    await book(desk).getByRole('searchbox', { name: 'Find in the book' }).fill('BRLE');
    await expect(dayPnl(desk)).toHaveText('555', THREAD);
    await desk.screenshot({ path: info.outputPath('book.png') });
    const { violations } = await new AxeBuilder({ page: desk }).include('[data-pane="book"]').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
}
