import { ipcMain, MessageChannelMain, type MessagePortMain } from 'electron';
import { CONNECT_CHANNEL, PORT_CHANNEL } from '#electron/preload/bridge.ts';

/**
 * Gives every page of ours that asks a port to the engine, and hands the other end to `serve`. A frame inside a
 * page, or a page of any other origin, is not answered. The port closes with its page, which `serve` learns
 * from the port's `close` event.
 */
export function grantPorts(origin: string, serve: (port: MessagePortMain) => void): void {
  ipcMain.on(CONNECT_CHANNEL, ({ senderFrame }) => {
    if (senderFrame === null || senderFrame.parent !== null || senderFrame.origin !== origin) return;
    const { port1, port2 } = new MessageChannelMain();
    serve(port1);
    senderFrame.postMessage(PORT_CHANNEL, null, [port2]);
  });
}
