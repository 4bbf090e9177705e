import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { MAX_MESSAGE_BYTES } from '#shared/contract/wire.ts';

const HEARTBEAT_MS = 30_000;
const CLOSE_MS = 2_000;
const MAX_CLIENTS = 16_384;

export interface UpgradeOptions {
  /** The status to refuse a request with; null accepts it. */
  readonly refusal: (request: IncomingMessage) => 401 | 403 | 404 | null;
  readonly onSocket: (socket: WebSocket, request: IncomingMessage) => void;
  /** Called about twice a minute for every client that still answers. */
  readonly onAlive: (request: IncomingMessage) => void;
}

/**
 * Turns requests of `server` to upgrade into WebSockets, where `refusal` allows it. Messages are bounded by the
 * wire's size, clients by number; a client that does not answer a ping within 30 s is cut off. The function that
 * is returned says goodbye to every client and cuts off who has not left after 2 s.
 */
export function acceptUpgrades(
  server: Server,
  { refusal, onSocket, onAlive }: UpgradeOptions,
): () => Promise<void> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  const silent = new Map<WebSocket, boolean>();
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const status = refusal(request) ?? (sockets.clients.size >= MAX_CLIENTS ? 503 : null);
    if (status !== null) {
      stream.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      silent.set(socket, false);
      socket.on('pong', () => {
        silent.set(socket, false);
        onAlive(request);
      });
      socket.on('close', () => silent.delete(socket));
      onSocket(socket, request);
    });
  });
  const heartbeat = setInterval(() => {
    for (const [socket, wasSilent] of silent) {
      if (wasSilent) socket.terminate();
      else socket.ping();
      silent.set(socket, true);
    }
  }, HEARTBEAT_MS).unref();
  return () => {
    clearInterval(heartbeat);
    return closeAll(sockets);
  };
}

function closeAll(sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.close(1001);
  const cut = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
  }, CLOSE_MS);
  return new Promise((resolve) => {
    const check = (): void => {
      if (sockets.clients.size > 0) return;
      clearTimeout(cut);
      sockets.close(() => resolve());
    };
    for (const socket of sockets.clients) socket.once('close', check);
    check();
  });
}
