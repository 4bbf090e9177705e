import { expect, type Page, type TestInfo } from '@playwright/test';
import { axeFinds } from './axe-finds.ts';
import { IS_LONG } from './is-long.ts';
import { picture } from './picture.ts';

/** Axe must find nothing in a part of the page; the long run keeps a picture of the page under the name, too. */
export async function inspect(
  page: Page,
  info: TestInfo,
  name: string,
  part: string,
  rules?: readonly string[],
): Promise<void> {
  if (IS_LONG) await picture(page, info, name);
  expect(await axeFinds(page, part, rules), name).toEqual([]);
}
