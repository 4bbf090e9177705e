import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import type { LimitRow, LimitVersionRow } from '#shared/contract/schemas/limit.ts';
import { DONE } from '../../exit-code.ts';
import type { Io } from '../../io.ts';
import { renderTable } from '../../render-table.ts';
import type { Arguments } from '../command.ts';

const PAGE = 10_000;

/** The limits in force; with --all every version of each, with --waiting those a second officer has to decide about. */
export async function listLimits(desk: Desk, actor: Actor, args: Arguments, io: Io): Promise<number> {
  const isStory = args.has('all') || args.has('waiting');
  if (!isStory) {
    const rows = await desk.handlers['limits.list']({}, actor);
    await io.write(args.has('json') ? `${JSON.stringify(rows)}\n` : renderLimits(rows));
    return DONE;
  }
  const rows = args.has('all')
    ? await everyVersion(desk, actor)
    : await desk.handlers['limits.versions']({ waiting: true }, actor);
  await io.write(args.has('json') ? `${JSON.stringify(rows)}\n` : renderVersions(rows));
  return DONE;
}

/** Page by page: a page ends within a limit, whose rest the page of that limit alone brings. */
export async function everyVersion(desk: Desk, actor: Actor): Promise<LimitVersionRow[]> {
  const rows: LimitVersionRow[] = [];
  for (let after = ''; ;) {
    const page = await desk.handlers['limits.versions']({ after, count: PAGE }, actor);
    const last = page.at(-1)?.limitId;
    if (last === undefined || page.length < PAGE) return [...rows, ...page];
    const whole = await desk.handlers['limits.versions']({ limitId: last }, actor);
    rows.push(...page.filter(({ limitId }) => limitId !== last), ...whole);
    after = last;
  }
}

const VALUES = [
  ...['limit', 'control', 'scope', 'group'].map((title) => ({ title })),
  ...['hard', 'soft'].map((title) => ({ title, align: 'right' as const })),
  ...['unit', 'action', 'status', 'version', 'by'].map((title) => ({ title })),
];

const valuesOf = (limit: LimitRow): string[] => [
  limit.limitId,
  limit.control,
  `${limit.scope.level} ${limit.scope.key}`,
  limit.group ?? '',
  limit.hard,
  limit.soft ?? String(limit.effectiveSoft),
  limit.currency === null ? limit.unit : `${limit.unit} ${limit.currency}`,
  limit.action,
  limit.awaitingReview ? `${limit.status}, to review` : limit.status,
  String(limit.version),
  limit.createdBy,
];

const renderLimits = (limits: readonly LimitRow[]): string =>
  `${renderTable(VALUES, limits.map(valuesOf))}${limits.length} limits\n`;

function renderVersions(versions: readonly LimitVersionRow[]): string {
  const story = ['change', 'when', 'why', 'approved', 'ended', 'until'].map((title) => ({ title }));
  const rows = versions.map((version) => [
    ...valuesOf(version),
    version.change ?? 'SET',
    instant(version.createdAt),
    version.reason,
    said(version.approvedBy, version.approvedAt, version.approvalReason),
    said(version.endedBy, version.endedAt, version.endReason),
    version.effectiveTo === null ? '' : instant(version.effectiveTo),
  ]);
  return `${renderTable([...VALUES, ...story], rows)}${versions.length} versions\n`;
}

export const instant = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

const said = (by: string | null, at: number | null, why: string | null): string =>
  by === null || at === null ? '' : `${by}, ${instant(at)}: ${why ?? ''}`;
