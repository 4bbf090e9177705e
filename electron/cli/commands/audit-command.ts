import type { RecomputeReport } from '#electron/core/replay/recompute.ts';
import type { AuditReport } from '#electron/store/verify-audit.ts';
import { DONE, FINDING } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { actionOf, refuseMore } from '../option-values.ts';
import { startProgress } from '../progress.ts';
import { printable } from '../render-table.ts';
import { existingStore, orInterrupted, valueOf } from '../with-desk.ts';
import type { Arguments, Command } from './command.ts';

export const auditCommand: Command = {
  usage: 'verify | recompute [OPTIONS]',
  summary: 'verifies the audit log, and makes every decision of it again to compare the bytes',
  options: {},
  run(args, io) {
    const action = actionOf('audit', args, ['verify', 'recompute']);
    refuseMore('audit', args, 1);
    return action === 'verify' ? verify(args, io) : recompute(args, io);
  },
};

async function verify(args: Arguments, io: Io): Promise<number> {
  const { verifyJournal } = await import('#electron/workers/journal-verify.ts');
  // Read beside whoever has the desk open: a desk that cannot be opened any more can still be looked at.
  const report = valueOf(await orInterrupted(verifyJournal(existingStore(args, io)), io.signal));
  if (args.has('json')) await io.write(`${JSON.stringify(report)}\n`);
  else await io.write(renderReport(report));
  return report.ok ? DONE : FINDING;
}

async function recompute(args: Arguments, io: Io): Promise<number> {
  const { recomputeLog } = await import('#electron/workers/replay/replay.ts');
  const { readStressLadder } = await import('#electron/server/stress-ladder-file.ts');
  const progress = startProgress(io, 'recomputing', () => performance.now());
  const report = valueOf(
    await recomputeLog(existingStore(args, io), {
      ladder: readStressLadder(),
      onProgress: (share) => progress.report(share * 100, 100),
      signal: io.signal,
    }),
  );
  progress.end();
  await io.write(args.has('json') ? `${JSON.stringify(report)}\n` : renderRecomputed(report));
  return report.different === 0 ? DONE : FINDING;
}

function renderReport({ ok, records, problems }: AuditReport): string {
  const count = records.toLocaleString('en-US');
  if (ok) return `Intact: ${count} records.\n`;
  return `Broken, ${count} records:\n${problems.map((problem) => `  ${printable(problem)}\n`).join('')}`;
}

function renderRecomputed({
  decisions,
  equal,
  otherVersion,
  different,
  differences,
}: RecomputeReport): string {
  const count = (value: number): string => value.toLocaleString('en-US');
  const other =
    otherVersion === 0 ? '' : `, ${count(otherVersion)} of another version of the engine left alone`;
  const found = `${count(decisions)} decisions, ${count(equal)} the same to the byte${other}`;
  if (different === 0) return `Recomputed: ${found}.\n`;
  const lines = differences.map(
    ({ seq, decisionId, what }) => `  ${seq} ${decisionId}: ${printable(what)}\n`,
  );
  return `Recomputed: ${found}, ${count(different)} differ:\n${lines.join('')}`;
}
