import { MONEY_ONE } from '#shared/domain/decimal.ts';
import { CELL, CELLS, type BookView, type ExposureSet, type InstrumentView } from '#shared/controls/views.ts';
import type { BranchReading } from '#shared/contract/procedures/whatif-branches.ts';
import { scenariosOf } from '../size-tickets.ts';
import { finite, SizingBook, type Lack } from '../sizing-book.ts';
import type { BranchDesk } from './branch-desk.ts';
import type { BranchOptions } from './branch-report.ts';

export type ReadFigures = Pick<BranchReading, 'figures' | 'worstScenario' | 'lacks'>;

/**
 * The book of an account (null: of the firm) with every working order filled, base currency, one session, losses positive.
 * leverage = gross / NAV, beta = sum of w * beta / NAV, stressLoss the largest loss of the desk's ladder, negative where
 * each of its scenarios is a gain. A number that cannot be had is null and named in `lacks`.
 */
export function readFigures(
  { book: desk }: Pick<BranchDesk, 'book'>,
  account: string | null,
  options: BranchOptions,
): ReadFigures {
  const view = account === null ? desk.firm : desk.book('ACCOUNT', account);
  const set = scenariosOf({ book: desk }, options);
  const book = new SizingBook(view, desk.instruments, set, options);
  const { gross, net, hhi, sigma, var: valueAtRisk, es } = book.before;
  const perNav = (money: number | null): number | null => finite((money ?? NaN) / book.nav);
  const betas = sumOf(view, desk.market.betas(set), desk.instruments, 'beta');
  const stress = worstOf(view, desk.market.stress(set), desk.instruments);
  const unmarked: Lack = { input: 'mark', detail: view.firstUnmarked() };
  const nav = view.nav === null ? null : view.nav / MONEY_ONE;
  const noNav = nav === null ? unmarked : { input: 'nav', detail: 'it is not above 0' };
  const risk = book.riskLack ?? { input: 'returns', detail: options.index };
  const reasons: readonly (readonly [keyof ReadFigures['figures'], number | null, Lack])[] = [
    ['nav', nav, unmarked],
    ['cash', view.cash / MONEY_ONE, unmarked],
    ['gross', gross, unmarked],
    ['net', net, unmarked],
    ['leverage', perNav(gross), gross === null ? unmarked : noNav],
    ['hhi', hhi, gross === 0 ? { input: 'gross', detail: 'the book is empty' } : unmarked],
    ['sigma', sigma, risk],
    ['varParametric', valueAtRisk?.parametric ?? null, risk],
    ['varHistorical', valueAtRisk?.historical ?? null, risk],
    ['esParametric', es?.parametric ?? null, risk],
    ['esHistorical', es?.historical ?? null, risk],
    ['beta', 'lack' in betas ? null : perNav(betas.sum), 'lack' in betas ? betas.lack : noNav],
    ['stressLoss', 'lack' in stress ? null : stress.sum, 'lack' in stress ? stress.lack : unmarked],
  ];
  return {
    figures: Object.fromEntries(reasons.map(([name, value]) => [name, value])) as ReadFigures['figures'],
    worstScenario: 'lack' in stress ? null : stress.line,
    lacks: reasons.flatMap(([field, value, lack]) => (value === null ? [{ field, ...lack }] : [])),
  };
}

type Sum = { readonly sum: number; readonly line: string } | { readonly lack: Lack };

/** The largest sum of any line, the first of equals. */
function worstOf(view: BookView, set: ExposureSet, instruments: readonly InstrumentView[]): Sum {
  if (set.lines.length === 0) return { lack: { input: 'ladder', detail: 'no scenario' } };
  const sums = set.lines.map((_, line) => sumOf(view, set, instruments, 'shock', line));
  const unknown = sums.find((one) => 'lack' in one);
  if (unknown !== undefined) return unknown;
  return sums.reduce((worst, one) => ('sum' in one && 'sum' in worst && one.sum > worst.sum ? one : worst));
}

function sumOf(
  view: BookView,
  set: ExposureSet,
  instruments: readonly InstrumentView[],
  input: string,
  line = 0,
): Sum {
  if (view.unmarkedNet > 0) return { lack: { input: 'mark', detail: view.firstUnmarked() } };
  const exposures = view.exposures(set);
  if (exposures.unknown(line) > 0) return { lack: { input, detail: exposures.firstUnknown(line) } };
  const [any] = instruments;
  const sum = any === undefined ? 0 : exposures.sumWith(line, any, heldOf(view, any));
  return { sum, line: set.lines[line] ?? '' };
}

/** Scaled quantity with every working order filled. */
function heldOf({ cells }: BookView, { id }: InstrumentView): number {
  const at = id * CELLS;
  const working = (cells[at + CELL.workingBuy] as number) - (cells[at + CELL.workingSell] as number);
  return (cells[at + CELL.quantity] as number) + working;
}
