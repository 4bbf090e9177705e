import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '#electron/core/ports/clock.ts';

export const SESSION_MS = 12 * 3_600_000;
const MAX_TOKENS = 16;
export const MAX_SESSIONS = 64;

/** Who may use the browser shell: one-time tokens that are exchanged for sessions. In memory, gone at the end. */
export interface Sessions {
  /** 256 random bits, good for one exchange. */
  issueToken(): string;
  /** A new session's id for a token that was never used, which is spent by it; otherwise null. */
  redeem(token: string): string | null;
  /** Whether the session lives; using it lets it live another 12 hours. */
  touch(session: string): boolean;
}

/**
 * Tokens and sessions are kept as digests, so that looking one up tells nothing by its time and a dump of the
 * memory holds none of them. At most 16 tokens and 64 sessions: the oldest makes room.
 */
export function createSessions(clock: Clock): Sessions {
  const tokens = new Set<string>();
  const expiries = new Map<string, number>();
  const secret = (): string => randomBytes(32).toString('base64url');
  const keep = (digest: string): void => {
    expiries.delete(digest);
    expiries.set(digest, clock.now() + SESSION_MS);
  };
  return {
    issueToken() {
      const token = secret();
      tokens.add(digestOf(token));
      dropOldest(tokens, MAX_TOKENS);
      return token;
    },
    redeem(token) {
      if (!tokens.delete(digestOf(token))) return null;
      const session = secret();
      keep(digestOf(session));
      dropOldest(expiries, MAX_SESSIONS);
      return session;
    },
    touch(session) {
      const digest = digestOf(session);
      const alive = (expiries.get(digest) ?? 0) > clock.now();
      if (alive) keep(digest);
      else expiries.delete(digest);
      return alive;
    },
  };
}

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64');

/** Sets and maps iterate in the order of insertion. */
export function dropOldest(kept: Set<string> | Map<string, unknown>, most: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(key);
  }
}
