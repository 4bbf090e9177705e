import { expect, it } from 'vitest';
import { PANES } from './panes.ts';

it('gives no key to two panes, and every pane a home', () => {
  const keys = Object.values(PANES).flatMap(({ keys: one }) => (one === '' ? [] : [one as string]));
  expect(new Set(keys).size).toBe(keys.length);
  for (const { home } of Object.values(PANES)) expect(Object.keys(PANES)).toContain(home);
});
