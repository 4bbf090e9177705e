import { expect, type Page, type TestInfo } from '@playwright/test';
import { axeFinds, type AxeRules } from './axe-finds.ts';
import { picture } from './picture.ts';

/** Keeps a picture of the page under a name, and axe must find nothing in a part of it. */
export async function inspect(
  page: Page,
  info: TestInfo,
  name: string,
  part: string,
  rules?: AxeRules,
): Promise<void> {
  await picture(page, info, name);
  expect(await axeFinds(page, part, rules), name).toEqual([]);
}
