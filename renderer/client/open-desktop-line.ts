import { openThroughWorker } from './open-through-worker.ts';
import type { OpenTextLine, TextLine } from './transport.ts';

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

/** The desktop's line: over a port to the engine, asked for through the bridge. */
export function openDesktopLine(bridge: DesktopBridge): OpenTextLine {
  return (events) => {
    let line: TextLine | null = null;
    const onPort = (event: MessageEvent): void => {
      const [granted] = event.ports;
      if (event.source !== window || event.data !== PORT_CHANNEL || granted === undefined) return;
      window.removeEventListener('message', onPort);
      line = openThroughWorker(granted)(events);
    };
    window.addEventListener('message', onPort);
    bridge.connect();
    return {
      send: (text, isQuick) => line?.send(text, isQuick),
      close: () => {
        window.removeEventListener('message', onPort);
        line?.close();
      },
    };
  };
}
