import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditKeyFile, loadAuditKey } from '#electron/store/audit-key.ts';
import { openJournalStore } from '#electron/store/journal-store.ts';
import { limitRecord } from '#electron/store/journal-records.testing.ts';
import {
  entryOf,
  seedDesk,
  temporaryDesk,
  valueOf,
  writeRecords,
} from '#electron/store/temporary-desk.testing.ts';
import { verifyAudit } from '#electron/store/verify-audit.ts';
import { keychainKey, type Keychain } from './keychain-key.ts';

let desk: ReturnType<typeof temporaryDesk>;
beforeEach(() => {
  desk = temporaryDesk();
});
afterEach(() => desk.remove());

/** Seals for one owner, as a keychain does: another owner's cannot open it. */
const keychainOf = (owner: string, available = true): Keychain => ({
  isEncryptionAvailable: () => available,
  encryptString: (text) => Buffer.from(`${owner}:${Buffer.from(text).toString('hex')}`),
  decryptString(sealed) {
    const [of, hex = ''] = sealed.toString().split(':');
    if (of !== owner) throw new Error('no such key');
    return Buffer.from(hex, 'hex').toString();
  },
});
const ann = keychainOf('ann');

it('leaves a key in its file alone unless it is told to seal it', () => {
  seedDesk(desk.file);
  const key = valueOf(loadAuditKey(desk.file, false));
  expect(keychainKey(desk.file, ann, false)).toEqual({ ok: true, value: undefined });
  expect(valueOf(loadAuditKey(desk.file, true)).equals(key)).toBe(true);
});

it('seals the key of a desk with records, which goes on under it and no longer opens without the keychain', () => {
  seedDesk(desk.file);
  writeRecords(desk.file, [limitRecord(1, '1')]);
  const plain = readFileSync(auditKeyFile(desk.file));
  const key = valueOf(keychainKey(desk.file, ann, true));
  expect(key).toEqual(plain);
  const content = readFileSync(auditKeyFile(desk.file));
  expect(content.includes(plain)).toBe(false);
  if (process.platform !== 'win32') expect(statSync(auditKeyFile(desk.file)).mode & 0o777).toBe(0o600);

  expect(openJournalStore(desk.file)).toMatchObject({ ok: false, error: { code: 'STORE_UNAVAILABLE' } });
  const again = valueOf(keychainKey(desk.file, ann, false));
  const store = valueOf(openJournalStore(desk.file, again));
  expect(store.commit([entryOf(limitRecord(2, '2'))])).toMatchObject({ outcomes: [2] });
  store.close();
  expect(valueOf(verifyAudit(desk.file, again))).toMatchObject({ ok: true, records: 2 });
  expect(valueOf(verifyAudit(desk.file)).problems).toEqual([expect.stringContaining('keychain')]);
});

it('makes a sealed key for a desk that is not there yet', () => {
  const key = valueOf(keychainKey(desk.file, ann, true));
  expect(key).toHaveLength(32);
  expect(valueOf(keychainKey(desk.file, ann, true))).toEqual(key);
});

describe('refuses, and changes nothing,', () => {
  it.each([
    ['a keychain that is locked', keychainOf('ann', false), 'STORE_UNAVAILABLE'],
    [
      'one that protects nothing',
      { ...ann, getSelectedStorageBackend: () => 'basic_text' },
      'STORE_UNAVAILABLE',
    ],
    ['one of another owner', keychainOf('bob'), 'AUDIT_BROKEN'],
  ])('%s', (_, keychain, code) => {
    valueOf(keychainKey(desk.file, ann, true));
    const before = readFileSync(auditKeyFile(desk.file));
    expect(keychainKey(desk.file, keychain, true)).toMatchObject({ ok: false, error: { code } });
    expect(readFileSync(auditKeyFile(desk.file))).toEqual(before);
  });

  it('a desk whose key is missing or damaged: the journal says so', () => {
    seedDesk(desk.file);
    expect(keychainKey(desk.file, ann, true)).toEqual({ ok: true, value: undefined });
    writeFileSync(auditKeyFile(desk.file), 'short', { mode: 0o600 });
    expect(keychainKey(desk.file, ann, true)).toMatchObject({ error: { code: 'AUDIT_BROKEN' } });
  });

  it('a key that others may have read', () => {
    writeFileSync(auditKeyFile(desk.file), Buffer.alloc(32), { mode: 0o644 });
    expect(keychainKey(desk.file, ann, true)).toMatchObject({ error: { code: 'STORE_UNAVAILABLE' } });
  });
});
