import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { storeError } from './store-error.ts';

const KEY_BYTES = 32;

export const auditKeyFile = (storeFile: string): string => `${storeFile}.key`;

/**
 * The key of a desk's audit chain: 32 random bytes in `<store>.key`, readable by its owner only, made when the desk
 * has no records yet. Errors: AUDIT_BROKEN when the key of a desk with records is missing or is no key (a new one
 * could not continue the chain); STORE_UNAVAILABLE when other users may read it, or it cannot be read.
 */
export function loadAuditKey(storeFile: string, hasRecords: boolean): Result<KeyObject> {
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
    if (key.length === KEY_BYTES) return ok(createSecretKey(key));
    if (hasRecords) return broken(file, 'The key of the audit log is damaged');
    rmSync(file);
    return ok(createSecretKey(createKey(file)));
  } catch (thrown) {
    return err(storeError(thrown, file));
  }
}

function createKey(file: string): Buffer {
  const key = randomBytes(KEY_BYTES);
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, key);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return key;
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
