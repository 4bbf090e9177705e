import type { Capability } from '#shared/contract/procedure.ts';

export type Origin = 'desktop' | 'browser' | 'cli';

/** Who is calling, taken from the session and never from the message. */
export interface Actor {
  readonly user: string;
  readonly capabilities: ReadonlySet<Capability>;
  readonly origin: Origin;
  /** The accounts it may trade; null or absent: every one. */
  readonly accounts?: ReadonlySet<string> | null;
  /** The session that signing in changes; absent: it acts without one. */
  readonly session?: DeskSession;
}

/** Whoever calls: the actor may be another one from call to call. */
export interface Caller {
  readonly actor: Actor;
}

/** The person who runs the process that a session comes from, as the operating system names them. */
export interface LocalAccount {
  readonly osAccount: string;
  readonly origin: Origin;
}

/**
 * One client's session: whoever runs the desk until a user signs in to it. Its actor is as the desk's users are now: a
 * user who was disabled or lost a role acts with what is left from the next call on.
 */
export interface DeskSession extends Caller {
  readonly local: LocalAccount;
  /** The user that signed in; null: nobody did. */
  signedIn: string | null;
}
