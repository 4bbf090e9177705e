import type { Locator, Page } from '@playwright/test';
import { chooseColours } from './support/choose-colours.ts';
import { inspect } from './support/inspect.ts';
import { pane, paneSelector } from './support/pane.ts';
import { COLOURS, expect, test, ticketLine, verdict } from './support/desk-test.ts';

const PARTS = ['Overview', 'P&L and VaR', 'Distribution', 'Exposure', 'Correlation', 'Stress'] as const;
/** What each part shows when its answer is there. */
const SHOWN = {
  Overview: 'VaR historical, 1 day, 99 %',
  'P&L and VaR': 'Coverage (Kupiec)',
  Distribution: 'Excess kurtosis',
  Exposure: 'Information Technology',
  Correlation: 'average-linkage clusters',
  Stress: 'Market 20 % down',
} as const;

/** The first answer comes after the thread that gives it has read the desk. */
const FIRST = { timeout: 45_000 };

const risk = (page: Page): Locator => pane(page, 'risk');
/** The radio button itself is not drawn: its words are pressed. */
const open = (page: Page, name: string): Promise<void> =>
  risk(page).locator('.risk-parts').getByText(name, { exact: true }).click();
const part = (page: Page, name: string): Locator => risk(page).getByRole('radio', { name, exact: true });

for (const colours of COLOURS) {
  test(`axe finds nothing in any part of the risk, ${colours.toLowerCase()}`, async ({
    sharedDesk: desk,
  }, info) => {
    test.slow();
    await chooseColours(desk, colours);
    await ticketLine(desk).fill('b 12k BRLE @ 109.45');
    await expect(verdict(desk)).toContainText('PASS');
    await desk.keyboard.press('Alt+k');
    for (const name of PARTS) {
      await open(desk, name);
      await expect(risk(desk).getByText(SHOWN[name]).first()).toBeVisible(FIRST);
      await inspect(desk, info, name, paneSelector('risk'));
    }
    for (const name of ['P&L and VaR', 'Distribution', 'Correlation']) {
      await open(desk, name);
      const button = risk(desk).getByRole('button', { name: 'Table' });
      await expect(button.or(risk(desk).getByRole('table')).first()).toBeVisible(FIRST);
      if (await button.isVisible()) await button.click();
      await expect(risk(desk).getByRole('table').first()).toBeVisible(FIRST);
      await inspect(desk, info, `${name} as a table`, paneSelector('risk'));
    }
  });
}

test('the risk is read by key alone and a reload shows the same', async ({ sharedDesk: desk }) => {
  test.slow();
  await desk.keyboard.press('Alt+k');
  await expect(risk(desk).getByLabel('Account')).toBeFocused();
  await desk.keyboard.press('Control+k');
  await desk.keyboard.type('Risk: Correlation');
  await desk.keyboard.press('Enter');
  const map = risk(desk).getByRole('img', { name: /^Correlations of 144 positions/ });
  await expect(map).toBeVisible(FIRST);
  await map.focus();
  const pair = risk(desk).locator('.heat-pair');
  const before = await pair.textContent();
  await desk.keyboard.press('ArrowDown');
  await expect(pair).not.toHaveText(before ?? '');
  await desk.keyboard.press('ArrowRight');
  await desk.keyboard.press('+');
  await expect(map).toHaveAccessibleName(/cursor at \S+ with \S+: -?\d\.\d\d/);

  await risk(desk).getByLabel('Account').selectOption('BETA');
  await open(desk, 'Stress');
  const worst = risk(desk).getByRole('row').nth(1);
  await expect(worst).toContainText('October 2007', FIRST);
  const loss = await worst.textContent();
  await desk.reload();
  await expect(part(desk, 'Stress')).toBeChecked();
  await expect(risk(desk).getByLabel('Account')).toHaveValue('BETA');
  await expect(risk(desk).getByRole('row').nth(1)).toHaveText(loss ?? '', FIRST);
});

test('exposure and stress are shown with the ticket that is typed', async ({ sharedDesk: desk }) => {
  test.slow();
  await desk.keyboard.press('Alt+k');
  await open(desk, 'Exposure');
  await expect(risk(desk).getByText('shows here as “with ticket”')).toBeVisible(FIRST);
  await desk.keyboard.press('Alt+t');
  await ticketLine(desk).fill('b 12k BRLE @ 109.45');
  await expect(verdict(desk)).toContainText('PASS');
  await desk.keyboard.press('Alt+k');
  await expect(risk(desk).getByText('with ticket: buy 12,000 BRLE, ALPHA')).toBeVisible(FIRST);
  const financials = risk(desk).getByRole('row').filter({ hasText: 'Financials' }).getByRole('cell');
  const [net, withTicket] = await Promise.all([
    financials.nth(1).textContent(),
    financials.nth(2).textContent(),
  ]);
  const moneyOf = (text: string | null): number => Number((text ?? '').replaceAll(',', ''));
  // 12,000 shares at the mark of 109.67.
  expect(moneyOf(withTicket) - moneyOf(net)).toBeCloseTo(1_316_040, -1);
  await risk(desk).getByLabel('Account').selectOption('GAMMA');
  await expect(risk(desk).getByText('does not count: account ALPHA')).toBeVisible(FIRST);
});

test('a simulation shows how far it is and can be stopped', async ({ sharedDesk: desk }) => {
  test.slow();
  await desk.keyboard.press('Alt+k');
  await risk(desk)
    .getByRole('button', { name: /^Simulate/ })
    .click();
  await expect(risk(desk).getByRole('progressbar')).toBeVisible();
  await risk(desk).getByRole('button', { name: 'Cancel' }).click();
  await expect(risk(desk).getByRole('button', { name: /^Simulate/ })).toBeVisible(FIRST);
  await expect(risk(desk).getByRole('alert')).toHaveCount(0);
  await risk(desk)
    .getByRole('button', { name: /^Simulate/ })
    .click();
  await expect(risk(desk).getByRole('row').filter({ hasText: 'VaR Monte Carlo' })).toBeVisible({
    timeout: 60_000,
  });
});
