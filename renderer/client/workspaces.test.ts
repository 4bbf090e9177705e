import { beforeEach, describe, expect, it } from 'vitest';
import {
  deleteWorkspace,
  MAX_WORKSPACES,
  readWorkspaces,
  renameWorkspace,
  saveWorkspace,
  workspacesStore,
} from './workspaces.ts';

const names = (): string[] => workspacesStore.getState().saved.map(({ name }) => name);

beforeEach(() => workspacesStore.setState({ saved: [], request: null }));

describe('readWorkspaces', () => {
  it.each([
    ['nothing', null],
    ['no list', { saved: 'a' }],
    ['no names', { saved: [{ layout: '{}' }, { name: '', layout: '{}' }] }],
    ['an arrangement that is far too long', { saved: [{ name: 'a', layout: 'x'.repeat(65_537) }] }],
  ])('takes none from %s', (_, kept) => expect(readWorkspaces(kept)).toEqual([]));

  it('keeps what it can use, and no more than may be saved', () => {
    const kept = Array.from({ length: 30 }, (_, at) => ({ name: `w${at}`, layout: '{}' }));
    expect(readWorkspaces({ saved: [7, ...kept] })).toEqual(kept.slice(0, MAX_WORKSPACES));
  });
});

describe('saved workspaces', () => {
  it('saves under a name once, whatever its case', () => {
    expect(saveWorkspace(' Open ', '1')).toBeNull();
    expect(saveWorkspace('open', '2')).toBeNull();
    expect(workspacesStore.getState().saved).toEqual([{ name: 'open', layout: '2' }]);
  });

  it.each([
    ['an empty name', '  '],
    ['the name of one that comes with the desk', 'risk OFFICER'],
  ])('refuses %s', (_, name) => {
    expect(saveWorkspace(name, '{}')).toMatch(/name/);
    expect(names()).toEqual([]);
  });

  it('refuses one more than there may be, and still replaces one', () => {
    for (let at = 0; at < MAX_WORKSPACES; at++) expect(saveWorkspace(`w${at}`, '{}')).toBeNull();
    expect(saveWorkspace('more', '{}')).toMatch(/delete one/);
    expect(saveWorkspace('w3', 'new')).toBeNull();
    expect(names()).toHaveLength(MAX_WORKSPACES);
  });

  it('renames to a free name only, its own in another case included, and deletes', () => {
    saveWorkspace('one', '1');
    saveWorkspace('two', '2');
    expect(renameWorkspace('one', 'Two')).toMatch(/another workspace/);
    expect(renameWorkspace('one', 'ONE')).toBeNull();
    expect(names()).toEqual(['ONE', 'two']);
    deleteWorkspace('ONE');
    expect(names()).toEqual(['two']);
  });
});
