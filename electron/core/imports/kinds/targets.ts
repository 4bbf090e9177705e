import type { PositionTarget } from '#shared/contract/procedures/whatif.ts';
import { QUANTITY_ONE, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import type { SymbolId } from '#shared/domain/ids.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { ReadWorkbook } from '../../ports/workbook-reader.ts';
import { bytesSource } from '../byte-source.ts';
import { parseFileChoices } from '../file-choices.ts';
import { newFileRun } from '../file-run.ts';
import type { ImportKind } from '../import-kind.ts';
import { planTable } from '../plan-table.ts';
import { RowReader } from '../row-reader.ts';
import { resolveSpellings } from '../symbol-spelling.ts';
import { takeRows } from '../take-rows.ts';
import type { ImportChoices } from '#shared/domain/import-choices.ts';
import { MAIN } from './accounts.ts';

const COLUMNS = { weight: 'WEIGHT', quantity: 'QUANTITY', value: 'VALUE' } as const;

/** What positions should be; no table of the desk, so that no import takes it for one. */
const targets: ImportKind = {
  name: 'targets',
  required: [['symbol'], ['weight', 'quantity', 'value']],
  columns: [
    { name: 'symbol', type: 'text', aliases: ['ticker', 'ticker symbol', 'security', 'instrument', 'ric'] },
    { name: 'account', type: 'text', aliases: ['account id', 'acct', 'portfolio', 'fund', 'book'] },
    { name: 'weight', type: 'number', aliases: ['target weight', 'target'] },
    { name: 'quantity', type: 'number', aliases: ['target quantity', 'qty', 'shares', 'target shares'] },
    { name: 'value', type: 'number', aliases: ['target value', 'market value', 'notional'] },
  ],
  open: () => () => undefined,
};

export interface TargetFileOptions {
  readonly readWorkbook: ReadWorkbook;
  /** As of an import. */
  readonly choices: ImportChoices;
  /** Symbols of the desk: `BRK-B` becomes `BRK.B` where that is one of them. */
  readonly knownSymbols: ReadonlySet<string>;
}

/**
 * Every row of a file as a target: exactly one of weight (a fraction of NAV), quantity (shares, signed) and value (money).
 * The account defaults to `MAIN`. A row that cannot be read refuses the file: a rebalance of half a list is another
 * one. Errors: INVALID_INPUT with the row; IMPORT_UNREADABLE, IMPORT_AMBIGUOUS, IMPORT_TOO_LARGE.
 */
export async function parseTargetFile(
  bytes: Uint8Array,
  file: string,
  options: TargetFileOptions,
): Promise<Result<PositionTarget[]>> {
  const choices = parseFileChoices(options.choices, file);
  if (!choices.ok) return choices;
  const chosen = { ...choices.value, kind: targets.name };
  const plan = await planTable(bytesSource(file, bytes), [targets], chosen, options.readWorkbook);
  if (!plan.ok) return plan;
  const { layout, style } = plan.value;
  const run = newFileRun(file, targets.name);
  const parsed: PositionTarget[] = [];
  const take = (row: RowReader): void => takeTarget(row, parsed);
  const reader = new RowReader(layout.columns, style, run);
  const read = await plan.value.read(takeRows(layout, run, reader, take, () => undefined));
  if (!read.ok) return err(read.error);
  const [rejected] = run.rejects.entries();
  if (rejected === undefined) {
    const symbols = parsed.map(({ symbol }) => symbol as SymbolId);
    const { resolved } = resolveSpellings(symbols, options.knownSymbols);
    return ok(parsed.map((one) => ({ ...one, symbol: resolved.get(one.symbol as SymbolId) ?? one.symbol })));
  }
  const where = `${file} row ${rejected.row}, ${rejected.column}`;
  return err(appError('INVALID_INPUT', rejected.sentence, where, 'Correct the row.'));
}

function takeTarget(row: RowReader, parsed: PositionTarget[]): void {
  const account = row.text('account') || MAIN;
  const symbol = row.requiredText('symbol').toUpperCase();
  const given = Object.entries(COLUMNS).flatMap(([column, kind]) => {
    const scaled = row.decimal(column, QUANTITY_PLACES);
    return scaled === null ? [] : [{ kind, amount: scaled / QUANTITY_ONE }];
  });
  const [target, other] = given;
  if (target === undefined || other !== undefined)
    row.reject('symbol', 'TARGET', 'The row needs one of weight, quantity and value.');
  else if (!row.rejected) parsed.push({ account, symbol, ...target });
}
