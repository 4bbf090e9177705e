import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { contract } from '#shared/contract/contract.ts';
import type { AlertRow } from '#shared/contract/procedures/alerts.ts';
import { KIND_FACTS, SEVERITIES } from '#shared/domain/alert-rule.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { DONE } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { actionOf, choiceOption, refuseMore } from '../option-values.ts';
import { renderTable } from '../render-table.ts';
import { withDesk } from '../with-desk.ts';
import type { Arguments, Command } from './command.ts';

/** Rows that are shown at most. */
const MOST = 1_000;

export const alertsCommand: Command = {
  usage: 'list | ack ID[,ID...] [OPTIONS]',
  summary: 'what somebody must look at, and who took it on',
  options: {
    all: { help: 'list: also what is resolved' },
    severity: { value: 'INFO|WARNING|CRITICAL', help: 'list: only those' },
    find: { value: 'TEXT', help: 'list: only those with these words' },
    note: { value: 'TEXT', help: 'ack: what you make of it, for the record' },
  },
  async run(args, io) {
    const action = actionOf('alerts', args, ['list', 'ack']);
    refuseMore('alerts', args, { list: 1, ack: 2 }[action]);
    const acknowledging = action === 'list' ? null : acknowledgementOf(args);
    const severity = choiceOption(args, 'severity', SEVERITIES, undefined);
    return withDesk(args, io, { mode: 'existing' }, async (desk, actor) => {
      if (acknowledging === null) await list(desk, actor, { args, io, severity });
      else {
        const { rows } = await desk.handlers['alerts.acknowledge'](acknowledging, actor);
        const left = acknowledging.alertIds.length - rows.length;
        const sentence = `${rows.length} acknowledged${left === 0 ? '' : `, ${left} had been before`}.\n`;
        await io.write(args.has('json') ? `${JSON.stringify(rows)}\n` : sentence);
      }
      return DONE;
    });
  },
};

function acknowledgementOf(args: Arguments) {
  const [, ids = ''] = args.positionals;
  const alertIds = [...new Set(ids.split(',').map(Number))];
  const parsed = contract['alerts.acknowledge'].input.safeParse({ alertIds, note: args.text('note') ?? '' });
  if (parsed.success) return parsed.data;
  const [what, todo] =
    parsed.error.issues[0]?.path[0] === 'note'
      ? ['the note is too long', 'Give --note at most 1,024 characters.']
      : ['no alert was named', 'Give ids as "alerts list" shows them, with commas between them.'];
  throw new AppErrorException(appError('INVALID_INPUT', what, 'alerts', todo));
}

interface Listing {
  readonly args: Arguments;
  readonly io: Io;
  readonly severity: AlertRow['severity'] | undefined;
}

async function list(desk: Desk, actor: Actor, { args, io, severity }: Listing): Promise<void> {
  const input = contract['alerts.list'].input.parse({
    states: args.has('all') ? [] : ['NEW', 'SEEN', 'ACKNOWLEDGED'],
    severities: severity === undefined ? [] : [severity],
    text: args.text('find') ?? '',
    limit: MOST,
  });
  const { rows, next } = await desk.handlers['alerts.list'](input, actor);
  if (args.has('json')) return io.write(`${JSON.stringify(rows)}\n`);
  if (rows.length === 0) return io.write('No alert.\n');
  const more = next === null ? '' : 'Older ones are not shown: name a --severity, or words to --find.\n';
  await io.write(renderTable(COLUMNS, rows.map(cellsOf)) + more);
}

const COLUMNS = [
  { title: 'id', align: 'right' as const },
  ...['severity', 'state', 'alert', 'of'].map((title) => ({ title })),
  ...['value', 'from', 'count'].map((title) => ({ title, align: 'right' as const })),
  ...['last', 'about', 'by', 'note'].map((title) => ({ title })),
];

function cellsOf(row: AlertRow): string[] {
  const { scope, subject, acknowledged } = row;
  const state = row.snoozedUntil === null ? row.state : `SNOOZED until ${timeOf(row.snoozedUntil)}`;
  const about = [subject.limitId ?? subject.control, subject.symbol, subject.detail];
  return [
    String(row.alertId),
    row.escalated ? `${row.severity}, escalated` : row.severity,
    state,
    row.title,
    scope.level === 'FIRM' ? 'FIRM' : `${scope.level} ${scope.key}`,
    ...[row.value, row.threshold].map((value) => inUnit(row, value)),
    String(row.count),
    timeOf(row.lastAt),
    about.filter((part) => part !== null && part !== '').join(' '),
    acknowledged?.by ?? '',
    acknowledged?.note ?? '',
  ];
}

const inUnit = ({ kind }: AlertRow, value: number): string =>
  KIND_FACTS[kind].unit === 'FRACTION'
    ? `${(value * 100).toFixed(1)} %`
    : String(Math.round(value * 1e3) / 1e3);
const timeOf = (at: number): string => new Date(at).toISOString();
