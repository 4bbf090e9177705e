import type { AlertKind, AlertRule } from '#shared/domain/alert-rule.ts';
import type { AlertReader, Measured, Observation, Topic } from '../observation.ts';
import { breaker } from './breaker.ts';
import { denials } from './denials.ts';
import { drawdown } from './drawdown.ts';
import { executionRefused } from './execution-refused.ts';
import { overrides } from './overrides.ts';
import { staleData } from './stale-data.ts';
import { threshold } from './threshold.ts';
import { tradingState } from './trading-state.ts';
import { varException } from './var-exception.ts';

/** A new kind of rule is its file and one line. */
const READERS: { readonly [K in AlertKind]: { [T in Topic]: AlertReader<T> }[Topic] } = {
  THRESHOLD: threshold,
  DENIALS: denials,
  OVERRIDES: overrides,
  STALE_DATA: staleData,
  BREAKER: breaker,
  DRAWDOWN: drawdown,
  VAR_EXCEPTION: varException,
  TRADING_STATE: tradingState,
  EXECUTION_REFUSED: executionRefused,
};

export const topicOf = (kind: AlertKind): Topic => READERS[kind].topic;

/** What a rule reads in an observation; nothing where its kind listens to something else. */
export function readBy(rule: AlertRule, observation: Observation): readonly Measured[] {
  const reader = READERS[rule.kind];
  if (reader.topic !== observation.topic) return [];
  return (reader as AlertReader<Topic>).read(observation, rule);
}
