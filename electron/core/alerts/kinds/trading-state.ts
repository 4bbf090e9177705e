import { subjectOf, type AlertReader } from '../observation.ts';
import { looksAt } from '../rule-scope.ts';

const VALUES = { ACTIVE: 0, REDUCING: 1, HALTED: 2 } as const;

/** A trading state that was set, by place. */
export const tradingState: AlertReader<'STATE'> = {
  kind: 'TRADING_STATE',
  topic: 'STATE',
  read({ level, key, state, reason, actor }, rule) {
    if (!looksAt(rule, level, key)) return [];
    const subject = subjectOf({
      symbol: level === 'SYMBOL' ? key : null,
      detail: `${state} by ${actor}: ${reason}`,
    });
    return [{ key: `${level} ${key}`, scope: { level, key }, value: VALUES[state], subject }];
  },
};
