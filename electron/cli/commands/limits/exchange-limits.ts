import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import type { LimitDiff } from '#electron/core/limits/imported-limits.ts';
import { DONE } from '../../exit-code.ts';
import type { Io } from '../../io.ts';
import { choiceOption } from '../../option-values.ts';
import { readLimits } from '../../read-limits.ts';
import { valueOf, withDesk } from '../../with-desk.ts';
import { writeFile } from '../../write-file.ts';
import type { Arguments } from '../command.ts';

/** Writes what stands of each limit once every temporary version has ended, piece by piece. */
export async function exportLimits(desk: Desk, args: Arguments, io: Io): Promise<number> {
  const out = args.text('out');
  const byName = out !== undefined && /\.csv$/i.test(out) ? 'csv' : 'json';
  const format = choiceOption(args, 'format', ['json', 'csv'], byName);
  const { limitPieces } = await import('#electron/core/imports/kinds/limits.ts');
  const { limitCsvPieces } = await import('#electron/core/imports/limits-csv.ts');
  const limits = desk.lastingLimits();
  const pieces = format === 'csv' ? limitCsvPieces(limits) : limitPieces(limits);
  if (out === undefined) {
    for (const piece of pieces) await io.write(piece);
    return DONE;
  }
  await writeFile(out, async (append) => {
    for (const piece of pieces) await append(piece);
  });
  const what = { file: out, limits: limits.length };
  await io.write(
    args.has('json') ? `${JSON.stringify(what)}\n` : `Wrote ${limits.length} limits to ${out}\n`,
  );
  return DONE;
}

/** Takes a limits file: shows what it changes, then takes all of it, or with --dry-run nothing. */
export async function importLimits(args: Arguments, io: Io): Promise<number> {
  const file = args.positionals[1];
  if (file === undefined) {
    const todo = 'Give a limits file: "preflight limits import limits.json".';
    throw new AppErrorException(appError('INVALID_INPUT', 'no file was named', 'limits import', todo));
  }
  const isTrial = args.has('dry-run');
  const { limits } = await readLimits(file, io, args.has('json'));
  return withDesk(args, io, { mode: isTrial ? 'existing' : 'create' }, async (desk, actor) => {
    const diff = desk.compareLimits(limits);
    const taken = isTrial ? null : valueOf(await desk.importLimits(limits, actor));
    const document = { file, imported: taken?.written ?? 0, status: taken?.status ?? null, diff };
    await io.write(args.has('json') ? `${JSON.stringify(document)}\n` : describe(diff, taken));
    return DONE;
  });
}

function describe(diff: LimitDiff, taken: { written: number; status: string } | null): string {
  if (taken?.written === 0) return 'The desk has these limits already: nothing was changed.\n';
  const lines = (['added', 'changed', 'missing'] as const)
    .filter((kind) => diff[kind].length > 0)
    .map((kind) => `${kind.padEnd(9)} ${diff[kind].length}: ${named(diff[kind])}\n`);
  const same = diff.unchanged.length === 0 ? '' : `unchanged ${diff.unchanged.length}\n`;
  const become =
    taken?.status === 'ACTIVE' ? 'all of them in force' : 'as proposals: those in force stay in force';
  const said = taken === null ? 'Nothing was changed.' : `Imported ${taken.written} limits, ${become}.`;
  return `${lines.join('')}${same}${said}\n`;
}

const NAMED = 10;
const named = (ids: readonly string[]): string =>
  `${ids.slice(0, NAMED).join(', ')}${ids.length > NAMED ? ' ...' : ''}`;
