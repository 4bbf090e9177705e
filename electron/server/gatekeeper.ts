import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#electron/core/ports/clock.ts';
import { SIGN_IN_PAGE } from './pages.ts';
import { createRequestGuard } from './request-guard.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { createSessions, digestOf, SESSION_MS } from './sessions.ts';

/** Decides who gets in: by host, origin, one-time token and session cookie. */
export interface Gatekeeper {
  issueToken(): string;
  /** Whether the request goes on to its route; otherwise it has been answered. */
  admit(request: FastifyRequest, reply: FastifyReply): boolean;
  /** The status to refuse an upgrade with; null accepts it. */
  refuseUpgrade(request: IncomingMessage): 401 | 403 | 404 | null;
  /** Whether the request's session lives; it then lives on. */
  hasSession(request: IncomingMessage): boolean;
  /** Tells one browser's session from another's, without being the secret that opens it. */
  sessionKey(request: IncomingMessage): string;
}

/**
 * The gate of a server that listens on `host`. Everything but `/healthz` needs a session: `/?token=...` opens one,
 * once, in an HttpOnly, SameSite=Strict cookie and leads to `/`, so that the token stays in no history. A foreign
 * host or origin is refused before anything else is looked at.
 */
export function createGatekeeper(host: string, clock: Clock): Gatekeeper {
  const guard = createRequestGuard(host);
  const sessions = createSessions(clock);
  const hasSession = (request: IncomingMessage): boolean => sessions.touch(sessionOf(request) ?? '');
  return {
    issueToken: () => sessions.issueToken(),
    hasSession,
    sessionKey: (request) => digestOf(sessionOf(request) ?? ''),
    admit({ raw, method, url }, reply) {
      reply.headers(SECURITY_HEADERS);
      if (!guard.isOurHost(raw) || !guard.isOurOrigin(raw, true)) {
        void reply.code(403).type('text/plain').send('This address does not lead here.');
        return false;
      }
      if (url === '/healthz') return true;
      const token = method === 'GET' ? tokenOf(url) : null;
      const session = hasSession(raw) ? sessionOf(raw) : token === null ? null : sessions.redeem(token);
      if (session === null || session === undefined) {
        void reply.code(401).type('text/html; charset=utf-8').send(SIGN_IN_PAGE);
        return false;
      }
      if (url === '/' || token !== null) reply.header('Set-Cookie', cookieOf(raw, session));
      if (token !== null) void reply.redirect('/', 303);
      return token === null;
    },
    refuseUpgrade(request) {
      if (!guard.isOurHost(request) || !guard.isOurOrigin(request, false)) return 403;
      if (request.url !== '/rpc') return 404;
      return hasSession(request) ? null : 401;
    },
  };
}

function tokenOf(url: string): string | null {
  return url.startsWith('/?') ? new URLSearchParams(url.slice(2)).get('token') : null;
}

/** Cookies do not know ports: the name tells this server's from another's on the same machine. */
const cookieName = ({ socket }: IncomingMessage): string => `preflight-${socket.localPort}`;

function cookieOf(request: IncomingMessage, session: string): string {
  const age = Math.floor(SESSION_MS / 1_000);
  return `${cookieName(request)}=${session}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}`;
}

function sessionOf(request: IncomingMessage): string | undefined {
  const start = `${cookieName(request)}=`;
  const cookies = (request.headers.cookie ?? '').split(';').map((text) => text.trim());
  return cookies.find((text) => text.startsWith(start))?.slice(start.length);
}
