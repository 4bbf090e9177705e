import type { FromLine } from './line-messages.ts';
import type { InboxWriter } from './shared-inbox.ts';

/** Of texts that wait as messages, UTF-16 units; a page that is at work takes them within a frame. */
const MOST_WAITING = 16 * 1024 * 1024;

/** What the thread of the line hands to the page, in order: into shared memory, or as a message where that has no room. */
export class LineOutbox {
  readonly #shared: Pick<InboxWriter, 'write' | 'taken'>;
  readonly #tell: (message: FromLine) => void;
  /** Of each text that went as a message and was not taken yet: its number and its length. */
  readonly #waiting = new Map<number, number>();
  #waitingUnits = 0;
  #count = 0;
  #isOver = false;

  constructor(shared: Pick<InboxWriter, 'write' | 'taken'>, tell: (message: FromLine) => void) {
    this.#shared = shared;
    this.#tell = tell;
  }

  /**
   * False, and the text and all after it are dropped, when the page has hung for so long that no more is kept for it: its line
   * is to be closed, as a socket's would be that nobody reads.
   */
  put(text: string): boolean {
    if (this.#isOver) return false;
    const seq = this.#count;
    if (this.#shared.write(seq, text)) this.#tell({ kind: 'bell' });
    else {
      this.#forgetTaken();
      if (this.#waitingUnits + text.length > MOST_WAITING) {
        this.#isOver = true;
        return false;
      }
      this.#waiting.set(seq, text.length);
      this.#waitingUnits += text.length;
      this.#tell({ kind: 'text', seq, text });
    }
    this.#count++;
    return true;
  }

  #forgetTaken(): void {
    const { taken } = this.#shared;
    for (const [seq, length] of this.#waiting) {
      if (seq >= taken) return;
      this.#waiting.delete(seq);
      this.#waitingUnits -= length;
    }
  }
}
