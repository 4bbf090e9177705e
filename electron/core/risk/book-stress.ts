import type { OutputOf, ParsedInputOf } from '#shared/contract/contract.ts';
import type { StressLine } from '#shared/contract/procedures/risk.ts';
import { MONEY_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import { tailCount } from '#shared/quant/confidence.ts';
import { ok, type Result } from '#shared/errors/result.ts';
import type { ExposureSet, InstrumentView } from '#shared/controls/views.ts';
import type { DeskBook } from '../book/desk-book.ts';
import type { ScopeBook } from '../book/scope-book.ts';
import { scopeOf } from './risk-basis.ts';
import { countTicket, type TicketEffect } from './ticket-effect.ts';

const MOST_CONTRIBUTORS = 5;

/** A line as the ladder's set has it: its name is the scenario's id, or that and a sector. */
type Measured = Pick<StressLine, 'id' | 'before' | 'after' | 'unknown' | 'contributors'>;

/** Every line of the ladder, every working order filled; a line that is not known first, then the largest loss. */
export function bookStress(
  desk: DeskBook,
  input: ParsedInputOf<'risk.stress'>,
): Result<OutputOf<'risk.stress'>> {
  const scope = scopeOf(desk, input.account ?? null);
  if (!scope.ok) return scope;
  const { index, window, missing: policy } = input;
  const set = desk.market.stress(
    desk.market.scenarios({ index, window, policy, tail: tailCount(0.99, window) }),
  );
  const { effect, lack } = countTicket(desk, input.ticket, input.account ?? null);
  const { nav } = scope.value;
  const lines = set.lines.map((id, line): StressLine => ({
    ...measureLine(desk, scope.value, set, line, effect),
    ...{ id, title: id, source: '' },
  }));
  return ok({
    ...{ currency: desk.base, nav: nav === null ? null : nav / MONEY_ONE, ladder: '', ticketLack: lack },
    lines: lines.toSorted((a, b) => (b.before ?? Infinity) - (a.before ?? Infinity) || 0),
  });
}

function measureLine(
  desk: DeskBook,
  scope: ScopeBook,
  set: ExposureSet,
  line: number,
  effect: TicketEffect | null,
): Omit<Measured, 'id'> {
  const sums = scope.exposures(set);
  const unmarked = scope.unmarkedNet > 0 ? scope.firstUnmarked() : null;
  const unknown = unmarked ?? (sums.unknown(line) > 0 ? sums.firstUnknown(line) : null);
  const [any] = desk.instruments;
  if (unknown !== null || any === undefined)
    return { before: unknown === null ? 0 : null, after: null, unknown, contributors: [] };
  const isKnown = effect !== null && set.unknown[effect.view.id * set.lines.length + line] === 0;
  return {
    before: sums.sumWith(line, any, netOf(scope, any)),
    after: isKnown ? sums.sumWith(line, effect.view, netOf(scope, effect.view) + effect.delta) : null,
    unknown: effect === null || isKnown ? null : effect.view.instrument.symbol,
    contributors: contributorsOf(desk, scope, set, line),
  };
}

function contributorsOf(
  desk: DeskBook,
  scope: ScopeBook,
  set: ExposureSet,
  line: number,
): StressLine['contributors'] {
  const most: { symbol: string; loss: number }[] = [];
  for (const view of desk.instruments) {
    const net = netOf(scope, view);
    if (net === 0) continue;
    const perMoney = (net > 0 ? set.ofLongs : set.ofShorts)[view.id * set.lines.length + line] as number;
    const loss = (net / QUANTITY_ONE) * view.shareMoney * perMoney;
    if (loss <= 0 || (most.length === MOST_CONTRIBUTORS && loss <= (most.at(-1)?.loss ?? 0))) continue;
    const at = most.findIndex((one) => one.loss < loss);
    most.splice(at < 0 ? most.length : at, 0, { symbol: view.instrument.symbol, loss });
    most.length = Math.min(most.length, MOST_CONTRIBUTORS);
  }
  return most;
}

/** Scaled quantity with every working order filled. */
function netOf(scope: ScopeBook, { id }: InstrumentView): number {
  const { quantity, workingBuy, workingSell } = scope.symbol(id);
  return quantity + workingBuy - workingSell;
}
