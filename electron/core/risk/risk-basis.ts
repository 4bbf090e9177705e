import type { SymbolId } from '#shared/domain/ids.ts';
import { appError, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { alignReturns, type AlignedReturns, type AlignmentProblem } from '#shared/quant/aligned-returns.ts';
import type { InstrumentView } from '#shared/controls/views.ts';
import type { DeskBook } from '../book/desk-book.ts';
import type { ScopeBook } from '../book/scope-book.ts';
import type { RiskOptions } from '../desk/desk.ts';
import type { PriceHistory } from '../marketdata/price-history.ts';
import type { KeptHistory } from '../marketdata/kept-history.ts';

export type BasisOptions = Pick<RiskOptions, 'account' | 'window' | 'index' | 'missing' | 'backtestSessions'>;

/** Sessions read beyond the window, so that a gap in one symbol can take it further back. */
const SPARE_SESSIONS = 60;

/** What the risk of a book is made from. */
export interface RiskBasis {
  readonly scope: ScopeBook;
  readonly held: readonly { readonly view: InstrumentView; readonly quantity: number }[];
  readonly history: PriceHistory;
  readonly aligned: AlignedReturns;
  /** Of the window and the sessions of the backtest before its end; null: no backtest. */
  readonly past: AlignedReturns | null;
}

/** The book of an account, of the firm without one; NOT_FOUND. */
export function scopeOf(desk: DeskBook, account: string | null): Result<ScopeBook> {
  if (account === null) return ok(desk.firm);
  if (desk.accounts.has(account)) return ok(desk.book('ACCOUNT', account));
  return err(appError('NOT_FOUND', `there is no account '${account}'`, 'account'));
}

/**
 * The filled positions of an account or the firm, their history and their aligned returns. NOT_FOUND: no such account;
 * MISSING_HISTORY: a position cannot be valued or the returns are too few.
 */
export function readRiskBasis(desk: DeskBook, bars: KeptHistory, options: BasisOptions): Result<RiskBasis> {
  const scope = scopeOf(desk, options.account);
  if (!scope.ok) return scope;
  const held = desk.instruments
    .map((view) => ({ view, quantity: scope.value.symbol(view.id).quantity }))
    .filter(({ quantity }) => quantity !== 0);
  const unmarked = held.find(({ view }) => view.unit === null);
  if (unmarked !== undefined) {
    const { symbol } = unmarked.view.instrument;
    return err(
      appError(
        'MISSING_HISTORY',
        `${symbol} has no ${unmarked.view.missing ?? 'price'}`,
        symbol,
        'Import its bars, or fx.',
      ),
    );
  }
  const longest = options.window + (options.backtestSessions ?? 0);
  const calendar = bars.calendar(options.index as SymbolId, desk.today, longest + 1 + SPARE_SESSIONS);
  const history = bars.between(calendar[0] ?? desk.today, desk.today);
  const align = (window: number) =>
    alignReturns({
      index: history.of(options.index),
      series: held.map(({ view }) => history.of(view.instrument.symbol)),
      asOf: desk.today,
      window,
      shortHistory: options.missing,
    });
  const aligned = align(options.window);
  if (!aligned.ok) return err(describeProblem(aligned.problem, held, options));
  if (options.backtestSessions === null) {
    return ok({ scope: scope.value, held, history, aligned: aligned.value, past: null });
  }
  const past = align(longest);
  if (!past.ok) return err(describeProblem(past.problem, held, options));
  return ok({ scope: scope.value, held, history, aligned: aligned.value, past: past.value });
}

function describeProblem(
  problem: AlignmentProblem,
  held: RiskBasis['held'],
  options: BasisOptions,
): AppError {
  if (problem.code === 'SHORT_CALENDAR') {
    return appError(
      'MISSING_HISTORY',
      `the index ${options.index} has ${problem.available} returns, the window needs ${problem.window}`,
      '--window',
      'Choose a shorter window or another --index.',
    );
  }
  const names = problem.symbols.map(
    ({ position, available }) => `${held[position]?.view.instrument.symbol ?? '?'} (${available})`,
  );
  return appError(
    'MISSING_HISTORY',
    `${names.join(', ')} have fewer than ${problem.window} returns`,
    '--window',
    'Pass --missing zero, proxy or drop, or a shorter window.',
  );
}
