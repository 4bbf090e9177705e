import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { storeError } from './store-error.ts';

export const KEY_BYTES = 32;
/** How a key file begins that holds the key sealed by the keychain of the operating system. */
const SEALED = Buffer.from('PREFLIGHT-SEALED-KEY\n');

export const auditKeyFile = (storeFile: string): string => `${storeFile}.key`;

/**
 * The key of a desk's audit chain: 32 random bytes in `<store>.key`, readable by its owner only, made when the desk
 * has no records yet. Errors: AUDIT_BROKEN when the key of a desk with records is missing or is no key (a new one
 * could not continue the chain); STORE_UNAVAILABLE when other users may read it, it cannot be read, or it is sealed and
 * nobody unsealed it: `unsealed` is the key as the keychain gave it.
 */
export function loadAuditKey(
  storeFile: string,
  hasRecords: boolean,
  unsealed?: Uint8Array,
): Result<KeyObject> {
  if (unsealed !== undefined) return ok(createSecretKey(unsealed));
  const file = auditKeyFile(storeFile);
  try {
    if (!existsSync(file)) {
      if (hasRecords) return broken(file, 'The key of the audit log is missing');
      return ok(createSecretKey(createKey(file)));
    }
    const key = readKey(file);
    if (key === 'EXPOSED') {
      const todo = 'Make it readable by its owner only (chmod 600).';
      return err(appError('STORE_UNAVAILABLE', 'Other users may read the key of the audit log', file, todo));
    }
    if (isSealed(key)) {
      const what = "The key of the audit log lies in the keychain of this desk's owner";
      return err(appError('STORE_UNAVAILABLE', what, file, 'Open the desk in its window.'));
    }
    if (key.length === KEY_BYTES) return ok(createSecretKey(key));
    if (hasRecords) return broken(file, 'The key of the audit log is damaged');
    rmSync(file);
    return ok(createSecretKey(createKey(file)));
  } catch (thrown) {
    return err(storeError(thrown, file));
  }
}

/** What lies in the key file, however it is protected; null without one. Throws what the file system throws. */
export function readKeyFile(storeFile: string): { sealed: Buffer } | { plain: Buffer } | null {
  const file = auditKeyFile(storeFile);
  if (!existsSync(file)) return null;
  const content = readFileSync(file);
  return isSealed(content) ? { sealed: content.subarray(SEALED.length) } : { plain: content };
}

/** Puts the sealed key in place of what the key file held, as a whole or not at all. */
export function writeSealedKey(storeFile: string, sealed: Buffer): void {
  const file = auditKeyFile(storeFile);
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  writeNew(partial, Buffer.concat([SEALED, sealed]));
  renameSync(partial, file);
}

const isSealed = (content: Buffer): boolean => content.subarray(0, SEALED.length).equals(SEALED);

function createKey(file: string): Buffer {
  const key = randomBytes(KEY_BYTES);
  writeNew(file, key);
  return key;
}

function writeNew(file: string, content: Buffer): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Windows has no permission bits; there the folder's access list protects the file. */
function readKey(file: string): Buffer | 'EXPOSED' {
  const descriptor = openSync(file, 'r');
  try {
    const exposed = process.platform !== 'win32' && (fstatSync(descriptor).mode & 0o077) !== 0;
    return exposed ? 'EXPOSED' : readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function broken(file: string, what: string): Result<never> {
  return err(appError('AUDIT_BROKEN', what, file, 'Restore it from the backup of this desk.'));
}
