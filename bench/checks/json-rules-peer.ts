import {
  Engine,
  type EngineResult,
  type RuleProperties,
  type TopLevelConditionResult,
} from 'json-rules-engine';
import type { Status } from '#shared/domain/decision.ts';
import type { Peer, PeerRule } from './peer.ts';

/** json-rules-engine: one engine, a rule for each limit that matches from a warning on, facts by name. */
export const jsonRulesPeer: Peer = {
  name: 'json-rules-engine',
  open(rules) {
    const engine = new Engine(rules.map(ruleOf));
    const places = new Map(rules.map(({ limitId }, i) => [limitId, i]));
    return {
      prepare({ reducing, after, before }) {
        const facts: Record<string, number | boolean> = { reducing };
        after.forEach((value, i) => (facts[`after${i}`] = value));
        before.forEach((value, i) => (facts[`before${i}`] = value));
        return facts;
      },
      evaluate: (facts) => engine.run(facts as Record<string, number | boolean>),
      statusesOf(answer) {
        const statuses = rules.map((): Status => 'PASS');
        for (const { name, conditions } of (answer as EngineResult).results) {
          statuses[places.get(name) ?? -1] = blocks(conditions) ? 'BLOCK' : 'WARN';
        }
        return statuses;
      },
    };
  },
};

/** Any of: beyond the hard limit and not exempt, or beyond the soft one. Which of them holds is the status. */
function ruleOf(rule: PeerRule, i: number): RuleProperties {
  const beyond = (value: number) => ({
    fact: `after${i}`,
    operator: rule.minimum ? 'lessThan' : 'greaterThan',
    value,
  });
  const reducing = { fact: 'reducing', operator: 'equal', value: false };
  const worse = { fact: `after${i}`, operator: 'greaterThan', value: { fact: `before${i}` } };
  const block = [beyond(rule.hard)];
  return {
    name: rule.limitId,
    conditions: {
      any: [
        {
          all: [
            ...block,
            ...(rule.exemptsReducing ? [reducing] : []),
            ...(rule.exemptsNotWorse ? [worse] : []),
          ],
        },
        beyond(rule.soft),
      ],
    },
    event: { type: rule.limitId },
  };
}

const blocks = (conditions: TopLevelConditionResult): boolean =>
  'any' in conditions && conditions.any[0] !== undefined && 'result' in conditions.any[0]
    ? conditions.any[0].result === true
    : false;
