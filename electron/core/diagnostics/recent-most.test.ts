import { expect, it } from 'vitest';
import { RecentMost } from './recent-most.ts';

it('the largest number is forgotten once 1,024 others came', () => {
  const recent = new RecentMost();
  expect(recent.most).toBeNull();
  recent.add(3);
  for (let n = 0; n < 1_023; n++) recent.add(1);
  expect(recent.most).toBe(3);
  recent.add(0);
  expect(recent.most).toBe(1);
});
