import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** Whether a request was really meant for us, by the two headers a page of another site cannot choose. */
export interface RequestGuard {
  /** `Host` is this server under a name it answers to: a name of someone else that resolves here is refused. */
  isOurHost(request: IncomingMessage): boolean;
  /** `Origin` is this server; a request without one passes only when `optional`, as a navigation has none. */
  isOurOrigin(request: IncomingMessage, optional: boolean): boolean;
}

/**
 * The guard of a server that was told to listen on `host`. On a loopback address it answers to the loopback names
 * only; elsewhere also to the machine's name and to any address literal, which no DNS answer can forge. The port
 * must be the one the request came in by.
 */
export function createRequestGuard(host: string): RequestGuard {
  const local = LOOPBACK.includes(host);
  const names = new Set([...LOOPBACK, host.toLowerCase(), ...(local ? [] : [hostname().toLowerCase()])]);
  const ourUrl = ({ headers, socket }: IncomingMessage): URL | undefined => {
    const url = parseOrigin(`http://${headers.host ?? ''}`);
    if (url === undefined || Number(url.port === '' ? 80 : url.port) !== socket.localPort) return undefined;
    const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
    return names.has(name) || (!local && isIP(name) !== 0) ? url : undefined;
  };
  return {
    isOurHost: (request) => ourUrl(request) !== undefined,
    isOurOrigin: (request, optional) =>
      request.headers.origin === undefined ? optional : request.headers.origin === ourUrl(request)?.origin,
  };
}

/** The URL of an origin and nothing more: no user, path or query may hide behind the name. */
function parseOrigin(text: string): URL | undefined {
  const url = URL.parse(text);
  return url !== null && url.username === '' && `${url.origin}/` === url.href ? url : undefined;
}
