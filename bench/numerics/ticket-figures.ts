import { writeFileSync } from 'node:fs';
import { varRankFromWorst } from '#shared/quant/confidence.ts';
import { meanOf } from '#shared/quant/moments.ts';
import { createRankedLosses, largestLossesAfter, rankLosses } from '#shared/quant/ranked-losses.ts';
import { dotProduct, varianceAfter } from '#shared/quant/scenario.ts';
import { bytesOf } from './bytes-of.ts';
import type { FigureGroup } from '../figure-group.ts';
import type { NumpyPeer, NumpyWork } from './numpy-peer.ts';
import { arraysOf, orderBookOf, type OrderBook } from './order-book.ts';
import { race } from './race.ts';
import { timeOf } from './timing.ts';
import { withNumpy } from './with-numpy.ts';

export interface TicketSize {
  readonly tickets: number;
  readonly sessions: readonly number[];
  readonly rounds: number;
  /** Added to one ticket's VaR before it is compared: only a test of the comparison gives any. */
  readonly fault?: number;
}

const Z = 2.3263478740408408;
const CONFIDENCE = 0.99;
const WARM_UP = 3;

/** What numpy computes to compare with. */
const PEERS = { historical: 'historical', parametric: 'parametric', summed: 'parametric' } as const;

/** Largest difference from numpy's, as a share of the largest, that is rounding and nothing else. */
const TOLERANCE = 1e-10;

/**
 * Incremental VaR of one ticket, historical as the control INCREMENTAL_VAR measures it, parametric by the covariance
 * and by the sum. Error when the VaR of a ticket differs from numpy's by more than its rounding.
 */
export async function ticketFigures(size: TicketSize): Promise<FigureGroup> {
  return withNumpy(1, async (numpy, file) => {
    const figures: Record<string, number> = {};
    for (const T of size.sessions) Object.assign(figures, await figuresOf(T, size, numpy, file));
    return {
      figures,
      bars: size.sessions.flatMap((T) => {
        const bar = T <= 252 ? 5 : 12;
        return [
          [`ticketHistoricalMicros${T}`, '<=', bar],
          [`ticketParametricMicros${T}`, '<=', bar],
        ] as const;
      }),
      notes: [
        `Incremental VaR of one ticket, ${size.tickets} tickets one after the other, each in another symbol: historical by the largest losses after it, as INCREMENTAL_VAR does, parametric by the covariance with the book, as VAR_PARAMETRIC and the sizes do; ticketSummed sums the scenarios again, as VAR_PARAMETRIC does where that variance cancels.`,
      ],
    };
  });
}

async function figuresOf(
  T: number,
  size: TicketSize,
  numpy: NumpyPeer,
  file: string,
): Promise<Record<string, number>> {
  const n = size.tickets;
  const book = orderBookOf(n, T, new Float64Array(n * T));
  const rank = varRankFromWorst(CONFIDENCE, T);
  const { values, shapes } = arraysOf(book, Z, rank);
  writeFileSync(file, Buffer.concat(values.map(bytesOf)));
  await numpy.loadArrays(file, shapes);
  const out = {
    historical: new Float64Array(n),
    parametric: new Float64Array(n),
    summed: new Float64Array(n),
  };
  const runHistorical = historicalOf(book, rank, out.historical);
  const runParametric = parametricOf(book, out.parametric);
  const times = await race(
    {
      historical: () => timeOf(runHistorical),
      parametric: () => timeOf(runParametric),
      summed: () => timeOf(() => computeSummed(book, out.summed)),
      numpyHistorical: () => numpy.time('historical'),
      numpyParametric: () => numpy.time('parametric'),
    },
    size.rounds,
    WARM_UP,
  );
  for (const [name, work] of Object.entries(PEERS) as [keyof typeof PEERS, NumpyWork][]) {
    out[name][0] = (out[name][0] as number) + (size.fault ?? 0);
    writeFileSync(file, bytesOf(out[name]));
    const distance = await numpy.distance(work, file);
    if (distance > TOLERANCE)
      throw new Error(`The ${name} VaR of a ticket differs from numpy's by ${distance}`);
  }
  const micros = ({ wallMs }: { wallMs: number }): number => (1e3 * wallMs) / n;
  return {
    [`ticketHistoricalMicros${T}`]: micros(times.historical),
    [`ticketParametricMicros${T}`]: micros(times.parametric),
    [`ticketSummedMicros${T}`]: micros(times.summed),
    [`ticketHistoricalNumpyMicros${T}`]: micros(times.numpyHistorical),
    [`ticketParametricNumpyMicros${T}`]: micros(times.numpyParametric),
  };
}

/** The largest losses after each ticket, by the ranking of the book's that is there before any. */
function historicalOf(book: OrderBook, rank: number, out: Float64Array): () => void {
  const { T, returns, pnl, rows, unitValues, quantities } = book;
  const ranked = createRankedLosses(T);
  rankLosses(pnl, ranked);
  const before = ranked.losses[rank - 1] as number;
  const losses = new Float64Array(rank);
  const tickets = Array.from(rows, (row, i) => ({
    after: { pnl, ranked, r: returns, rOffset: row * T, peak: peakOf(returns, row * T, T) },
    delta: (unitValues[i] as number) * (quantities[i] as number),
  }));
  return () => {
    for (const [i, { after, delta }] of tickets.entries()) {
      largestLossesAfter(after, delta, rank, losses);
      out[i] = (losses[rank - 1] as number) - before;
    }
  };
}

/** By the covariance of the ticket's symbol with the book's P&L, less its mean before any ticket. */
function parametricOf(book: OrderBook, out: Float64Array): () => void {
  const { T, returns, pnl, variances, rows, unitValues, quantities } = book;
  const mean = meanOf(pnl);
  const centred = pnl.map((value) => (value - mean) / (T - 1));
  const variance = varianceAfter(pnl, 0, returns, 0, T);
  const sigma = Math.sqrt(variance);
  return () => {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      const delta = (unitValues[i] as number) * (quantities[i] as number);
      const covariance = dotProduct(centred, returns, row * T, T);
      const after = variance + delta * (2 * covariance + delta * (variances[row] as number));
      out[i] = Z * (Math.sqrt(Math.max(0, after)) - sigma);
    }
  };
}

function computeSummed(
  { T, returns, pnl, rows, unitValues, quantities }: OrderBook,
  out: Float64Array,
): void {
  const sigma = Math.sqrt(varianceAfter(pnl, 0, returns, 0, T));
  for (let i = 0; i < rows.length; i++) {
    const delta = (unitValues[i] as number) * (quantities[i] as number);
    out[i] = Z * (Math.sqrt(varianceAfter(pnl, delta, returns, (rows[i] as number) * T, T)) - sigma);
  }
}

function peakOf(returns: Float64Array, from: number, T: number): number {
  let peak = 0;
  for (let t = from; t < from + T; t++) peak = Math.max(peak, Math.abs(returns[t] as number));
  return peak;
}
