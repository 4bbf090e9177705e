import { subjectOf, type AlertReader } from '../observation.ts';

/** The loss of the newest session of a backtest over the VaR that was forecast for it; at it is none. */
export const varException: AlertReader<'BACKTEST'> = {
  kind: 'VAR_EXCEPTION',
  topic: 'BACKTEST',
  read({ session, loss, valueAtRisk }) {
    if (!(loss > valueAtRisk) || valueAtRisk <= 0) return [];
    const scope = { level: 'FIRM', key: '*' } as const;
    return [{ key: session, scope, value: loss / valueAtRisk, subject: subjectOf({ detail: session }) }];
  },
};
