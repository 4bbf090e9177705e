/**
 * What the audit log's message authentication codes are computed over. The log is a chain:
 *
 *   mac_0 = 32 zero bytes
 *   mac_n = HMAC-SHA256(key, mac_(n-1) || auditHeader(n) || body_n)
 *   seal  = HMAC-SHA256(key, sealText(head))
 *
 * with text as UTF-8. The header is one line of JSON, so it cannot run into the body whatever its fields hold.
 * The seal binds the newest record and the running totals: without the key nobody can move it back to an
 * earlier record, which is how a removed tail is found. What no log can tell by itself: that the whole file,
 * seal included, was replaced by an authentic older copy, or that someone who holds the key rewrote it.
 */
export const CHAIN_START_BYTES = 32;

/** The columns of an audit row that precede its body. */
export interface AuditHeader {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly actor: string;
}

/** Sums over the log and its projections, kept in the transaction that changes them. Quantities are scaled. */
export interface AuditTotals {
  readonly audit: bigint;
  readonly decisions: bigint;
  readonly tickets: bigint;
  readonly reserved_qty: bigint;
  readonly executed_qty: bigint;
}

export const TOTAL_KEYS = ['audit', 'decisions', 'tickets', 'reserved_qty', 'executed_qty'] as const;

/** The header line of one record, newline included: `[seq,at,"kind","actor"]`. Injective. */
export function auditHeader(header: AuditHeader): string {
  return `${JSON.stringify([header.seq, header.at, header.kind, header.actor])}\n`;
}

/** The text under the seal: position and code of the newest record, then the totals in their fixed order. */
export function sealText(seq: number, macHex: string, totals: AuditTotals): string {
  return JSON.stringify(['head', seq, macHex, ...TOTAL_KEYS.map((key) => totals[key].toString())]);
}
