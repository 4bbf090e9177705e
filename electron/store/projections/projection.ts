import type { AuditTotals } from '#electron/core/audit/chain.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/error-code.ts';

/** Where the record stands: its audit row is already inserted in the same transaction. */
export interface RecordPlace {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
}

/** What a record changes in the running totals, scaled integers; absent is no change. */
export type TotalsChange = { readonly [K in keyof AuditTotals]?: number };

/**
 * Writes one kind of record into the tables that answer questions about it, and returns the change of the totals.
 * Throws AppErrorException when a rule refuses the record; the caller then undoes what it wrote.
 */
export type Projection<B> = (facts: B, place: RecordPlace) => TotalsChange;

export function refuse(code: ErrorCode, what: string, where: string): never {
  throw new AppErrorException(appError(code, what, where, 'Nothing was recorded.'));
}
