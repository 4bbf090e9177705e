import type { MessagePortMain } from 'electron';

/** The engine as the desktop shell sees it: it serves the pages' ports and is closed once, at the end. */
export interface DeskTransport {
  readonly serve: (port: MessagePortMain) => void;
  readonly close: () => Promise<void>;
}
