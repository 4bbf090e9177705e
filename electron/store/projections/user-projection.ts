import type { KeyObject } from 'node:crypto';
import type { UserFacts } from '#electron/core/audit/record-body.ts';
import { MAX_USERS, type User } from '#shared/domain/authority.ts';
import { passwordMac } from '../audit-mac.ts';
import { sqliteCode } from '../store-error.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { refuse, type Projection } from './projection.ts';

/**
 * A user as last saved, and the proof of the password, bound under the audit key so that it cannot be exchanged in the
 * file unnoticed. Refusals, all CONFLICT: the user was changed in between; another has the operating system's account;
 * the desk has its most users; nobody who can get in could manage users any more.
 */
export function userProjection(db: SqliteDatabase, key: KeyObject): Projection<UserFacts> {
  const current = db.prepare('SELECT body FROM users WHERE user = ?').pluck();
  const count = db.prepare('SELECT count(*) FROM users').pluck();
  const save = db.prepare(
    `INSERT INTO users (user, body, os_account, manages, seq) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (user) DO UPDATE SET
       body = excluded.body, os_account = excluded.os_account, manages = excluded.manages, seq = excluded.seq`,
  );
  const setPassword = db.prepare(
    'UPDATE users SET password = ?, password_seq = ?, password_mac = ? WHERE user = ?',
  );
  const managers = db.prepare('SELECT count(*) FROM users WHERE manages = 1').pluck();

  return ({ before, after, password }, { seq }) => {
    const { user } = after;
    const stored = (current.get(user) as string | undefined) ?? null;
    if (stored !== (before === null ? null : JSON.stringify(before))) {
      refuse('CONFLICT', 'The user was changed in between', user);
    }
    if (stored === null && (count.get() as number) >= MAX_USERS) {
      refuse('CONFLICT', `The desk has ${MAX_USERS} users already`, user);
    }
    try {
      save.run(user, JSON.stringify(after), after.osAccount, managesUsers(after) ? 1 : 0, seq);
    } catch (thrown) {
      if (!sqliteCode(thrown).startsWith('SQLITE_CONSTRAINT')) throw thrown;
      refuse('CONFLICT', 'Another user has this account of the operating system', after.osAccount ?? user);
    }
    if (password !== undefined) {
      setPassword.run(password, seq, passwordMac(key, user, seq, password), user);
    }
    if (managers.get() === 0) {
      refuse('CONFLICT', 'One user who can get in must have the role ADMIN', user);
    }
    return {};
  };
}

/** Whether the user can get in, by a password or as the operating system's account, and manage users. */
const managesUsers = ({ roles, disabled, hasPassword, osAccount }: User): boolean =>
  roles.includes('ADMIN') && !disabled && (hasPassword || osAccount !== null);
