import type { Comparison } from '../control.ts';
import { freesAt } from './frees-at.ts';
import { thisTicket } from './this-ticket.ts';

/** The longest run of fills that is counted. */
export const MOST_FILLS = 1_000;

/**
 * Fills in a row of the ticket's strategy in its symbol and side within the window, and the one this ticket would be. Once
 * a run has reached the limit the strategy stays throttled there, whatever the window, until an officer enables it.
 */
export const repeatedExecution: Comparison = {
  kind: 'COMPARISON',
  code: 'REPEATED_EXECUTION',
  group: 'S',
  title: 'Executions in a row',
  formula: 'fills in a row of the same strategy, symbol and side in the window, and this ticket',
  units: ['COUNT'],
  minimum: false,
  ticketOnly: false,
  crossing: 'FLAT',
  inputs: 'NONE',
  params: ['window'],
  windowSeconds: 300,
  mostHard: MOST_FILLS,
  alwaysOn: false,
  applies: ({ run }) => run !== null,
  measure(check, limit, out) {
    const { run } = check;
    if (run === null) return out.setNotApplicable();
    const one = thisTicket(check);
    const fills = run.fillsAfter(check.tick - limit.params.windowMicros) + one;
    const isThrottled = one > 0 && run.isThrottled(limit.limit?.limitId ?? '');
    out.setWhole(isThrottled ? Math.max(fills, limit.hard.value + 1) : fills);
  },
  notes(check, limit) {
    const { run, ticket } = check;
    if (run === null) return [];
    if (run.isThrottled(limit.limit?.limitId ?? ''))
      return [
        `${ticket.strategy} is throttled in ${ticket.symbol} ${ticket.side} until an officer enables it`,
      ];
    const hard = limit.hard.value;
    const { windowMicros } = limit.params;
    if (hard < 1 || run.fillsAfter(check.tick - windowMicros) < hard) return [];
    const leaves = run.fillTick(hard - 1);
    return Number.isNaN(leaves) ? [] : [freesAt(leaves + windowMicros)];
  },
};
