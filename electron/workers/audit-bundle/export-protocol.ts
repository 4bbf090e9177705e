/** The largest bundle that is handed to a client. */
export const MAX_BUNDLE_BYTES = 256 * 1024 * 1024;

export interface ExportOrder {
  readonly store: string;
  /** A file that does not exist yet. */
  readonly out: string;
  readonly auditKey?: Uint8Array;
}

export interface Exported {
  readonly bytes: number;
  readonly records: number;
}
