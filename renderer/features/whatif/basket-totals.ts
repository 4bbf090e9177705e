import type { PlacedTicketRow } from '#shared/contract/procedures/whatif.ts';

/** Money that is traded and what it costs in impact; null where one of the tickets does not say. */
export function basketTotals(tickets: readonly Pick<PlacedTicketRow, 'value' | 'impact'>[]): {
  readonly turnover: number | null;
  readonly impact: number | null;
} {
  const sum = (all: readonly (number | null)[]): number | null =>
    all.reduce((total, one) => (total === null || one === null ? null : total + Math.abs(one)), 0);
  return {
    turnover: sum(tickets.map(({ value }) => value)),
    impact: sum(tickets.map(({ impact }) => impact)),
  };
}
