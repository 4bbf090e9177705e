import type { Status } from '#shared/domain/decision.ts';
import { STATUSES } from '#shared/domain/decision.ts';

/** The worst of several statuses, in the order PASS, WARN, BLOCK, UNDETERMINED; PASS of none. */
export const worstStatus = (statuses: readonly Status[]): Status =>
  STATUSES.findLast((status) => statuses.includes(status)) ?? 'PASS';
