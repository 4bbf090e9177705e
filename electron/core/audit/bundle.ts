/**
 * The audit log in a file of its own, signed with the desk's audit key:
 *
 *   records  one line of JSON each, in order, from the first: `recordLine`
 *   head     what the records are and where they end
 *   hmac     HMAC-SHA256(key, bundleText(head)); the head binds the records by their SHA-256
 *
 * In a `.zip` these are `records.jsonl` and `head.json` ({ head, hmac }); in a `.json` one document, one record a line:
 * `{"records":[`, the records, `],"head":{...},"hmac":"..."}`.
 */
export const BUNDLE_FORMAT = 'preflight-audit-bundle';
export const BUNDLE_VERSION = 1;

/** One record as it lies in the log; `body` is its text to the byte, `mac` hex. */
export interface BundleRecord {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly actor: string;
  readonly body: string;
  readonly mac: string;
}

export interface BundleHead {
  readonly format: typeof BUNDLE_FORMAT;
  readonly version: typeof BUNDLE_VERSION;
  readonly engineVersion: string;
  /** The audit sequence of the newest record, which is the number of records. */
  readonly records: number;
  /** Its code in the chain, hex. */
  readonly mac: string;
  /** The running totals as the log holds them, quantities scaled. */
  readonly totals: Readonly<Record<string, string>>;
  /** SHA-256 hex of the record lines, each with its newline. */
  readonly recordsHash: string;
}

/** Fields in a fixed order, without the newline. */
export const recordLine = ({ seq, at, kind, actor, body, mac }: BundleRecord): string =>
  JSON.stringify({ seq, at, kind, actor, body, mac });

/** What the bundle's code is computed over; never what a record's code or the seal is. */
export const bundleText = (head: BundleHead): string =>
  JSON.stringify([
    'bundle',
    head.format,
    head.version,
    head.engineVersion,
    head.records,
    head.mac,
    Object.entries(head.totals).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    head.recordsHash,
  ]);
