import { describe, expect, it } from 'vitest';
import type { Status } from '#shared/domain/decision.ts';
import type { ChecksSize } from './desk-under-test.ts';
import { jsonRulesPeer } from './json-rules-peer.ts';
import type { Peer } from './peer.ts';
import { runChecks } from './run-checks.ts';
import { zenPeer } from './zen-peer.ts';

const SMALL: ChecksSize = {
  symbols: 60,
  sessions: 253,
  positionsPerAccount: 20,
  tickets: 300,
  rounds: 1,
  heapChecks: 300,
};

/** The peer, wrong about one limit. */
const contradicting = (peer: Peer, limit: number): Peer => ({
  ...peer,
  open(rules) {
    const open = peer.open(rules);
    return {
      ...open,
      statusesOf: (answer) =>
        open
          .statusesOf(answer)
          .map((status, i): Status => (i !== limit ? status : status === 'PASS' ? 'WARN' : 'PASS')),
    };
  },
});

describe('checks bench', () => {
  it('reports every figure as a finite number, and each bar by a figure', async () => {
    const report = await runChecks(SMALL);
    expect(report.bench).toBe('checks');
    for (const [name, value] of Object.entries(report.figures))
      expect(value, name).toSatisfy(Number.isFinite);
    expect(report.figures).toMatchObject({ limits: 25, tickets: 300 });
    expect(report.figures['deniedShare']).toBeGreaterThan(0);
    for (const bar of report.bars) expect(report.figures[bar.name]).toBe(bar.value);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it.each([
    ['zen-engine', { zen: contradicting(zenPeer, 3), jsonRules: jsonRulesPeer }],
    ['json-rules-engine', { zen: zenPeer, jsonRules: contradicting(jsonRulesPeer, 24) }],
  ])('fails when %s says something else about a limit', async (name, peers) => {
    await expect(runChecks(SMALL, peers)).rejects.toThrow(`${name} says`);
  });
});
