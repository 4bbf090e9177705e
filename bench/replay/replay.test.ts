import { describe, expect, it } from 'vitest';
import { recomputeLog, replayProposal } from '#electron/workers/replay/replay.ts';
import { runReplay, type ReplaySize } from './run-replay.ts';

const SMALL: ReplaySize = {
  symbols: 40,
  sessions: 253,
  positionsPerAccount: 20,
  tickets: 200,
  decisions: 400,
};

describe('replay bench', { timeout: 120_000 }, () => {
  it('reports every figure as a finite number, on a log that a proposal changes', async () => {
    const report = await runReplay(SMALL);
    expect(report.bench).toBe('replay');
    for (const [name, value] of Object.entries(report.figures))
      expect(value, name).toSatisfy(Number.isFinite);
    expect(report.figures).toMatchObject({ decisions: SMALL.decisions });
    expect(report.figures['changed']).toBeGreaterThan(0);
    expect(report.figures['sent']).toBeGreaterThan(0);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('fails when the replay misses a changed verdict', async () => {
    const missing: typeof replayProposal = async (...args) => {
      const report = await replayProposal(...args);
      return report.ok
        ? { ...report, value: { ...report.value, changed: report.value.changed - 1 } }
        : report;
    };
    await expect(runReplay(SMALL, { replayProposal: missing, recomputeLog })).rejects.toThrow(
      'changed verdicts',
    );
  });
});
