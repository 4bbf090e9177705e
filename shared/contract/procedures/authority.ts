import { z } from 'zod';
import { PASSWORD_LENGTH, ROLES } from '#shared/domain/authority.ts';
import { CAPABILITIES, command, query, type Procedure } from '../procedure.ts';
import { nothing } from '../schemas/common.ts';

/** A name that is the same in every list, log and command. */
const userName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/, 'not a user name');
const newPassword = z.string().min(PASSWORD_LENGTH.least).max(PASSWORD_LENGTH.most);
const accounts = z.array(z.string().min(1).max(128)).max(1_000).nullable();

/** Who a session is now. */
const identity = z.strictObject({
  user: z.string(),
  /** None for who may only look, and for the single owner, who needs none. */
  roles: z.array(z.enum(ROLES)),
  capabilities: z.array(z.enum(CAPABILITIES)),
  /** Accounts it may trade; null: every one. */
  accounts: z.array(z.string()).nullable(),
  origin: z.enum(['desktop', 'browser', 'cli']),
  signedIn: z.boolean(),
  /** The desk has no users yet: whoever runs it holds every capability. */
  singleOwner: z.boolean(),
});
export type SessionIdentity = z.output<typeof identity>;

const userRow = z.strictObject({
  user: z.string(),
  roles: z.array(z.enum(ROLES)),
  accounts: z.array(z.string()).nullable(),
  osAccount: z.string().nullable(),
  disabled: z.boolean(),
  hasPassword: z.boolean(),
});
export type UserRow = z.output<typeof userRow>;

const UNWRITTEN = ['COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'] as const;
const manage = { capability: 'MANAGE_USERS', errors: ['NOT_FOUND', 'CONFLICT', ...UNWRITTEN] } as const;

/** Who may act: sessions, and the users that sign in to them. */
export const authorityProcedures = {
  /** The session acts as this user from now on. OVERLOADED after too many failures, for a while. */
  'session.signIn': command(
    z.strictObject({ user: z.string().min(1).max(64), password: z.string().max(PASSWORD_LENGTH.most) }),
    identity,
    { capability: 'VIEW', errors: ['UNAUTHENTICATED', 'OVERLOADED', 'CONFLICT', ...UNWRITTEN] },
  ),
  /** The session acts again as whoever runs the desk. */
  'session.signOut': command(nothing, identity, { capability: 'VIEW', errors: ['CONFLICT', ...UNWRITTEN] }),
  'session.whoAmI': query(nothing, identity),
  'users.list': query(nothing, z.array(userRow), { capability: 'MANAGE_USERS' }),
  /** Makes a user or changes one; `password` only sets a new one. The first user must be able to manage users. */
  'users.save': command(
    z.strictObject({
      user: userName,
      roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
      accounts: accounts.default(null),
      osAccount: z.string().min(1).max(256).nullable().default(null),
      password: newPassword.optional(),
    }),
    userRow,
    manage,
  ),
  /** A user who is disabled acts no more, in open sessions neither. */
  'users.disable': command(z.strictObject({ user: userName, disabled: z.boolean() }), userRow, manage),
  'users.setPassword': command(z.strictObject({ user: userName, password: newPassword }), userRow, manage),
} as const satisfies Record<string, Procedure>;
