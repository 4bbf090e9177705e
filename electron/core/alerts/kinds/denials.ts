import { isDenied } from '#shared/domain/decision.ts';
import { subjectOf, type AlertReader } from '../observation.ts';
import { scopeOfTicket } from '../rule-scope.ts';

/** Tickets that were denied: submitted, to be sent or checked for the record. A preview while typing is no submission. */
export const denials: AlertReader<'DECISION'> = {
  kind: 'DENIALS',
  topic: 'DECISION',
  read(observation, rule) {
    const { decision, ticket } = observation;
    const scope = isDenied(decision.verdict) ? scopeOfTicket(rule, observation) : null;
    if (scope === null) return [];
    const { binding } = decision;
    const subject = subjectOf({
      decisionId: decision.decisionId,
      limitId: binding?.limitId ?? null,
      control: binding?.code ?? null,
      symbol: ticket.symbol,
      detail: decision.verdict,
    });
    return [{ key: scope.key, scope, value: 1, subject }];
  },
};
