import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { LimitInput, LimitRow } from '#shared/contract/schemas/limit.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { DONE } from '../../exit-code.ts';
import type { Io } from '../../io.ts';
import { numberOption } from '../../option-values.ts';
import { readLimits } from '../../read-limits.ts';
import { withDesk } from '../../with-desk.ts';
import type { Arguments } from '../command.ts';

/** Proposes, or tightens at once, each limit of a file; stops at the first that is refused. */
export async function writeLimits(how: 'propose' | 'tighten', args: Arguments, io: Io): Promise<number> {
  const { limits } = await readLimits(given(args, how, 'a limits file'), io, args.has('json'));
  const { writtenFields } = await import('#electron/core/imports/kinds/limits.ts');
  const reasonOf = (limit: Limit): string =>
    args.text('reason') ?? (limit.reason === '' ? reason(args, how) : limit.reason);
  return withDesk(args, io, { mode: 'existing' }, async (desk, actor) => {
    const rows: LimitRow[] = [];
    for (const limit of limits) {
      const { reason: _, ...fields } = writtenFields(limit);
      const input = { limit: fields as LimitInput, reason: reasonOf(limit) };
      rows.push(await desk.handlers[`limits.${how}`](input, actor));
    }
    return say(rows, args, io);
  });
}

/** Decides about one version that waits; with --all about each that another person wrote, until one is refused. */
export async function decideLimit(how: 'approve' | 'reject', args: Arguments, io: Io): Promise<number> {
  const why = reason(args, how);
  if (args.has('all') && args.positionals.length === 1) {
    return withDesk(args, io, { mode: 'existing' }, async (desk, actor) => {
      const waiting = await desk.handlers['limits.versions']({ waiting: true }, actor);
      const rows: LimitRow[] = [];
      for (const { limitId, version, createdBy } of waiting) {
        if (createdBy === actor.user) continue;
        rows.push(await desk.handlers[`limits.${how}`]({ limitId, version, reason: why }, actor));
      }
      const own = waiting.length - rows.length;
      if (own > 0) io.note(`${own} that you wrote yourself wait for another officer`);
      return say(rows, args, io);
    });
  }
  const limitId = given(args, how, 'the id of a limit');
  const chosen = numberOption(args, 'version', null, { from: 1, whole: true });
  return withDesk(args, io, { mode: 'existing' }, async (desk, actor) => {
    const version = chosen ?? (await waitingVersion(desk, actor, limitId, how));
    return say([await desk.handlers[`limits.${how}`]({ limitId, version, reason: why }, actor)], args, io);
  });
}

export async function retireLimit(args: Arguments, io: Io): Promise<number> {
  const limitId = given(args, 'retire', 'the id of a limit');
  const why = reason(args, 'retire');
  return withDesk(args, io, { mode: 'existing' }, async (desk, actor) =>
    say([await desk.handlers['limits.retire']({ limitId, reason: why }, actor)], args, io),
  );
}

/** Shows the stress level, or sets it: one officer raises it, lowering it takes two. */
export async function setStress(args: Arguments, io: Io): Promise<number> {
  const text = args.positionals[1];
  const level = text === undefined ? null : Number(text);
  if (level !== null && !(/^\d*\.?\d+$/.test(text ?? '') && level <= 1)) {
    throw new AppErrorException(
      appError('INVALID_INPUT', `"${text}" is not from 0 to 1`, 'limits stress', 'Give a level such as 0.5.'),
    );
  }
  const why = level === null ? '' : reason(args, 'stress');
  return withDesk(args, io, { mode: 'existing' }, async (desk, actor) => {
    const { level: now, proposal } =
      level === null
        ? await desk.handlers['limits.stressLevel']({}, actor)
        : await desk.handlers['limits.setStressLevel']({ level, reason: why }, actor);
    const asked = proposal === null ? '' : `; ${proposal.by} asks for ${proposal.level}, another must agree`;
    await io.write(
      args.has('json')
        ? `${JSON.stringify({ level: now, proposal })}\n`
        : `Stress level ${now ?? 'not set'}${asked}\n`,
    );
    return DONE;
  });
}

async function waitingVersion(desk: Desk, actor: Actor, limitId: string, how: string): Promise<number> {
  const versions = await desk.handlers['limits.versions']({ limitId }, actor);
  const waiting = versions.filter(({ status, awaitingReview }) => status === 'PROPOSED' || awaitingReview);
  const [only] = waiting;
  if (only !== undefined && waiting.length === 1) return only.version;
  const what =
    only === undefined
      ? 'no version of it waits'
      : `versions ${waiting.map(({ version }) => version).join(', ')} wait`;
  const code = versions.length === 0 ? 'NOT_FOUND' : 'CONFLICT';
  const todo = only === undefined ? 'See "limits list --waiting".' : 'Name one with --version.';
  throw new AppErrorException(appError(code, what, `limits ${how} ${limitId}`, todo));
}

function given(args: Arguments, how: string, what: string): string {
  const value = args.positionals[1];
  if (value !== undefined) return value;
  throw new AppErrorException(
    appError('INVALID_INPUT', `${what} is missing`, `limits ${how}`, 'See "preflight limits --help".'),
  );
}

function reason(args: Arguments, how: string): string {
  const text = (args.text('reason') ?? '').trim();
  if (text !== '' && text.length <= 1024) return text;
  throw new AppErrorException(
    appError('INVALID_INPUT', 'a reason is missing', `limits ${how}`, 'Give one with --reason.'),
  );
}

async function say(rows: readonly LimitRow[], args: Arguments, io: Io): Promise<number> {
  const text = rows.map((row) => `${row.limitId} version ${row.version}: ${outcome(row)}\n`).join('');
  await io.write(args.has('json') ? `${JSON.stringify(rows)}\n` : text);
  return DONE;
}

function outcome({ status, awaitingReview }: LimitRow): string {
  if (awaitingReview) return 'in force, awaiting review by a second officer';
  if (status === 'ACTIVE') return 'in force';
  return status === 'PROPOSED' ? 'proposed, waits for a second officer' : 'ended';
}
