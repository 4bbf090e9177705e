import { HOSTILE_TEXTS } from './support/hostile-texts.ts';
import { pane } from './support/pane.ts';
import { expect, test, ticketLine, verdict } from './support/desk-test.ts';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A desk whose every text is one of them. */
function hostileBundle(): { name: string; mimeType: string; buffer: Buffer }[] {
  const rows = HOSTILE_TEXTS.map((text, at) => ({ symbol: `H${at}`, text: quoted(text) }));
  const files = {
    'instruments.csv': [
      'symbol,name,issuer,sector,sub_industry,country,currency',
      ...rows.map(({ symbol, text }) => `${symbol},${text},${text},${text},${text},US,USD`),
    ],
    'bars.csv': ['symbol,date,close,volume', ...rows.map(({ symbol }) => `${symbol},2026-01-02,100,1000000`)],
    'positions.csv': ['symbol,quantity', ...rows.map(({ symbol }) => `${symbol},10`)],
    'restricted.csv': [
      'symbol,mode,from,reason',
      ...rows.slice(100).map(({ symbol, text }) => `${symbol},WARN,2026-01-01,${text}`),
    ],
    'factors.csv': ['symbol,factor,loading', ...rows.map(({ symbol, text }) => `${symbol},${text},1`)],
  };
  return Object.entries(files).map(([name, lines]) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(`${lines.join('\n')}\n`),
  }));
}

test('two hundred hostile texts in every text column run nothing and change nothing', async ({
  page,
  serve,
}) => {
  test.slow();
  const { link } = await serve();
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(window, { violations });
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(`${event.violatedDirective}: ${event.blockedURI}`),
    );
  });
  page.on('dialog', (dialog) => {
    throw new Error(`A dialog was opened: ${dialog.message()}`);
  });
  await page.goto(link);
  await page.getByRole('button', { name: /Import a folder/ }).click();
  await page.getByLabel('Files to import').setInputFiles(hostileBundle());
  const imports = pane(page, 'imports');
  await imports.getByRole('button', { name: /^Accept/ }).click();
  await expect(imports).toContainText('are part of the desk now');
  await ticketLine(page).fill('b 100 H101 @ 100');
  await expect(verdict(page)).not.toContainText('NO VERDICT');
  await ticketLine(page).press('Enter');

  const panes = page.getByRole('dialog', { name: 'Panes' });
  const all = panes.getByRole('group', { name: 'Panes' }).getByRole('button');
  await page.getByRole('button', { name: 'Panes' }).click();
  const names = await all.allTextContents();
  expect(names.length).toBeGreaterThan(4);
  await page.keyboard.press('Escape');
  for (let at = 0; at < names.length; at++) {
    await page.getByRole('button', { name: 'Panes' }).click();
    await all.nth(at).click();
    await expect(panes).toBeHidden();
    await page.waitForTimeout(300);
  }
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder(/A command, a symbol/).fill('H1');
  await expect(page.locator('.palette').getByText(/^H1/).first()).toBeVisible();
  await page.keyboard.press('Escape');

  const after = await page.evaluate(() => ({
    ran: 'ran' in window,
    violations: (window as unknown as { violations: string[] }).violations,
    foreign: document.querySelectorAll('img[src="x"], iframe, object, base, math, script:not([src])').length,
    title: document.title,
    origin: document.baseURI.startsWith(location.origin),
  }));
  expect(after).toEqual({ ran: false, violations: [], foreign: 0, title: 'Preflight', origin: true });
});
