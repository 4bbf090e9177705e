import { PRESET_NAMES, STATISTICS_WINDOWS } from '#shared/domain/limit-governance.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { DONE, FINDING } from '../../exit-code.ts';
import type { Io } from '../../io.ts';
import { choiceOption } from '../../option-values.ts';
import { printable, renderTable } from '../../render-table.ts';
import { withDesk } from '../../with-desk.ts';
import type { Arguments } from '../command.ts';

/** Says what is wrong with the set; a finding is exit 1. */
export async function lintLimits(args: Arguments, io: Io): Promise<number> {
  return withDesk(args, io, { mode: 'existing' }, async (desk, actor) => {
    const findings = await desk.handlers['limits.lint']({}, actor);
    const lines = findings.map(({ code, sentence }) => `${code.padEnd(18)}${printable(sentence)}\n`).join('');
    const text =
      findings.length === 0 ? 'Nothing is wrong with the limits.\n' : `${lines}${findings.length} findings\n`;
    await io.write(args.has('json') ? `${JSON.stringify(findings)}\n` : text);
    return findings.length === 0 ? DONE : FINDING;
  });
}

/** Lists the delivered presets with the source of each value. */
export async function listPresets(args: Arguments, io: Io): Promise<number> {
  return withDesk(args, io, { mode: 'temporary' }, async (desk, actor) => {
    const presets = await desk.handlers['limits.presets']({}, actor);
    const columns = ['preset', 'control', 'scope', 'group', 'hard', 'unit', 'source'].map((title) => ({
      title,
    }));
    const rows = presets.flatMap(({ name, limits }) =>
      limits.map(({ control, scope, group = '', hard, unit, reason = '' }) => [
        name,
        control,
        `${scope.level} ${scope.key}`,
        group,
        String(hard),
        unit,
        reason,
      ]),
    );
    await io.write(args.has('json') ? `${JSON.stringify(presets)}\n` : renderTable(columns, rows));
    return DONE;
  });
}

/** Proposes a preset, for the firm or for one desk or account; the first set of a desk is in force at once. */
export async function instantiate(args: Arguments, io: Io): Promise<number> {
  const name = (args.positionals[1] ?? '').toUpperCase();
  const preset = PRESET_NAMES.find((one) => one === name);
  if (preset === undefined) {
    const todo = `Give one of ${PRESET_NAMES.join(', ')}.`;
    throw new AppErrorException(
      appError('INVALID_INPUT', `there is no preset "${name}"`, 'limits instantiate', todo),
    );
  }
  const scope = scopeOf(args.text('scope') ?? 'FIRM');
  return withDesk(args, io, { mode: 'create' }, async (desk, actor) => {
    const { written, status } = await desk.handlers['limits.instantiate']({ preset, scope }, actor);
    const become = status === 'ACTIVE' ? 'in force' : 'proposed, each waits for a second officer';
    await io.write(
      args.has('json') ? `${JSON.stringify({ preset, written, status })}\n` : `${written} limits ${become}\n`,
    );
    return DONE;
  });
}

function scopeOf(text: string): { level: 'FIRM' | 'DESK' | 'ACCOUNT'; key: string } {
  const [level = '', ...rest] = text.split(':');
  const found = (['FIRM', 'DESK', 'ACCOUNT'] as const).find((one) => one === level.toUpperCase());
  const key = found === 'FIRM' ? '*' : rest.join(':');
  if (found !== undefined && key !== '') return { level: found, key };
  const todo = 'Give FIRM, DESK:NAME or ACCOUNT:NAME.';
  throw new AppErrorException(appError('INVALID_INPUT', `"${text}" is no scope`, '--scope', todo));
}

/** How the limits in force fared over a sliding window of recorded decisions. */
export async function showStatistics(args: Arguments, io: Io): Promise<number> {
  const window = choiceOption(args, 'window', STATISTICS_WINDOWS, '30d');
  return withDesk(args, io, { mode: 'existing' }, async (desk, actor) => {
    const statistics = await desk.handlers['limits.statistics']({ window }, actor);
    const columns = [
      { title: 'limit' },
      ...['checks', 'warnings', 'denials', 'p50', 'p95', 'max'].map((title) => ({
        title,
        align: 'right' as const,
      })),
      { title: '' },
    ];
    const rows = statistics.limits.map((one) => [
      one.limitId,
      ...[one.checks, one.warnings, one.denials].map(String),
      ...[one.p50, one.p95, one.max].map((value) => (value === null ? '' : value.toFixed(2))),
      one.alwaysHit ? 'always hit' : one.neverHit ? 'never hit' : '',
    ]);
    await io.write(
      args.has('json') ? `${JSON.stringify({ window, ...statistics })}\n` : renderTable(columns, rows),
    );
    return DONE;
  });
}
