import type { OutputOf, ParsedInputOf } from '#shared/contract/contract.ts';
import { packCorrelations } from '#shared/contract/packed-correlations.ts';
import { MAX_CORRELATED } from '#shared/contract/procedures/risk.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { clusterByAverage } from '#shared/quant/cluster-order.ts';
import type { InstrumentView, ScenarioSet } from '#shared/controls/views.ts';
import type { DeskBook } from '../book/desk-book.ts';
import { PlainCorrelations } from '../marketdata/plain-correlations.ts';
import { scopeOf } from './risk-basis.ts';
import { basisSaid } from './measured-book.ts';

const MOST_PAIRS = 100;

type Correlations = OutputOf<'risk.correlations'>;

/** Correlations of the symbols asked for, or of the largest holdings, in the order of their clusters. */
export function bookCorrelations(
  desk: DeskBook,
  input: ParsedInputOf<'risk.correlations'>,
): Result<Correlations> {
  const { index, window, missing: policy } = input;
  const chosen = choose(desk, input);
  if (!chosen.ok) return chosen;
  const { views, held } = chosen.value;
  const set = desk.market.scenarios({ index, window, policy, tail: 0 });
  if (set === null || set.T < set.window || !set.indexComplete)
    return err(
      appError(
        'MISSING_HISTORY',
        `the index ${index} has fewer than ${window} returns`,
        'window',
        'Choose a shorter window.',
      ),
    );
  const n = views.length;
  const rho = matrixOf(set, views);
  const { order } = clusterByAverage(
    rho.map((one) => 1 - one),
    n,
  );
  const symbols = views.map(({ instrument }) => instrument.symbol);
  const at = (a: number, b: number): number => rho[(order[a] as number) * n + (order[b] as number)] as number;
  return ok({
    ...basisSaid(desk, input),
    symbols: Array.from(order, (place) => symbols[place] as string),
    held,
    packed: packCorrelations(n, (a, b) => (Number.isNaN(at(a, b)) ? null : at(a, b))),
    lacking: symbols.filter((_, i) => Number.isNaN(rho[i * n + i])),
    strongest: strongestOf(rho, symbols),
  });
}

function choose(
  desk: DeskBook,
  input: ParsedInputOf<'risk.correlations'>,
): Result<{ views: readonly InstrumentView[]; held: number }> {
  const scope = scopeOf(desk, input.account ?? null);
  if (!scope.ok) return scope;
  const worth = (view: InstrumentView): number => {
    const { quantity } = scope.value.symbol(view.id);
    return Math.abs(quantity * (Number.isNaN(view.shareMoney) ? 0 : view.shareMoney));
  };
  const held = desk.instruments.filter(({ id }) => scope.value.symbol(id).quantity !== 0);
  if (input.symbols === undefined) {
    const largest = held.toSorted((a, b) => worth(b) - worth(a)).slice(0, MAX_CORRELATED);
    return ok({ views: largest, held: held.length });
  }
  const named = [...new Set(input.symbols)];
  const unknown = named.find((symbol) => desk.instrument(symbol) === undefined);
  if (unknown !== undefined) return err(appError('NOT_FOUND', `no symbol '${unknown}'`, 'symbols'));
  return ok({ views: named.flatMap((symbol) => desk.instrument(symbol) ?? []), held: held.length });
}

/** Row-major, NaN of a symbol whose returns do not vary or are missing where that is refused. */
function matrixOf(set: ScenarioSet, views: readonly InstrumentView[]): Float64Array {
  const n = views.length;
  const correlations = new PlainCorrelations(set);
  const refused = new Set(set.policy === 'refuse' ? set.incomplete : []);
  const out = new Float64Array(n * n);
  for (const [a, { id }] of views.entries())
    for (let b = a; b < n; b++) {
      const other = (views[b] as InstrumentView).id;
      const rho = refused.has(id) || refused.has(other) ? null : correlations.correlation(id, other);
      out[a * n + b] = rho ?? NaN;
      out[b * n + a] = rho ?? NaN;
    }
  return out;
}

function strongestOf(rho: Float64Array, symbols: readonly string[]): Correlations['strongest'] {
  const n = symbols.length;
  const pairs: Correlations['strongest'] = [];
  for (let a = 0; a < n; a++)
    for (let b = a + 1; b < n; b++) {
      const one = rho[a * n + b] as number;
      if (!Number.isNaN(one)) pairs.push({ a: symbols[a] as string, b: symbols[b] as string, rho: one });
    }
  return pairs.toSorted((x, y) => Math.abs(y.rho) - Math.abs(x.rho)).slice(0, MOST_PAIRS);
}
