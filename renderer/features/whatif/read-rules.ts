import type { RebalanceRules } from '#shared/contract/procedures/whatif.ts';
import { parseAmount } from './parse-amount.ts';
import type { WhatifTyped } from './whatif-store.ts';

type Typed = Pick<WhatifTyped['rebalance'], 'turnover' | 'band' | 'minTrade' | 'overTurnover'>;

/** What may be traded, as typed; nothing typed is no rule. `problems` names the fields that cannot be read. */
export function readRules(typed: Typed): {
  readonly rules: RebalanceRules;
  readonly problems: readonly ('turnover' | 'band' | 'minTrade')[];
} {
  const turnover = parseAmount(typed.turnover, 'FRACTION');
  const band = parseAmount(typed.band, 'FRACTION');
  const minTrade = parseAmount(typed.minTrade, 'MONEY');
  return {
    rules: {
      maxTurnover: turnover.kind === 'amount' ? turnover.amount : null,
      band: band.kind === 'amount' ? band.amount : 0,
      minTrade: minTrade.kind === 'amount' ? minTrade.amount : 0,
      overTurnover: typed.overTurnover,
    },
    problems: [
      ...(turnover.kind === 'problem' ? (['turnover'] as const) : []),
      ...(band.kind === 'problem' || (band.kind === 'amount' && band.amount > 1) ? (['band'] as const) : []),
      ...(minTrade.kind === 'problem' ? (['minTrade'] as const) : []),
    ],
  };
}
