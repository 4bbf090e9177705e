import type { diagnosticsProcedures } from '#shared/contract/procedures/diagnostics.ts';
import type { DecisionTiming } from '../desk/decision-timing.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import type { DeskCorrelations } from '../marketdata/desk-correlations.ts';
import type { TicketDesk } from '../validation/decide-ticket.ts';
import { ENGINE_VERSION } from '../validation/engine-version.ts';
import type { ErrorCounts } from './error-counts.ts';

export interface Measured {
  readonly timing: DecisionTiming;
  readonly correlations: DeskCorrelations;
  readonly errors: ErrorCounts;
  readonly tickets: Pick<TicketDesk, 'queries'>;
}

export function diagnosticsHandlers(
  { deps, state }: DeskContext,
  { timing, correlations, errors, tickets }: Measured,
): HandlersOf<typeof diagnosticsProcedures> {
  const openedAt = deps.clock.now();
  deps.gauges.add(() => {
    const { p50, p99, p999 } = timing.percentiles();
    const { depth, load } = deps.journal;
    return [
      { code: 'DECISIONS', value: timing.count, bound: null },
      { code: 'DECISION_P50', value: p50, bound: null },
      { code: 'DECISION_P99', value: p99, bound: null },
      { code: 'DECISION_P999', value: p999, bound: null },
      { code: 'DECISION_QUERIES', value: tickets.queries.most, bound: null },
      { code: 'WORKING_TICKETS', value: state.ledger.size, bound: null },
      { code: 'TICKETS_IN_FLIGHT', value: state.inFlight.size, bound: load.maxRecords },
      { code: 'JOURNAL_RECORDS', value: depth, bound: load.maxRecords },
      { code: 'JOURNAL_RECORDS_MOST', value: load.mostRecords, bound: load.maxRecords },
      { code: 'JOURNAL_RING', value: load.bytes, bound: load.maxBytes },
      { code: 'JOURNAL_RING_MOST', value: load.mostBytes, bound: load.maxBytes },
      { code: 'CORRELATIONS', value: deps.correlations?.state ?? 'NOT_KEPT', bound: null },
      { code: 'CORRELATION_VERSION', value: correlations.version, bound: null },
      { code: 'CORRELATION_BYTES', value: deps.correlations?.bytes ?? 0, bound: null },
    ];
  });
  return {
    'diagnostics.get': () => ({
      at: deps.clock.now(),
      openedAt,
      gauges: deps.gauges.read().map((gauge) => ({ ...gauge })),
      errors: errors.list(),
      versions: { Preflight: deps.version, Engine: ENGINE_VERSION, ...deps.versions },
    }),
  };
}
