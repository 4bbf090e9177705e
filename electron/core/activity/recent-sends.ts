import type { RecentSends, SentTicket } from '#shared/controls/activity-view.ts';

/** Tickets of one symbol and side that are held; beyond it older ones are let go, and a window that needs them denies. */
const HELD = 4_096;

/** The tickets sent in one symbol and side within the longest window, oldest let go first. */
export class SymbolSends implements RecentSends {
  lostUpTo = -Infinity;
  /** Oldest first, from `#from` on. */
  #sent: SentTicket[] = [];
  #from = 0;
  #aside: { readonly at: number; readonly sent: SentTicket } | null = null;

  get size(): number {
    return this.#sent.length - this.#from;
  }

  at(place: number): SentTicket {
    const sent = this.#sent[this.#sent.length - 1 - place];
    if (sent === undefined || place >= this.size) throw new RangeError(`no sent ticket ${place}`);
    return sent;
  }

  /** Adds the newest one, and forgets what is older than the longest window before it. */
  add(sent: SentTicket, longestWindow: number): void {
    this.#sent.push(sent);
    const oldest = sent.tick - longestWindow;
    while ((this.#sent[this.#from]?.tick ?? Infinity) <= oldest) this.#from++;
    while (this.size > HELD) this.lostUpTo = this.#sent[this.#from++]?.tick ?? this.lostUpTo;
    if (this.#from <= HELD && this.#from < this.#sent.length / 2) return;
    this.#sent = this.#sent.slice(this.#from);
    this.#from = 0;
  }

  /** Leaves a ticket out until `putBack`, which follows before anything is added. */
  setAside(clOrdId: string): void {
    const at = this.#sent.findLastIndex(({ ticket }) => ticket.clOrdId === clOrdId);
    const [sent] = at >= this.#from ? this.#sent.splice(at, 1) : [];
    this.#aside = sent === undefined ? null : { at, sent };
  }

  putBack(): void {
    if (this.#aside !== null) this.#sent.splice(this.#aside.at, 0, this.#aside.sent);
    this.#aside = null;
  }

  /** Takes back a ticket that was not sent after all. */
  remove(clOrdId: string): void {
    const at = this.#sent.findLastIndex(({ ticket }) => ticket.clOrdId === clOrdId);
    if (at >= this.#from) this.#sent.splice(at, 1);
  }
}
