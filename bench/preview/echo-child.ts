import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

/** Started as `node echo-child.ts FILE`: prints its port and answers every message with the text in that file. */
if (import.meta.main) {
  const answer = readFileSync(process.argv[2] ?? '', 'utf8');
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  server.on('connection', (socket) => socket.on('message', () => socket.send(answer)));
  server.on('listening', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
}
