import type { Locator, Page } from '@playwright/test';

/** Finds a pane by its name in the arrangement: `ticket`, `blotter`, `book`. */
export const paneSelector = (name: string): string => `[data-pane="${name}"]`;

export const pane = (page: Page, name: string): Locator => page.locator(paneSelector(name));
