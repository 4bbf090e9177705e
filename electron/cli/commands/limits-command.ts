import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import type { LimitRow } from '#shared/contract/schemas.ts';
import { DONE } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { actionOf, refuseMore } from '../option-values.ts';
import { readLimits } from '../read-limits.ts';
import { renderTable } from '../render-table.ts';
import { valueOf, withDesk } from '../with-desk.ts';
import { writeFile } from '../write-file.ts';
import type { Arguments, Command } from './command.ts';

export const limitsCommand: Command = {
  usage: 'list | import FILE.json | export [OPTIONS]',
  summary: 'lists, imports and exports the limits',
  options: { out: { value: 'FILE', help: 'export: the file to write, instead of standard output' } },
  async run(args, io) {
    const action = actionOf('limits', args, ['list', 'import', 'export']);
    refuseMore('limits', args, action === 'import' ? 2 : 1);
    switch (action) {
      case 'list':
        return withDesk(args, io, { mode: 'existing' }, (desk, actor) => list(desk, actor, args, io));
      case 'export':
        return withDesk(args, io, { mode: 'existing' }, (desk) => exportLimits(desk, args, io));
      case 'import':
        return importLimits(args, io);
    }
  },
};

async function list(desk: Desk, actor: Actor, args: Arguments, io: Io): Promise<number> {
  const rows = await desk.handlers['limits.list']({}, actor);
  await io.write(args.has('json') ? `${JSON.stringify(rows)}\n` : renderLimits(rows));
  return DONE;
}

function renderLimits(limits: readonly LimitRow[]): string {
  const left = ['limit', 'control', 'scope', 'group'].map((title) => ({ title }));
  const right = ['hard', 'soft'].map((title) => ({ title, align: 'right' as const }));
  const rest = ['unit', 'action', 'status', 'version', 'by'].map((title) => ({ title }));
  const rows = limits.map((limit) => [
    limit.limitId,
    limit.control,
    `${limit.scope.level} ${limit.scope.key}`,
    limit.group ?? '',
    limit.hard,
    limit.soft ?? String(limit.effectiveSoft),
    limit.currency === null ? limit.unit : `${limit.unit} ${limit.currency}`,
    limit.action,
    limit.status,
    String(limit.version),
    limit.createdBy,
  ]);
  return `${renderTable([...left, ...right, ...rest], rows)}${limits.length} limits\n`;
}

async function exportLimits(desk: Desk, args: Arguments, io: Io): Promise<number> {
  const { formatLimits } = await import('#electron/core/imports/kinds/limits.ts');
  const limits = desk.lastingLimits();
  const text = formatLimits(limits);
  const out = args.text('out');
  if (out === undefined) {
    await io.write(text);
    return DONE;
  }
  await writeFile(out, (append) => append(text));
  const what = { file: out, limits: limits.length };
  await io.write(
    args.has('json') ? `${JSON.stringify(what)}\n` : `Wrote ${limits.length} limits to ${out}\n`,
  );
  return DONE;
}

async function importLimits(args: Arguments, io: Io): Promise<number> {
  const file = args.positionals[1];
  if (file === undefined) {
    const todo = 'Give a limits file: "preflight limits import limits.json".';
    throw new AppErrorException(appError('INVALID_INPUT', 'no file was named', 'limits import', todo));
  }
  const limits = await readLimits(file);
  return withDesk(args, io, { mode: 'create' }, async (desk, actor) => {
    const { written, status } = valueOf(await desk.importLimits(limits, actor));
    const become =
      status === 'ACTIVE' ? 'all of them in force' : 'as proposals: those in force stay in force';
    const said =
      written === 0
        ? 'The desk has these limits already: nothing was changed.'
        : `Imported ${written} limits, ${become}.`;
    await io.write(
      args.has('json') ? `${JSON.stringify({ file, imported: written, status })}\n` : `${said}\n`,
    );
    return DONE;
  });
}
