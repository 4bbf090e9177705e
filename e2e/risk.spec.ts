import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page, TestInfo } from '@playwright/test';
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

const pane = (page: Page): Locator => page.locator('[data-pane="risk"]');
/** The radio button itself is not drawn: its words are pressed. */
const open = (page: Page, name: string): Promise<void> =>
  pane(page).locator('.risk-parts').getByText(name, { exact: true }).click();
const part = (page: Page, name: string): Locator => pane(page).getByRole('radio', { name, exact: true });

async function inspect(page: Page, info: TestInfo, name: string): Promise<void> {
  await page.screenshot({ path: info.outputPath(`${name}.png`), animations: 'disabled' });
  const { violations } = await new AxeBuilder({ page }).include('[data-pane="risk"]').analyze();
  expect(
    violations.map(
      ({ id, nodes }) => `${name}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    ),
  ).toEqual([]);
}

for (const colours of COLOURS) {
  test(`axe finds nothing in any part of the risk, ${colours.toLowerCase()}`, async ({ desk }, info) => {
    test.slow();
    await desk.getByRole('button', { name: 'Display' }).click();
    await desk.getByRole('radio', { name: colours }).check();
    await desk.keyboard.press('Escape');
    await ticketLine(desk).fill('b 12k BRLE @ 109.45');
    await expect(verdict(desk)).toContainText('PASS');
    await desk.keyboard.press('Alt+k');
    for (const name of PARTS) {
      await open(desk, name);
      await expect(pane(desk).getByText(SHOWN[name]).first()).toBeVisible(FIRST);
      await inspect(desk, info, name);
    }
    for (const name of ['P&L and VaR', 'Distribution', 'Correlation']) {
      await open(desk, name);
      const button = pane(desk).getByRole('button', { name: 'Table' });
      await expect(button.or(pane(desk).getByRole('table')).first()).toBeVisible(FIRST);
      if (await button.isVisible()) await button.click();
      await expect(pane(desk).getByRole('table').first()).toBeVisible(FIRST);
      await inspect(desk, info, `${name} as a table`);
    }
  });
}

test('the risk is read by key alone and a reload shows the same', async ({ desk }) => {
  test.slow();
  await desk.keyboard.press('Alt+k');
  await expect(pane(desk).getByLabel('Account')).toBeFocused();
  await desk.keyboard.press('Control+k');
  await desk.keyboard.type('Risk: Correlation');
  await desk.keyboard.press('Enter');
  const map = pane(desk).getByRole('img', { name: /^Correlations of 144 positions/ });
  await expect(map).toBeVisible(FIRST);
  await map.focus();
  const pair = pane(desk).locator('.heat-pair');
  const before = await pair.textContent();
  await desk.keyboard.press('ArrowDown');
  await expect(pair).not.toHaveText(before ?? '');
  await desk.keyboard.press('ArrowRight');
  await desk.keyboard.press('+');
  await expect(map).toHaveAccessibleName(/cursor at \S+ with \S+: -?\d\.\d\d/);

  await pane(desk).getByLabel('Account').selectOption('BETA');
  await open(desk, 'Stress');
  const worst = pane(desk).getByRole('row').nth(1);
  await expect(worst).toContainText('October 2007', FIRST);
  const loss = await worst.textContent();
  await desk.reload();
  await expect(part(desk, 'Stress')).toBeChecked();
  await expect(pane(desk).getByLabel('Account')).toHaveValue('BETA');
  await expect(pane(desk).getByRole('row').nth(1)).toHaveText(loss ?? '', FIRST);
});

test('exposure and stress are shown with the ticket that is typed', async ({ desk }) => {
  test.slow();
  await desk.keyboard.press('Alt+k');
  await open(desk, 'Exposure');
  await expect(pane(desk).getByText('shows here as “with ticket”')).toBeVisible(FIRST);
  await desk.keyboard.press('Alt+t');
  await ticketLine(desk).fill('b 12k BRLE @ 109.45');
  await expect(verdict(desk)).toContainText('PASS');
  await desk.keyboard.press('Alt+k');
  await expect(pane(desk).getByText('with ticket: buy 12,000 BRLE, ALPHA')).toBeVisible(FIRST);
  const financials = pane(desk).getByRole('row').filter({ hasText: 'Financials' }).getByRole('cell');
  const [net, withTicket] = await Promise.all([
    financials.nth(1).textContent(),
    financials.nth(2).textContent(),
  ]);
  const moneyOf = (text: string | null): number => Number((text ?? '').replaceAll(',', ''));
  // 12,000 shares at the mark of 109.67.
  expect(moneyOf(withTicket) - moneyOf(net)).toBeCloseTo(1_316_040, -1);
  await pane(desk).getByLabel('Account').selectOption('GAMMA');
  await expect(pane(desk).getByText('does not count: account ALPHA')).toBeVisible(FIRST);
});

test('a simulation shows how far it is and can be stopped', async ({ desk }) => {
  test.slow();
  await desk.keyboard.press('Alt+k');
  await pane(desk)
    .getByRole('button', { name: /^Simulate/ })
    .click();
  await expect(pane(desk).getByRole('progressbar')).toBeVisible();
  await pane(desk).getByRole('button', { name: 'Cancel' }).click();
  await expect(pane(desk).getByRole('button', { name: /^Simulate/ })).toBeVisible(FIRST);
  await expect(pane(desk).getByRole('alert')).toHaveCount(0);
  await pane(desk)
    .getByRole('button', { name: /^Simulate/ })
    .click();
  await expect(pane(desk).getByRole('row').filter({ hasText: 'VaR Monte Carlo' })).toBeVisible({
    timeout: 60_000,
  });
});
