import type { authorityProcedures, SessionIdentity, UserRow } from '#shared/contract/procedures/authority.ts';
import type { User } from '#shared/domain/authority.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import type { Result } from '#shared/errors/result.ts';
import type { Actor, DeskSession } from '../desk/actor.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import type { Authority } from './authority.ts';
import type { UserDesk } from './user-desk.ts';

export function authorityHandlers(
  { announceStatus, emit }: DeskContext,
  authority: Authority,
  users: UserDesk,
): HandlersOf<typeof authorityProcedures> {
  const identityOf = ({ user, capabilities, accounts, origin, session }: Actor): SessionIdentity => ({
    user,
    roles: [...(users.find(user)?.user.roles ?? [])],
    capabilities: [...capabilities],
    accounts: accounts === undefined || accounts === null ? null : [...accounts],
    origin,
    signedIn: session !== undefined && session.signedIn !== null,
    singleOwner: users.isSingleOwner,
  });
  /** What clients may do can be another thing now: each is told its own. */
  const announce = (actor: Actor): void => {
    emit('users.changed', {});
    announceStatus(actor);
  };
  const changed = (result: Result<User>, actor: Actor): UserRow => {
    const row = toRow(unwrap(result));
    announce(actor);
    return row;
  };
  return {
    'session.signIn': async ({ user, password }, actor) => {
      const session = sessionOf(actor);
      unwrap(await authority.signIn(session, user, password));
      announce(session.actor);
      return identityOf(session.actor);
    },
    'session.signOut': async (_input, actor) => {
      const session = sessionOf(actor);
      const signedOut = await authority.signOut(session);
      announce(session.actor);
      unwrap(signedOut);
      return identityOf(session.actor);
    },
    'session.whoAmI': (_input, actor) => identityOf(actor),
    'users.list': () => users.list().map(toRow),
    'users.save': async (input, actor) => changed(await users.save(input, actor), actor),
    'users.disable': async ({ user, disabled }, actor) =>
      changed(await users.disable(user, disabled, actor), actor),
    'users.setPassword': async ({ user, password }, actor) =>
      changed(await users.setPassword(user, password, actor), actor),
  };
}

/** The contract's mutable row; the data is the same. */
const toRow = (user: User): UserRow => ({
  ...user,
  roles: [...user.roles],
  accounts: user.accounts === null ? null : [...user.accounts],
});

function sessionOf({ session }: Actor): DeskSession {
  if (session !== undefined) return session;
  throw new AppErrorException(appError('CONFLICT', 'this call comes from no session', 'session'));
}
