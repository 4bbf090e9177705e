import { existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Caller } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import type { Clock } from '#electron/core/ports/clock.ts';
import { appError, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { acceptUpgrades } from './accept-upgrades.ts';
import { createClientHost } from './client-host.ts';
import { createGatekeeper, type Gatekeeper } from './gatekeeper.ts';
import { NOT_BUILT_PAGE } from './pages.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { dropOldest, MAX_SESSIONS } from './sessions.ts';
import { webSocketConnection } from './web-socket.ts';

export interface BrowserShellOptions {
  readonly desk: Pick<Desk, 'handlers' | 'subscribe' | 'gauges'>;
  /** A session for a browser; its tabs share it, and it outlives a connection that breaks. */
  readonly openSession: () => Caller;
  readonly clock: Clock;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The built renderer. */
  readonly folder: string;
  readonly log: (line: string) => void;
}

export interface BrowserShell {
  readonly port: number;
  /** A link that opens the desk in one browser; every call gives a new one. */
  issueLink(): string;
  /** Says goodbye to every client and stops listening; the desk stays open. */
  close(): Promise<void>;
}

/**
 * Serves the renderer and the engine's calls to browsers: everything but `/healthz` needs a session, which the
 * first visit of a one-time link opens. Errors: CONFLICT when the port is taken, INVALID_INPUT for an address
 * that cannot be listened on.
 */
export async function startBrowserShell(options: BrowserShellOptions): Promise<Result<BrowserShell>> {
  const gatekeeper = createGatekeeper(options.host, options.clock);
  const server = httpServer(gatekeeper, options);
  const closeClients = serveClients(server, gatekeeper, options);
  try {
    await server.listen({ host: options.host, port: options.port });
  } catch (error) {
    await closeClients();
    return err(listenError(error, options));
  }
  const { port } = server.server.address() as AddressInfo;
  return ok({
    port,
    issueLink: () => `http://${linkHost(options.host)}:${port}/?token=${gatekeeper.issueToken()}`,
    async close() {
      await closeClients();
      await server.close();
    },
  });
}

function httpServer(gatekeeper: Gatekeeper, { folder, log }: BrowserShellOptions): FastifyInstance {
  const server = fastify({
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    requestTimeout: 30_000,
    frameworkErrors: (_error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      void reply.code(400).headers(SECURITY_HEADERS).type('text/plain').send('Bad request');
    },
  });
  server.addHook('onRequest', (request, reply, next) => {
    if (gatekeeper.admit(request, reply)) next();
  });
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log(`bug in ${request.method} ${request.url.slice(0, 200)}: ${error.stack}`);
    void reply.code(status).type('text/plain').send('Refused');
  });
  server.setNotFoundHandler((request, reply) => {
    const built = request.url !== '/' || existsSync(path.join(folder, 'index.html'));
    void (built
      ? reply.code(404).type('text/plain').send('Not found')
      : reply.code(503).type('text/html; charset=utf-8').send(NOT_BUILT_PAGE));
  });
  server.get('/healthz', () => ({ status: 'ok' }));
  void server.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders(reply, file) {
      // The build names what is in there by its content.
      if (path.basename(path.dirname(file)) !== 'assets') return;
      void reply.header('Cache-Control', 'private, max-age=31536000, immutable');
    },
  });
  return server;
}

/** Serves the contract at `/rpc`; the function that is returned disconnects every client. */
function serveClients(
  server: FastifyInstance,
  gatekeeper: Gatekeeper,
  { desk, openSession, log }: BrowserShellOptions,
): () => Promise<void> {
  const host = createClientHost(desk, log);
  const callers = new Map<string, Caller>();
  const unshow = desk.gauges.add(() => [{ code: 'SESSIONS', value: callers.size, bound: MAX_SESSIONS }]);
  const callerOf = (request: IncomingMessage): Caller => {
    const key = gatekeeper.sessionKey(request);
    const caller = callers.get(key) ?? openSession();
    callers.delete(key);
    callers.set(key, caller);
    dropOldest(callers, MAX_SESSIONS);
    return caller;
  };
  const closeSockets = acceptUpgrades(server.server, {
    refusal: (request) => gatekeeper.refuseUpgrade(request),
    onAlive: (request) => void gatekeeper.hasSession(request),
    onSocket: (socket, request) => host.serve(webSocketConnection(socket), callerOf(request)),
  });
  return () => {
    unshow();
    host.close();
    return closeSockets();
  };
}

function linkHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function listenError(error: unknown, { host, port }: BrowserShellOptions): AppError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const where = `${host}:${port}`;
  return code === 'EADDRINUSE'
    ? appError('CONFLICT', 'another program listens on this port', where, 'Choose another with --port.')
    : appError('INVALID_INPUT', `cannot listen on this address, ${code}`, where, 'Choose another --host.');
}
