import type { InstrumentView } from '#shared/controls/views.ts';
import type { BranchChange } from '#shared/contract/procedures/whatif-branches.ts';
import type { Price } from '#shared/domain/decimal.ts';
import { scenariosOf } from '../size-tickets.ts';
import type { BranchDesk, Undo, Unmade } from './branch-desk.ts';
import type { BranchOptions } from './branch-report.ts';
import { shockedPrice } from './shocked-price.ts';

export type Shock = Extract<BranchChange, { readonly factor: number }>;

/** Moves the marks that a shock names, their instants as they were; the symbols it cannot move come back as one problem. */
export function shockPrices(
  desk: BranchDesk,
  shock: Shock,
  options: BranchOptions,
  undo: (step: Undo) => void,
): Unmade | null {
  const { book } = desk;
  const moves = movesOf(desk, shock, options);
  if ('input' in moves) return moves;
  const unmoved: string[] = [];
  for (const { view, move } of moves.of) {
    const { price, instrument } = view;
    const shocked = price === null ? null : shockedPrice(price, move);
    if (shocked === null || !book.canHold(instrument.symbol, shocked, 0)) unmoved.push(instrument.symbol);
    else {
      book.reprice(instrument.symbol, shocked);
      undo(() => book.reprice(instrument.symbol, price as Price));
    }
  }
  const [first, ...others] = unmoved;
  if (first === undefined) return null;
  return {
    input: moves.needs,
    detail: others.length === 0 ? first : `${first} and ${others.length} more`,
  };
}

interface Moves {
  readonly of: readonly { readonly view: InstrumentView; readonly move: number }[];
  /** What a symbol lacks that cannot be moved. */
  readonly needs: 'price' | 'beta';
}

function movesOf({ book }: BranchDesk, shock: Shock, options: BranchOptions): Moves | Unmade {
  const { factor } = shock;
  if (shock.kind === 'SHOCK_SYMBOL') {
    const view = book.instrument(shock.symbol);
    if (view === undefined) return { input: 'symbol', detail: shock.symbol };
    return { needs: 'price', of: [{ view, move: factor }] };
  }
  const marked = book.instruments.filter(({ price }) => price !== null);
  if (shock.kind === 'SHOCK_SECTOR') {
    const { sector } = shock;
    const of = marked.filter(({ instrument }) => instrument.sector === sector);
    if (of.length === 0) return { input: 'sector', detail: sector };
    return { needs: 'price', of: of.map((view) => ({ view, move: factor })) };
  }
  const { index } = shock;
  if (book.instrument(index) === undefined) return { input: 'index', detail: index };
  const betas = book.market.betas(scenariosOf({ book }, { ...options, index }));
  const betaOf = ({ id }: InstrumentView): number =>
    betas.unknown[id] === 0 ? (betas.ofLongs[id] as number) : NaN;
  return { needs: 'beta', of: marked.map((view) => ({ view, move: betaOf(view) * factor })) };
}
