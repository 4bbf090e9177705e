import { ZenDecisionContent, ZenEngine, type ZenEngineResponse } from '@gorules/zen-engine';
import type { Status } from '#shared/domain/decision.ts';
import type { Peer, PeerRule } from './peer.ts';

/** Row values of the decision table: 10 times the limit's place, plus the severity. */
const WARN = 1;
const BLOCK = 2;

/**
 * GoRules' engine: one decision table that collects every hit, compiled once (`ZenDecisionContent`), facts as two
 * arrays. Of its forms this is the fastest here: expression nodes, named facts and `evaluateExpressionSync`, which
 * parses its text again on each call, are slower.
 */
export const zenPeer: Peer = {
  name: 'zen-engine',
  open(rules) {
    const decision = new ZenEngine().createDecision(new ZenDecisionContent(graphOf(rules)));
    return {
      prepare: (facts) => facts,
      evaluate: (facts) => decision.evaluate(facts),
      statusesOf(answer) {
        const statuses = rules.map((): Status => 'PASS');
        for (const { hit } of (answer as ZenEngineResponse).result as readonly { hit: number }[]) {
          const limit = Math.floor(hit / 10);
          if (statuses[limit] !== 'BLOCK') statuses[limit] = hit % 10 === BLOCK ? 'BLOCK' : 'WARN';
        }
        return statuses;
      },
    };
  },
};

/** Rows in order: for each limit its block, then its warning. */
function graphOf(rules: readonly PeerRule[]): object {
  const rows = rules.flatMap((rule, i) => [
    { _id: `block-${i}`, when: blockWhen(rule, i), hit: String(i * 10 + BLOCK) },
    { _id: `warn-${i}`, when: beyond(rule, i, rule.soft), hit: String(i * 10 + WARN) },
  ]);
  const position = { x: 0, y: 0 };
  return {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'request', position },
      {
        id: 'table',
        type: 'decisionTableNode',
        name: 'limits',
        position,
        content: {
          hitPolicy: 'collect',
          inputs: [{ id: 'when', name: 'when' }],
          outputs: [{ id: 'hit', name: 'hit', field: 'hit' }],
          rules: rows,
        },
      },
      { id: 'out', type: 'outputNode', name: 'response', position },
    ],
    edges: [
      { id: 'to-table', type: 'edge', sourceId: 'in', targetId: 'table' },
      { id: 'to-out', type: 'edge', sourceId: 'table', targetId: 'out' },
    ],
  };
}

const beyond = ({ minimum }: PeerRule, i: number, threshold: number): string =>
  `after[${i}] ${minimum ? '<' : '>'} ${threshold}`;

function blockWhen(rule: PeerRule, i: number): string {
  const clauses = [beyond(rule, i, rule.hard)];
  if (rule.exemptsReducing) clauses.push('not reducing');
  if (rule.exemptsNotWorse) clauses.push(`after[${i}] > before[${i}]`);
  return clauses.join(' and ');
}
