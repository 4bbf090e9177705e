import { CAPABILITIES, type Capability } from '#shared/contract/procedure.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { Actor, DeskSession, LocalAccount } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { LoginRecord } from '../ports/journal.ts';
import { FailedSignIns } from './failed-sign-ins.ts';
import { capabilitiesOf } from './role-capabilities.ts';
import type { UserDesk } from './user-desk.ts';

const EVERYTHING: ReadonlySet<Capability> = new Set(CAPABILITIES);
const LOOK_ONLY: ReadonlySet<Capability> = new Set(['VIEW']);

/** Says who each session acts as, and signs users in and out. */
export class Authority {
  readonly #deps: DeskDependencies;
  readonly #users: UserDesk;
  readonly #failures = new FailedSignIns();
  readonly #actors = new WeakMap<DeskSession, { version: number; signedIn: string | null; actor: Actor }>();

  constructor(deps: DeskDependencies, users: UserDesk) {
    this.#deps = deps;
    this.#users = users;
  }

  openSession(local: LocalAccount): DeskSession {
    const actorOf = (of: DeskSession): Actor => this.#actorOf(of);
    const session: DeskSession = {
      local,
      signedIn: null,
      get actor() {
        return actorOf(session);
      },
    };
    return session;
  }

  /**
   * Lets the session act as the user, once that is on record. UNAUTHENTICATED alike for a wrong password, an unknown
   * user, one without a password and one who is disabled; OVERLOADED while the name is locked after failures.
   */
  async signIn(session: DeskSession, name: string, password: string): Promise<Result<void>> {
    const waitMs = this.#failures.attempt(name, this.#deps.clock.now());
    if (waitMs > 0) return err(locked(waitMs));
    const asked = this.#users.find(name);
    const proven = await this.#deps.passwords.verify(password, asked?.password ?? null);
    // The user may have been changed while the password was looked at.
    const stored = this.#users.find(name);
    const signedIn = proven && stored !== undefined && stored.password === asked?.password;
    if (!signedIn || stored.user.disabled) {
      await this.#record(session, 'FAILED', asked?.user.user ?? null, session.actor.user);
      return err(WRONG);
    }
    const { user } = stored.user;
    const receipt = await this.#record(session, 'SIGNED_IN', user, user);
    if (!receipt.ok) return receipt;
    this.#failures.succeeded(name);
    session.signedIn = user;
    return ok(undefined);
  }

  /** The session acts as whoever runs the desk again, on record or not. */
  async signOut(session: DeskSession): Promise<Result<void>> {
    const user = session.signedIn;
    if (user === null) return ok(undefined);
    session.signedIn = null;
    const receipt = await this.#record(session, 'SIGNED_OUT', user, user);
    return receipt.ok ? ok(undefined) : receipt;
  }

  /** Kept from call to call, as long as neither the users nor the session have changed. */
  #actorOf(session: DeskSession): Actor {
    this.#users.refresh();
    const { version } = this.#users;
    const known = this.#actors.get(session);
    if (known !== undefined && known.version === version && known.signedIn === session.signedIn)
      return known.actor;
    const actor = this.#derive(session);
    this.#actors.set(session, { version, signedIn: session.signedIn, actor });
    return actor;
  }

  #derive(session: DeskSession): Actor {
    const { osAccount, origin } = session.local;
    const { signedIn } = session;
    if (this.#users.isSingleOwner) return { user: osAccount, capabilities: EVERYTHING, origin, session };
    const user = signedIn === null ? this.#users.ofOsAccount(osAccount) : this.#users.find(signedIn)?.user;
    if (user === undefined || user.disabled) {
      // A colon is in no user's name, so that this cannot be taken for one.
      return { user: user?.user ?? `os:${osAccount}`, capabilities: LOOK_ONLY, origin, session };
    }
    const accounts = user.accounts === null ? null : new Set<string>(user.accounts);
    return { user: user.user, capabilities: capabilitiesOf(user.roles), origin, accounts, session };
  }

  #record(session: DeskSession, outcome: LoginRecord['outcome'], user: string | null, actor: string) {
    const at = this.#deps.clock.now();
    return this.#deps.journal.append({
      kind: 'LOGIN',
      at,
      actor,
      origin: session.local.origin,
      outcome,
      user,
    });
  }
}

const WRONG = appError(
  'UNAUTHENTICATED',
  'the user or the password is wrong',
  'session.signIn',
  'Try again.',
);

const locked = (waitMs: number) =>
  appError(
    'OVERLOADED',
    'there were too many attempts to sign in',
    'session.signIn',
    `Try again in ${Math.ceil(waitMs / 1_000)} seconds.`,
  );
