import type { RecordBody } from '#electron/core/audit/record-body.ts';
import { fromStoredDecision } from '#electron/core/audit/record-body.ts';
import { openStoreForReading } from '#electron/store/open-store.ts';
import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { Status } from '#shared/domain/decision.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';

const WORST_FIRST: readonly Status[] = ['UNDETERMINED', 'BLOCK', 'WARN', 'PASS'];

/** Decisions in a log and how many of them another limit on the size of an order would have changed. */
export interface ChangedCount {
  readonly decisions: number;
  readonly changed: number;
  readonly bodyBytes: number;
}

/**
 * Counts by the recorded outcomes alone, nothing built or measured again: the limit's own outcome follows from the quantity
 * of the ticket, every other one stands, and the verdict is the worst.
 */
export function countChanged(file: string, proposal: Limit): ChangedCount {
  const store = openStoreForReading(file);
  if (!store.ok) throw new AppErrorException(store.error);
  const rows = store.value.prepare("SELECT body FROM audit WHERE kind = 'DECISION'").pluck().iterate();
  let decisions = 0;
  let changed = 0;
  let bodyBytes = 0;
  for (const text of rows as IterableIterator<string>) {
    const body = JSON.parse(text) as RecordBody;
    if (body.kind !== 'DECISION') continue;
    decisions++;
    bodyBytes += text.length;
    const { outcomes, verdict } = fromStoredDecision(body.decision);
    const statuses = outcomes.map(({ limitId, status }) =>
      limitId === proposal.limitId ? statusOf(body.ticket.orderQty / QUANTITY_ONE, proposal) : status,
    );
    if (WORST_FIRST.find((status) => statuses.includes(status)) !== verdict) changed++;
  }
  store.value.close();
  return { decisions, changed, bodyBytes: bodyBytes / decisions };
}

/** At the limit passes; above four fifths of it warns. */
function statusOf(shares: number, { hard }: Limit): Status {
  if (shares > Number(hard)) return 'BLOCK';
  return shares * 5 > Number(hard) * 4 ? 'WARN' : 'PASS';
}
