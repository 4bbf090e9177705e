import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  auditKeyFile,
  KEY_BYTES,
  loadAuditKey,
  readKeyFile,
  writeSealedKey,
} from '#electron/store/audit-key.ts';
import { storeError } from '#electron/store/store-error.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';

/** What is needed of the keychain of the operating system; Electron's `safeStorage` is one. */
export interface Keychain {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  /** Throws for what was not sealed by this account. */
  decryptString(sealed: Buffer): string;
  /** Linux only: `basic_text` protects nothing. */
  getSelectedStorageBackend?(): string;
}

/**
 * The audit key of a desk as the keychain holds it, or undefined where it lies in its file in the clear. With `seal` a
 * key in the clear, or that of a new desk, is sealed first; the command line and the browser shell can then no longer
 * open the desk. Errors: STORE_UNAVAILABLE without a keychain, AUDIT_BROKEN when it does not know the key; those of
 * `loadAuditKey` for a key that is to be sealed.
 */
export function keychainKey(
  storeFile: string,
  keychain: Keychain,
  seal: boolean,
): Result<Uint8Array | undefined> {
  const file = auditKeyFile(storeFile);
  try {
    const found = readKeyFile(storeFile);
    const isSealed = found !== null && 'sealed' in found;
    if (!isSealed && !seal) return ok(undefined);
    if (!isUsable(keychain)) {
      const what = 'This account has no keychain that could hold the key of the audit log';
      return err(
        appError('STORE_UNAVAILABLE', what, file, isSealed ? 'Unlock it.' : 'Start without --keychain.'),
      );
    }
    if (isSealed) return unseal(found.sealed, keychain, file);
    // A desk without its key is for the journal to refuse: a new one could not continue the chain.
    if (found === null && existsSync(storeFile)) return ok(undefined);
    const known = found === null ? null : loadAuditKey(storeFile, true);
    if (known !== null && !known.ok) return known;
    const key = known === null ? randomBytes(KEY_BYTES) : known.value.export();
    writeSealedKey(storeFile, keychain.encryptString(key.toString('base64')));
    return ok(key);
  } catch (thrown) {
    return err(storeError(thrown, file));
  }
}

function unseal(sealed: Buffer, keychain: Keychain, file: string): Result<Uint8Array> {
  const todo = 'Restore the key from the backup of this desk.';
  const unknown = err(
    appError('AUDIT_BROKEN', 'The keychain does not know the key of the audit log', file, todo),
  );
  try {
    const key = Buffer.from(keychain.decryptString(sealed), 'base64');
    return key.length === KEY_BYTES ? ok(key) : unknown;
  } catch {
    return unknown;
  }
}

const isUsable = (keychain: Keychain): boolean =>
  keychain.isEncryptionAvailable() && keychain.getSelectedStorageBackend?.() !== 'basic_text';
