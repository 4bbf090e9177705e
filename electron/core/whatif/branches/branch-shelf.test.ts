import { expect, it } from 'vitest';
import { MAX_BRANCHES, type Branch } from '#shared/contract/procedures/whatif-branches.ts';
import { BranchShelf } from './branch-shelf.ts';

const branch = (name: string, changes = 0): Branch => ({
  name,
  changes: Array.from({ length: changes }, () => ({ kind: 'REMOVE_WORKING' as const, clOrdId: 'T' })),
});
const codeOf = (result: ReturnType<BranchShelf['save']>): string => (result.ok ? 'OK' : result.error.code);

it('one_branch_too_many_is_refused_and_none_is_dropped_for_it', () => {
  const shelf = new BranchShelf();
  for (let i = 0; i < MAX_BRANCHES; i++) expect(codeOf(shelf.save('ann', branch(`B${i}`)))).toBe('OK');
  expect(codeOf(shelf.save('ann', branch('more')))).toBe('CONFLICT');
  expect(shelf.list('ann').map(({ name }) => name)).toEqual(
    Array.from({ length: MAX_BRANCHES }, (_, i) => `B${i}`),
  );
  expect(codeOf(shelf.save('ann', branch('B3', 2)))).toBe('OK');
  expect(codeOf(shelf.save('bob', branch('more')))).toBe('OK');
  expect(shelf.drop('ann', 'B0')).toBe(true);
  expect(codeOf(shelf.save('ann', branch('more')))).toBe('OK');
});

it('all_users_together_hold_so_many_changes_and_dropping_makes_room', () => {
  const shelf = new BranchShelf();
  // 79 of 5,001 are 395,079 of 400,000: there is room for 4,921.
  for (let i = 0; i < 79; i++) expect(codeOf(shelf.save(`user${i}`, branch('B', 5_000)))).toBe('OK');
  expect(codeOf(shelf.save('last', branch('B', 4_921)))).toBe('CONFLICT');
  expect(codeOf(shelf.save('last', branch('B', 4_920)))).toBe('OK');
  expect(codeOf(shelf.save('last', branch('B', 4_920)))).toBe('OK');
  expect(codeOf(shelf.save('one', branch('')))).toBe('CONFLICT');
  expect(shelf.drop('user7', 'B')).toBe(true);
  expect(codeOf(shelf.save('one', branch('')))).toBe('OK');
});

it('branches_of_another_user_are_not_there', () => {
  const shelf = new BranchShelf();
  shelf.save('ann', branch('mine'));
  expect(shelf.get('bob', 'mine')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  expect(shelf.drop('bob', 'mine')).toBe(false);
  expect(shelf.list('bob')).toEqual([]);
});
