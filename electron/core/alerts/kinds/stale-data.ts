import { subjectOf, type AlertReader } from '../observation.ts';
import { scopeOfTicket } from '../rule-scope.ts';

/** The age of the mark that a ticket was decided with, by symbol: asked of data that is used, so that a quiet night is none. */
export const staleData: AlertReader<'DECISION'> = {
  kind: 'STALE_DATA',
  topic: 'DECISION',
  read(observation, rule) {
    const { decision, ticket } = observation;
    if (scopeOfTicket(rule, observation) === null) return [];
    const age = decision.outcomes.find(({ code }) => code === 'STALE_PRICE')?.after ?? null;
    if (age === null) return [];
    const { symbol } = ticket;
    const subject = subjectOf({ decisionId: decision.decisionId, control: 'STALE_PRICE', symbol });
    return [{ key: symbol, scope: { level: 'SYMBOL', key: symbol }, value: age, subject }];
  },
};
