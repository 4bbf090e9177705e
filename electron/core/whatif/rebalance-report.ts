import type {
  PlacedTicketRow,
  PositionTarget,
  Rebalance,
  RebalanceRules,
  SizingOptions,
  TargetRow,
} from '#shared/contract/procedures/whatif.ts';
import type { Decision } from '#shared/domain/decision.ts';

export interface RebalanceRequest {
  readonly targets: readonly PositionTarget[];
  readonly rules: RebalanceRules;
  readonly options: SizingOptions;
}

export interface PlacedTicket extends Omit<PlacedTicketRow, 'decision'> {
  readonly decision: Decision;
}

export interface RebalanceReport {
  readonly rebalances: readonly Rebalance[];
  readonly targets: readonly TargetRow[];
  readonly tickets: readonly PlacedTicket[];
}
