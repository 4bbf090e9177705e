import { computeBeta } from '#shared/quant/beta.ts';
import type { FactorLoading } from '#shared/domain/market-data.ts';
import type { StressLadder } from '#shared/domain/stress-ladder.ts';
import {
  returnStatistic,
  type ExposureSet,
  type InstrumentView,
  type ScenarioSet,
} from '#shared/controls/views.ts';
import { buildStressSet } from './stress-set.ts';

/** Factors that an imported beta goes by, best first; compared without case. */
const BETA_FACTORS = ['beta', 'market'];

/** Every exposure set of the desk's instruments, each built once and dropped with the market data. */
export class ExposureSets {
  readonly #instruments: readonly InstrumentView[];
  readonly #loadings: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly #ladder: StressLadder;
  readonly #clockDay: number;
  #factors: ExposureSet | null = null;
  readonly #betas = new Map<ScenarioSet | null, ExposureSet>();
  readonly #stress = new Map<ScenarioSet | null, ExposureSet>();

  /** `clockDay` is the UTC day of the desk clock. */
  constructor(
    instruments: readonly InstrumentView[],
    loadings: readonly FactorLoading[],
    ladder: StressLadder,
    clockDay: number,
  ) {
    this.#instruments = instruments;
    this.#loadings = byFactor(loadings);
    this.#ladder = ladder;
    this.#clockDay = clockDay;
  }

  factors(): ExposureSet {
    return (this.#factors ??= setOf(
      [...this.#loadings.keys()].toSorted(),
      this.#instruments,
      (factor, { instrument }) => this.#loadingOf(factor, instrument.symbol),
    ));
  }

  betas(set: ScenarioSet | null): ExposureSet {
    let found = this.#betas.get(set);
    if (found === undefined) this.#betas.set(set, (found = this.#buildBetas(set)));
    return found;
  }

  stress(set: ScenarioSet | null): ExposureSet {
    let found = this.#stress.get(set);
    if (found === undefined) {
      const betas = this.betas(set);
      found = buildStressSet({
        ladder: this.#ladder,
        instruments: this.#instruments,
        clockDay: this.#clockDay,
        betas,
        loadingOf: (factor, symbol) => this.#loadingOf(factor, symbol),
        sigmaOf: (id) => (set === null ? NaN : returnStatistic(set, id, 'stdDev')),
      });
      this.#stress.set(set, found);
    }
    return found;
  }

  #loadingOf(factor: string, symbol: string): number {
    return this.#loadings.get(factor)?.get(symbol) ?? NaN;
  }

  /** The imported beta of a symbol; NaN: none. */
  #importedBeta(symbol: string): number {
    for (const wanted of BETA_FACTORS)
      for (const [factor, loadings] of this.#loadings) {
        const loading = factor.toLowerCase() === wanted ? loadings.get(symbol) : undefined;
        if (loading !== undefined) return loading;
      }
    return NaN;
  }

  #buildBetas(set: ScenarioSet | null): ExposureSet {
    const proxied: number[] = [];
    const betas = setOf(['beta'], this.#instruments, (_line, { id, instrument }) => {
      const imported = this.#importedBeta(instrument.symbol);
      if (!Number.isNaN(imported) || set === null) return imported;
      if (set.T < set.window || !set.indexComplete) return NaN;
      const isFilled = returnStatistic(set, id, 'missing') > 0;
      if (isFilled && set.policy === 'refuse') return NaN;
      if (isFilled && set.policy === 'proxy') proxied.push(id);
      return computeBeta(set.returns, id * set.T, set.indexReturns) ?? NaN;
    });
    return { ...betas, proxied };
  }
}

function byFactor(loadings: readonly FactorLoading[]): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const { symbol, factor, loading } of loadings) {
    const own = found.get(factor) ?? new Map<string, number>();
    found.set(factor, own.set(symbol, loading));
  }
  return found;
}

/** A set whose longs and shorts count alike; NaN: not known. */
function setOf(
  lines: readonly string[],
  instruments: readonly InstrumentView[],
  numberOf: (line: string, instrument: InstrumentView) => number,
): ExposureSet {
  const numbers = new Float64Array(instruments.length * lines.length);
  const unknown = new Uint8Array(numbers.length);
  for (const instrument of instruments)
    for (const [place, line] of lines.entries()) {
      const at = instrument.id * lines.length + place;
      const value = numberOf(line, instrument);
      if (Number.isFinite(value)) numbers[at] = value;
      else unknown[at] = 1;
    }
  return { lines, ofLongs: numbers, ofShorts: numbers, unknown, proxied: [], assumed: [] };
}
