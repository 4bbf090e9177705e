import type { BlotterRow } from '#shared/contract/schemas/ticket.ts';
import { STATUSES, type Verdict } from '#shared/domain/decision.ts';
import { TICKET_STATES, type TicketState } from '#shared/domain/ticket.ts';

/** Which rows of the checks are shown; an empty field lets every row pass. */
export interface BlotterFilter {
  readonly verdict: Verdict | '';
  readonly account: string;
  /** WORKING: sent with quantity left; CHECKED: never sent. */
  readonly state: TicketState | 'WORKING' | 'CHECKED' | '';
}

export const NO_FILTER: BlotterFilter = { verdict: '', account: '', state: '' };

export const isFiltered = ({ verdict, account, state }: BlotterFilter): boolean =>
  verdict !== '' || account !== '' || state !== '';

export const passesFilter = ({ verdict, account, state }: BlotterFilter, row: BlotterRow): boolean =>
  (verdict === '' || row.verdict === verdict) &&
  (account === '' || row.account === account) &&
  (state === '' || isInState(row, state));

function isInState(row: BlotterRow, state: BlotterFilter['state']): boolean {
  if (state === 'CHECKED') return row.state === null;
  return state === 'WORKING' ? row.state === 'SENT' || row.state === 'PARTIALLY_FILLED' : row.state === state;
}

/** The filter that a saved view holds; a word that is none filters nothing. */
export function readFilter(saved: Readonly<Record<string, string>>): BlotterFilter {
  const states = ['WORKING', 'CHECKED', ...TICKET_STATES] as const;
  return {
    verdict: STATUSES.find((one) => one === saved['verdict']) ?? '',
    account: saved['account'] ?? '',
    state: states.find((one) => one === saved['state']) ?? '',
  };
}
