import type { OutputOf, ParsedInputOf } from '#shared/contract/contract.ts';
import { RISK_GROUPINGS, type RiskExposure, type RiskGrouping } from '#shared/contract/procedures/risk.ts';
import { MONEY_ONE } from '#shared/domain/decimal.ts';
import { valueOf } from '#shared/domain/valuation.ts';
import { ok, type Result } from '#shared/errors/result.ts';
import type { ExposureSet, InstrumentView } from '#shared/controls/views.ts';
import type { DeskBook } from '../book/desk-book.ts';
import { scopeOf } from './risk-basis.ts';
import { countTicket } from './ticket-effect.ts';

/** Value of a symbol before the ticket and with it; NaN without a mark. Base currency. */
interface Held {
  readonly view: InstrumentView;
  readonly isHeld: boolean;
  readonly before: number;
  readonly after: number;
}

/** What is held, summed by group, and with the ticket where it counts. The largest gross first. */
export function bookExposures(
  desk: DeskBook,
  input: ParsedInputOf<'risk.exposures'>,
): Result<OutputOf<'risk.exposures'>> {
  const scope = scopeOf(desk, input.account ?? null);
  if (!scope.ok) return scope;
  const { effect, lack } = countTicket(desk, input.ticket, input.account ?? null);
  const held = desk.instruments.flatMap((view): Held[] => {
    const { quantity } = scope.value.symbol(view.id);
    const delta = effect?.view === view ? effect.delta : 0;
    if (quantity === 0 && delta === 0) return [];
    const worth = (shares: number): number =>
      view.unit === null ? NaN : valueOf(shares, view.unit) / MONEY_ONE;
    return [{ view, isHeld: quantity !== 0, before: worth(quantity), after: worth(quantity + delta) }];
  });
  const { nav } = scope.value;
  const factors = desk.market.factors();
  const rowsOf = (grouping: RiskGrouping): RiskExposure[] => {
    const parts = grouping === 'FACTOR' ? factorParts(held, factors) : groupParts(held, grouping);
    return sumByGroup(parts, effect !== null);
  };
  return ok({
    ...{ currency: desk.base, nav: nav === null ? null : nav / MONEY_ONE, ticketLack: lack },
    groups: Object.fromEntries(RISK_GROUPINGS.map((one) => [one, rowsOf(one)])) as Record<
      RiskGrouping,
      RiskExposure[]
    >,
  });
}

type Part = Omit<Held, 'view'> & { readonly group: string | null };

const groupOf = ({ instrument }: InstrumentView, grouping: RiskGrouping): string | null => {
  switch (grouping) {
    case 'SECTOR':
      return instrument.sector || null;
    case 'COUNTRY':
      return instrument.country || null;
    case 'CURRENCY':
      return instrument.currency;
    case 'ASSET_CLASS':
      return instrument.assetClass;
    case 'FACTOR':
      return null;
  }
};

const groupParts = (held: readonly Held[], grouping: RiskGrouping): Part[] =>
  held.map(({ view, ...values }) => ({ ...values, group: groupOf(view, grouping) }));

const factorParts = (held: readonly Held[], { lines, ofLongs, unknown }: ExposureSet): Part[] =>
  lines.flatMap((group, line) =>
    held.map(({ view, isHeld, before, after }) => {
      const at = view.id * lines.length + line;
      const loading = unknown[at] === 1 ? NaN : (ofLongs[at] as number);
      return { group, isHeld, before: before * loading, after: after * loading };
    }),
  );

function sumByGroup(parts: readonly Part[], hasTicket: boolean): RiskExposure[] {
  const groups = Map.groupBy(parts, ({ group }) => group);
  return [...groups]
    .map(([group, own]) => ({
      group,
      positions: own.filter(({ isHeld }) => isHeld).length,
      before: sumsOf(own.map(({ before }) => before)),
      after: hasTicket ? sumsOf(own.map(({ after }) => after)) : null,
    }))
    .toSorted((a, b) => largest(b) - largest(a));
}

const largest = ({ before, after }: RiskExposure): number =>
  Math.max(before.gross ?? Infinity, after?.gross ?? 0);

function sumsOf(values: readonly number[]): RiskExposure['before'] {
  let [long, short] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) return { long: null, short: null, gross: null, net: null };
    if (value > 0) long += value;
    else short += value;
  }
  return { long, short, gross: long - short, net: long + short };
}
