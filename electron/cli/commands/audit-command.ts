import type { RecomputeReport } from '#electron/core/replay/recompute-report.ts';
import path from 'node:path';
import type { AuditReport } from '#electron/store/verify-audit.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { defaultStore } from '../default-store.ts';
import { DONE, FINDING } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { actionOf, badOption, refuseMore } from '../option-values.ts';
import { startProgress } from '../progress.ts';
import { printable } from '../render-table.ts';
import { existingStore, orInterrupted, valueOf } from '../with-desk.ts';
import type { Arguments, Command } from './command.ts';

export const auditCommand: Command = {
  usage: 'verify [--bundle FILE] | recompute | export --out FILE.zip|FILE.json [OPTIONS]',
  summary: 'verifies the audit log, makes its decisions again to compare the bytes, exports it signed',
  options: {
    out: { value: 'FILE', help: 'export: the bundle to write, .zip or .json' },
    bundle: { value: 'FILE', help: "verify: an exported bundle, with the desk's key, instead of the desk" },
  },
  async run(args, io) {
    const action = actionOf('audit', args, ['verify', 'recompute', 'export']);
    refuseMore('audit', args, 1);
    if (action === 'export') return orInterrupted(exportBundle(args, io), io.signal);
    if (action === 'recompute') return recompute(args, io);
    const bundle = args.text('bundle');
    const report = await orInterrupted(
      bundle === undefined ? verifyDesk(args, io) : verifyBundle(bundle, args, io),
      io.signal,
    );
    if (args.has('json')) await io.write(`${JSON.stringify(report)}\n`);
    else await io.write(renderReport(report));
    return report.ok ? DONE : FINDING;
  },
};

/** Read beside whoever has the desk open: a desk that cannot be opened any more can still be looked at. */
async function verifyDesk(args: Arguments, io: Io): Promise<AuditReport> {
  const { verifyJournal } = await import('#electron/workers/journal-verify.ts');
  return valueOf(await verifyJournal(existingStore(args, io)));
}

/** Only the key of the desk is needed, not the desk. */
async function verifyBundle(file: string, args: Arguments, io: Io): Promise<AuditReport> {
  const { loadAuditKey } = await import('#electron/store/audit-key.ts');
  const { checkBundle } = await import('#electron/store/verify-bundle.ts');
  const { readBundle } = await import('../read-bundle.ts');
  const key = valueOf(loadAuditKey(path.resolve(args.text('store') ?? defaultStore(io.env)), true));
  return readBundle(file, checkBundle(key));
}

async function exportBundle(args: Arguments, io: Io): Promise<number> {
  const out = args.text('out');
  const todo = 'Name a file that ends in .zip or .json.';
  if (out === undefined)
    throw new AppErrorException(appError('INVALID_INPUT', 'no file was named', '--out', todo));
  const isZip = /\.zip$/i.test(out);
  if (!isZip && !/\.json$/i.test(out)) throw badOption('out', out, todo);
  const store = existingStore(args, io);
  const { exportAudit } = await import('#electron/store/export-audit.ts');
  const { writeJsonBundle, writeZipBundle } = await import('#electron/workers/audit-bundle/write-bundle.ts');
  const { writeFile } = await import('../write-file.ts');
  const write = isZip ? writeZipBundle : writeJsonBundle;
  const { head, hmac } = await writeFile(out, (append) =>
    write(append, (lines) => exportAudit(store, lines)),
  );
  const count = head.records.toLocaleString('en-US');
  const what = { file: out, records: head.records, mac: head.mac, hmac };
  await io.write(args.has('json') ? `${JSON.stringify(what)}\n` : `Wrote ${count} records to ${out}\n`);
  return DONE;
}

async function recompute(args: Arguments, io: Io): Promise<number> {
  const { readReplayInputs } = await import('#electron/server/read-replay-inputs.ts');
  const { recomputeLog } = await import('#electron/workers/replay/replay.ts');
  const progress = startProgress(io, 'recomputing', () => performance.now());
  const report = valueOf(
    await recomputeLog(existingStore(args, io), {
      inputs: readReplayInputs(),
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
