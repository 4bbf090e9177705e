import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds wrong with a part of the page, by its usual rules or by those named: the rule and where, one a line. */
export async function axeFinds(page: Page, part: string, rules?: readonly string[]): Promise<string[]> {
  // The page has no frames: asked in one call, axe needs no page of its own to put answers together.
  const axe = new AxeBuilder({ page }).include(part).setLegacyMode();
  if (rules !== undefined) axe.withRules([...rules]);
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}
