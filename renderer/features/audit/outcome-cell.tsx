import type { ICellRendererParams } from 'ag-grid-community';
import type { ReactElement } from 'react';
import type { AuditRow } from '#shared/contract/procedures/audit.ts';
import { STATUSES, type Status } from '#shared/domain/decision.ts';
import { StatusMark } from '#renderer/components/status-mark.tsx';

const isStatus = (outcome: string | null | undefined): outcome is Status =>
  STATUSES.includes(outcome as Status);

/** A verdict as everywhere else, with whether it was sent; of other records the words. */
export function OutcomeCell({ data, value }: ICellRendererParams<AuditRow, string>): ReactElement {
  const outcome = data?.outcome;
  if (!isStatus(outcome)) return <>{value}</>;
  return (
    <span className="audit-outcome">
      <StatusMark status={outcome} /> {data?.sent === true ? 'sent' : 'not sent'}
    </span>
  );
}
