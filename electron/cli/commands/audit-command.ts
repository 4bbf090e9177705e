import type { AuditReport } from '#electron/store/verify-audit.ts';
import { DONE, FINDING } from '../exit-code.ts';
import { actionOf, refuseMore } from '../option-values.ts';
import { printable } from '../render-table.ts';
import { existingStore, orInterrupted, valueOf } from '../with-desk.ts';
import type { Command } from './command.ts';

export const auditCommand: Command = {
  usage: 'verify [OPTIONS]',
  summary: 'verifies the audit log: every record, the chain, the totals',
  options: {},
  async run(args, io) {
    actionOf('audit', args, ['verify']);
    refuseMore('audit', args, 1);
    const { verifyJournal } = await import('#electron/workers/journal-verify.ts');
    // Read beside whoever has the desk open: a desk that cannot be opened any more can still be looked at.
    const report = valueOf(await orInterrupted(verifyJournal(existingStore(args, io)), io.signal));
    if (args.has('json')) await io.write(`${JSON.stringify(report)}\n`);
    else await io.write(renderReport(report));
    return report.ok ? DONE : FINDING;
  },
};

function renderReport({ ok, records, problems }: AuditReport): string {
  const count = records.toLocaleString('en-US');
  if (ok) return `Intact: ${count} records.\n`;
  return `Broken, ${count} records:\n${problems.map((problem) => `  ${printable(problem)}\n`).join('')}`;
}
