import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { valueOf } from '#electron/store/temporary-desk.testing.ts';
import { verifyJournal } from '#electron/workers/journal-verify.ts';
import { MAX_IMPORT_PROFILES } from '#shared/domain/import-choices.ts';
import { openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';

let desk: TestDesk;
beforeEach(async () => (desk = await openTestDesk()));
afterEach(async () => {
  await desk.close();
  desk.remove();
});

const german = { 'positions_*.csv': { decimal: ',', encoding: 'windows-1252' }, '*': { kind: 'positions' } };

describe('import profiles', () => {
  it('are saved, replaced and deleted by name, and are there after a restart', async () => {
    expect(await desk.must('imports.profiles', {})).toEqual([]);
    await desk.must('imports.saveProfile', { name: ' Prime broker ', choices: german });
    await desk.must('imports.saveProfile', { name: 'Blotter', choices: { '*': { dateOrder: 'DMY' } } });
    await desk.must('imports.saveProfile', { name: 'Blotter', choices: { '*': { dateOrder: 'MDY' } } });
    const both = [
      { name: 'Blotter', choices: { '*': { dateOrder: 'MDY' } } },
      { name: 'Prime broker', choices: german },
    ];
    expect(await desk.must('imports.profiles', {})).toEqual(both);
    desk = await desk.reopen();
    expect(await desk.must('imports.profiles', {})).toEqual(both);
    expect(await desk.must('imports.deleteProfile', { name: 'Blotter' })).toEqual(both[0]);
    expect(await desk.call('imports.deleteProfile', { name: 'Blotter' })).toBe('NOT_FOUND');
    expect(await desk.must('imports.profiles', {})).toEqual(both.slice(1));
    const verified = valueOf(await verifyJournal(desk.file));
    expect(verified.problems).toEqual([]);
  });

  it.each([
    ['no choice at all', {}],
    ['a file without choices', { '*': {} }],
    ['an option there is not', { '*': { colour: 'red' } }],
    ['a value there is not', { 'a.csv': { decimal: '_' } }],
    ['a kind there is not', { '*': { kind: 'quotas' } }],
    ['a property of every object as kind', { '*': { kind: 'toString' } }],
  ])('are refused with %s, and nothing is recorded', async (_what, choices) => {
    const before = valueOf(await verifyJournal(desk.file)).records;
    expect(await desk.call('imports.saveProfile', { name: 'P', choices })).toBe('INVALID_INPUT');
    expect(await desk.must('imports.profiles', {})).toEqual([]);
    expect(valueOf(await verifyJournal(desk.file)).records).toBe(before);
  });

  it('are at most a hundred; one of them can still be replaced', async () => {
    const choices = { '*': { decimal: '.' } };
    const name = (i: number) => `P${String(i).padStart(3, '0')}`;
    for (let i = 0; i < MAX_IMPORT_PROFILES; i++) {
      await desk.must('imports.saveProfile', { name: name(i), choices });
    }
    expect(await desk.call('imports.saveProfile', { name: name(MAX_IMPORT_PROFILES), choices })).toBe(
      'CONFLICT',
    );
    await desk.must('imports.saveProfile', { name: name(0), choices: german });
    await desk.must('imports.deleteProfile', { name: name(1) });
    await desk.must('imports.saveProfile', { name: name(MAX_IMPORT_PROFILES), choices });
    expect(await desk.must('imports.profiles', {})).toHaveLength(MAX_IMPORT_PROFILES);
  });

  it.each(['', ' ', 'x'.repeat(65), 'a\nb', 'a\u0000', '\ud800'])('are not named %j', async (name) => {
    await expect(desk.must('imports.saveProfile', { name, choices: german })).rejects.toThrow();
  });

  it('that is not there stages nothing', async () => {
    expect(await desk.call('imports.stage', { paths: ['/x.csv'], profile: 'P' })).toBe('NOT_FOUND');
  });
});
