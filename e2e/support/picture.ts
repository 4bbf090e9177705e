import type { Page, TestInfo } from '@playwright/test';

/** Keeps a picture of the page for whoever looks at the run. */
export const picture = (page: Page, info: TestInfo, name: string): Promise<Buffer> =>
  page.screenshot({ path: info.outputPath(`${name}.png`), animations: 'disabled' });
