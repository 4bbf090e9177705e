import { userInfo } from 'node:os';
import type { Actor } from '#electron/core/desk/actor.ts';
import { CAPABILITIES } from '#shared/contract/procedure.ts';

/** The person who runs this process, with every capability: the desk's file is theirs anyway. */
export function localActor(origin: Actor['origin']): Actor {
  return {
    user: userName(),
    capabilities: new Set(CAPABILITIES),
    origin,
  };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // An account without an entry in the user database, as in some containers.
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
