import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { DONE } from '../../exit-code.ts';
import type { Io } from '../../io.ts';
import { withDesk } from '../../with-desk.ts';
import { writeFile } from '../../write-file.ts';
import type { Arguments } from '../command.ts';
import { everyVersion, instant } from './list-limits.ts';
import { reviewCsv, reviewPage, type Section } from './review-page.ts';

/**
 * Writes what a yearly review of the limits needs into a folder: `review.html`, which needs nothing else to be read,
 * and each of its tables as CSV.
 */
export async function reviewLimits(args: Arguments, io: Io): Promise<number> {
  const folder = args.text('out');
  if (folder === undefined) {
    const todo = 'Give one with --out.';
    throw new AppErrorException(appError('INVALID_INPUT', 'a folder is missing', 'limits review', todo));
  }
  return withDesk(args, io, { mode: 'existing' }, async (desk, actor) => {
    const sections = await sectionsOf(desk, actor);
    const status = await desk.handlers['desk.status']({}, actor);
    try {
      mkdirSync(folder, { recursive: true });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new AppErrorException(appError('INVALID_INPUT', `the folder cannot be made, ${code}`, folder));
    }
    const title = `Review of the limits of ${status.store.name}`;
    const about = `Made by ${actor.user}, desk clock ${instant(status.clock.now)}.`;
    await writeFile(path.join(folder, 'review.html'), (append) => append(reviewPage(title, about, sections)));
    for (const section of sections)
      await writeFile(path.join(folder, `${section.file}.csv`), (append) => append(reviewCsv(section)));
    const files = ['review.html', ...sections.map(({ file }) => `${file}.csv`)];
    await io.write(
      args.has('json')
        ? `${JSON.stringify({ folder, files })}\n`
        : `Wrote ${files.length} files to ${folder}; open review.html\n`,
    );
    return DONE;
  });
}

async function sectionsOf(desk: Desk, actor: Actor): Promise<Section[]> {
  const limits = await desk.handlers['limits.list']({}, actor);
  const versions = await everyVersion(desk, actor);
  const statistics = (await desk.handlers['limits.statistics']({ window: '30d' }, actor)).limits;
  const findings = await desk.handlers['limits.lint']({}, actor);
  const setRow = (limit: (typeof limits)[number]): string[] => [
    limit.limitId,
    limit.control,
    `${limit.scope.level} ${limit.scope.key}`,
    limit.group ?? '',
    limit.filter.map(({ field, op, values }) => `${field} ${op} ${values.join(' ')}`).join('; '),
    limit.currency === null ? limit.unit : `${limit.unit} ${limit.currency}`,
    limit.hard,
    limit.soft ?? String(limit.effectiveSoft),
    limit.action,
    Object.keys(limit.params).length === 0 ? '' : JSON.stringify(limit.params),
    limit.tightened === null ? '' : `${limit.tightened.metric}: factor ${limit.tightened.factor}`,
    String(limit.version),
    limit.awaitingReview ? 'awaiting review' : limit.status,
  ];
  const who = (by: string | null, at: number | null, why: string | null): string =>
    by === null ? '' : `${by}, ${at === null ? '' : instant(at)}: ${why ?? ''}`;
  const versionRow = (version: (typeof versions)[number]): string[] => [
    version.limitId,
    String(version.version),
    version.change ?? 'SET',
    version.awaitingReview ? 'awaiting review' : version.status,
    version.hard,
    version.soft ?? '',
    version.action,
    who(version.createdBy, version.createdAt, version.reason),
    who(version.approvedBy, version.approvedAt, version.approvalReason),
    who(version.endedBy, version.endedAt, version.endReason),
    instant(version.effectiveFrom),
    version.effectiveTo === null ? '' : instant(version.effectiveTo),
  ];
  const setColumns = [
    ...['limit', 'control', 'scope', 'group', 'only for', 'unit', 'hard', 'soft', 'action', 'params'],
    ...['tightened', 'version', 'status'],
  ];
  const versionColumns = [
    ...['limit', 'version', 'change', 'status', 'hard', 'soft', 'action', 'proposed', 'approved', 'ended'],
    ...['from', 'until'],
  ];
  const hitRow = (one: (typeof statistics)[number]): string[] => [
    one.limitId,
    ...[one.checks, one.warnings, one.denials].map(String),
    ...[one.p50, one.p95, one.max].map((value) => (value === null ? '' : value.toFixed(4))),
  ];
  const hitColumns = ['limit', 'checks', 'warnings', 'denials', 'p50', 'p95', 'max'];
  const versionsWhere = (title: string, file: string, keep: (one: (typeof versions)[number]) => boolean) => ({
    title,
    file,
    columns: versionColumns,
    rows: versions.filter(keep).map(versionRow),
  });
  const hitsWhere = (title: string, file: string, keep: (one: (typeof statistics)[number]) => boolean) => ({
    title,
    file,
    columns: hitColumns,
    rows: statistics.filter(keep).map(hitRow),
  });
  return [
    { title: 'The set', file: 'set', columns: setColumns, rows: limits.map(setRow) },
    versionsWhere(
      'Waiting for a second officer',
      'waiting',
      ({ status, awaitingReview }) => status === 'PROPOSED' || awaitingReview,
    ),
    versionsWhere(
      'Temporary',
      'temporary',
      ({ status, effectiveTo }) => status === 'ACTIVE' && effectiveTo !== null,
    ),
    {
      title: 'What is wrong with the set',
      file: 'lint',
      columns: ['code', 'limits', 'what'],
      rows: findings.map(({ code, limitIds, sentence }) => [code, limitIds.join(' '), sentence]),
    },
    hitsWhere('Never hit in 30 days', 'never-hit', ({ neverHit }) => neverHit),
    hitsWhere('Never checked in 30 days', 'never-checked', ({ checks }) => checks === 0),
    hitsWhere('Hit at every check in 30 days', 'always-hit', ({ alwaysHit }) => alwaysHit),
    hitsWhere('Checks in 30 days', 'statistics', () => true),
    versionsWhere('Every version', 'versions', () => true),
  ];
}
