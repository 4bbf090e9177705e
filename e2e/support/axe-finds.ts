import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Rules beyond the usual ones, for who was promised more. */
export interface AxeRules {
  /** Text has a contrast of 7:1, not of 4.5:1. */
  readonly enhancedContrast?: boolean;
}

/** What axe finds wrong with a part of the page: the rule and where, one a line. */
export async function axeFinds(
  page: Page,
  part: string,
  { enhancedContrast = false }: AxeRules = {},
): Promise<string[]> {
  const axe = new AxeBuilder({ page }).include(part);
  if (enhancedContrast) axe.options({ rules: { 'color-contrast-enhanced': { enabled: true } } });
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}
