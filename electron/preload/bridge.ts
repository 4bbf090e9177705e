/** What the preload script and the main process call each other's messages. */
export const CONNECT_CHANNEL = 'preflight:connect';
export const PORT_CHANNEL = 'preflight:port';
export const TICKET_CHANNEL = 'preflight:ticket';

/** The page's only handle on the desktop shell, `window.preflight`. */
export interface DesktopBridge {
  readonly shell: 'desktop';
  /**
   * Asks for a port to the engine. It arrives as a `message` event of the window with `data` equal to
   * `PORT_CHANNEL` and the port in `ports[0]`; a page that reloads asks again.
   * A ticket link arrives the same way, with `data` equal to `{ channel: TICKET_CHANNEL, ticket }`.
   */
  readonly connect: () => void;
}
