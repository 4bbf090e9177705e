import { existsSync } from 'node:fs';
import type { Breach, ChangedVerdict, ImpactReport } from '#electron/core/replay/impact-report.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { DONE } from '../../exit-code.ts';
import type { Io } from '../../io.ts';
import { dateOption } from '../../option-values.ts';
import { startProgress } from '../../progress.ts';
import { readLimits } from '../../read-limits.ts';
import { renderTable } from '../../render-table.ts';
import { existingStore, valueOf } from '../../with-desk.ts';
import type { Arguments } from '../command.ts';

const SHOWN = 20;

/** `limits replay`: which past tickets a proposal would have answered differently, and what it would find in breach. */
export async function replayLimits(args: Arguments, io: Io): Promise<number> {
  const storeFile = existingStore(args, io);
  const since = dateOption(args, 'since');
  const request = {
    proposals: await proposalsOf(args, io, storeFile),
    since: since === undefined ? 0 : Date.parse(`${since}T00:00:00Z`),
  };
  const { readReplayInputs } = await import('#electron/server/read-replay-inputs.ts');
  const { replayProposal } = await import('#electron/workers/replay/replay.ts');
  const progress = startProgress(io, 'replaying', () => performance.now());
  const onProgress = (share: number): void => progress.report(share * 100, 100);
  const options = { inputs: readReplayInputs(), onProgress, signal: io.signal };
  const report = valueOf(await replayProposal(storeFile, request, options));
  progress.end();
  await io.write(args.has('json') ? `${JSON.stringify(report)}\n` : renderImpact(report));
  return DONE;
}

/** A limits file, or the id of a proposed version in the desk. */
async function proposalsOf(args: Arguments, io: Io, storeFile: string): Promise<readonly Limit[]> {
  const named = args.text('proposal');
  if (named === undefined) {
    const todo = 'Give --proposal with a limits file or the id of a proposed limit.';
    throw new AppErrorException(appError('INVALID_INPUT', 'no proposal was named', 'limits replay', todo));
  }
  if (existsSync(named)) return (await readLimits(named, io, args.has('json'))).limits;
  const { openDeskReader } = await import('#electron/store/sqlite-desk-reader.ts');
  const reader = valueOf(openDeskReader(storeFile));
  try {
    const found = reader.proposedLimits().filter(({ limitId }) => limitId === named);
    if (found.length > 0) return found;
    const todo = 'See "preflight limits list --waiting", or give a limits file.';
    throw new AppErrorException(
      appError('NOT_FOUND', 'no such file, and no such proposed limit', named, todo),
    );
  } finally {
    reader.close();
  }
}

function renderImpact({ decisions, changed, changes, tickets, breaches }: ImpactReport): string {
  const count = (value: number): string => value.toLocaleString('en-US');
  const kinds = Object.entries(changes).map(
    ([change, times]) => `${change.replace(' ', ' to ')} ${count(times)}`,
  );
  const head = `${count(decisions)} past tickets, ${count(changed)} would be answered differently`;
  return [
    `${head}${kinds.length === 0 ? '' : `: ${kinds.join(', ')}`}.\n`,
    tickets.length === 0 ? '' : `\n${renderTickets(tickets.slice(0, SHOWN))}`,
    tickets.length > SHOWN ? `the newest ${SHOWN} of them; --json lists up to 1,000\n` : '',
    `\n${breaches.length === 0 ? 'Nothing held is beyond it.\n' : renderBreaches(breaches)}`,
  ].join('');
}

function renderTickets(tickets: readonly ChangedVerdict[]): string {
  const columns = ['seq', 'ticket', 'account', 'symbol', 'side', 'quantity', 'was', 'would be'];
  return renderTable(
    columns.map((title) => ({ title })),
    tickets.map((row) => [
      String(row.seq),
      row.clOrdId,
      row.account,
      row.symbol,
      row.side,
      row.orderQty.toLocaleString('en-US'),
      row.was,
      row.would,
    ]),
  );
}

function renderBreaches(breaches: readonly Breach[]): string {
  const columns = ['beyond', 'scope', 'group', 'value', 'hard', 'unit', 'held'];
  return renderTable(
    columns.map((title) => ({ title })),
    breaches.map((row) => [
      row.limitId,
      `${row.scope.level} ${row.scope.key}`,
      row.group ?? '',
      String(row.value),
      String(row.hard),
      row.unit,
      row.symbols.join(' '),
    ]),
  );
}
