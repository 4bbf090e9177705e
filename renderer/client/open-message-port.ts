import type { ServerMessage } from '#shared/contract/wire.ts';
import type { OpenTransport } from './transport.ts';

/** What the desktop's preload script offers; the port arrives as a message of the window. */
export interface DesktopBridge {
  readonly shell: 'desktop';
  readonly connect: () => void;
}

const PORT_CHANNEL = 'preflight:port';

declare global {
  interface Window {
    readonly preflight?: DesktopBridge;
  }
}

/** The desktop's transport: a port to the engine, asked for through the bridge. */
export function openMessagePort(bridge: DesktopBridge): OpenTransport {
  return (events) => {
    let port: MessagePort | null = null;
    let closed = false;
    const onPort = (event: MessageEvent): void => {
      const [granted] = event.ports;
      if (event.source !== window || event.data !== PORT_CHANNEL || granted === undefined) return;
      window.removeEventListener('message', onPort);
      if (closed) return granted.close();
      port = granted;
      port.addEventListener('message', (message: MessageEvent<ServerMessage>) =>
        events.onMessage(message.data),
      );
      port.addEventListener('close', () => events.onClose('lost'));
      port.start();
      events.onOpen();
    };
    window.addEventListener('message', onPort);
    bridge.connect();
    return {
      send: (message) => port?.postMessage(message),
      close: () => {
        closed = true;
        window.removeEventListener('message', onPort);
        port?.close();
      },
    };
  };
}
