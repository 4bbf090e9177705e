import type { InboxReader } from './shared-inbox.ts';

/**
 * What the thread of the line has received, in order: most of it lies in shared memory, what has no room there comes as a
 * message, and both are numbered together.
 */
export class LineInbox {
  readonly #shared: Pick<InboxReader, 'read' | 'noteTaken'>;
  readonly #onText: (text: string) => void;
  readonly #sent = new Map<number, string>();
  #next = 0;

  constructor(shared: Pick<InboxReader, 'read' | 'noteTaken'>, onText: (text: string) => void) {
    this.#shared = shared;
    this.#onText = onText;
  }

  /** How many texts were given on. */
  get count(): number {
    return this.#next;
  }

  /** Takes a text that came as a message. */
  put(seq: number, text: string): void {
    this.#sent.set(seq, text);
  }

  /** Gives on every text whose turn it is. */
  drain(): void {
    for (;;) {
      const text = this.#sent.get(this.#next) ?? this.#shared.read(this.#next);
      if (text === null) return;
      this.#sent.delete(this.#next++);
      this.#shared.noteTaken(this.#next);
      try {
        this.#onText(text);
      } catch (thrown) {
        // As of a handler of a message of its own: said, and the next text is none the worse.
        reportError(thrown);
      }
    }
  }
}
