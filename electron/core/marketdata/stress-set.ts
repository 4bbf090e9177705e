import type { StressLadder, StressScenario } from '#shared/domain/stress-ladder.ts';
import { QUOTE_DAYS, type ExposureSet, type InstrumentView } from '#shared/controls/views.ts';

/** Most lines of a ladder once it is spread over the sectors: a check looks at every one of them. */
const MAX_LINES = 256;

export interface StressSource {
  readonly ladder: StressLadder;
  readonly instruments: readonly InstrumentView[];
  /** UTC day of the desk clock. */
  readonly clockDay: number;
  /** One line: the betas. */
  readonly betas: ExposureSet;
  /** NaN where a symbol has none. */
  readonly loadingOf: (factor: string, symbol: string) => number;
  /** Sample deviation of daily returns by instrument id; NaN where there are too few. */
  readonly sigmaOf: (id: number) => number;
}

interface Line {
  readonly name: string;
  readonly scenario: StressScenario;
}

/**
 * What a unit of money in each instrument loses in each scenario of the ladder. A long loses -r and what it costs more to
 * sell than today, a short gains -r and pays the same cost:
 * cost = (spread - 1)/2 * spread of the symbol + Y * sigma_d * sqrt(rate) * (volatility / sqrt(volume) - 1).
 * Spreads are those of the five days before the desk clock's, so that no quote of today changes the ladder.
 */
export function buildStressSet(source: StressSource): ExposureSet {
  const { instruments } = source;
  const lines = linesOf(source);
  const size = instruments.length * lines.length;
  const [ofLongs, ofShorts] = [new Float64Array(size), new Float64Array(size)];
  const unknown = new Uint8Array(size);
  const assumed: number[] = [];
  for (const instrument of instruments) {
    const quoted = spreadBefore(instrument, source.clockDay);
    const spread = Number.isNaN(quoted) ? (source.ladder.assumedSpread ?? NaN) : quoted;
    if (Number.isNaN(quoted) && lines.some(({ scenario }) => scenario.spread > 1))
      assumed.push(instrument.id);
    for (const [place, { scenario }] of lines.entries()) {
      const at = instrument.id * lines.length + place;
      const loss = 0 - returnOf(source, scenario, instrument);
      const cost = costOf(source, scenario, instrument.id, spread);
      if (Number.isFinite(loss + cost)) {
        ofLongs[at] = loss + cost;
        ofShorts[at] = loss - cost;
      } else unknown[at] = 1;
    }
  }
  return {
    lines: lines.map(({ name }) => name),
    ofLongs,
    ofShorts,
    unknown,
    proxied: lines.length === 0 ? [] : source.betas.proxied,
    assumed,
  };
}

/** The scenarios, those of each sector once for every sector of the desk, by name. */
function linesOf({ ladder, instruments }: StressSource): Line[] {
  const sectors = [...new Set(instruments.map(({ instrument }) => instrument.sector))]
    .filter((sector) => sector !== '')
    .toSorted();
  const lines = ladder.scenarios.flatMap((scenario): Line[] => {
    const { id, eachSector, price } = scenario;
    if (eachSector === null) return [{ name: id, scenario }];
    return sectors.map((sector) => ({
      name: `${id}: ${sector}`,
      scenario: { ...scenario, price: { ...price, sectors: { ...price.sectors, [sector]: eachSector } } },
    }));
  });
  if (lines.length > MAX_LINES) throw new RangeError(`a ladder of ${lines.length} scenarios`);
  return lines;
}

/** The symbol's return in a scenario, not below -1; NaN where a beta, a loading or the sector is needed and not known. */
function returnOf(
  { betas, loadingOf }: StressSource,
  scenario: StressScenario,
  { id, instrument }: InstrumentView,
): number {
  const { price } = scenario;
  const own = valueIn(price.symbols, instrument.symbol);
  if (own !== undefined) return own;
  const withMarket = (move: number): number =>
    betas.unknown[id] === 0 ? move * (betas.ofLongs[id] as number) : NaN;
  let sum = 0;
  if (Object.keys(price.sectors).length > 0) {
    const { sector } = instrument;
    const elsewhere = price.elsewhere ?? (sector === '' ? NaN : 0);
    const standsStill = scenario.eachSector !== null && sector !== '';
    sum += valueIn(price.sectors, sector) ?? (standsStill || elsewhere === 0 ? 0 : withMarket(elsewhere));
  }
  if (price.market !== 0) sum += withMarket(price.market);
  for (const [factor, shock] of Object.entries(price.factors))
    sum += shock * loadingOf(factor, instrument.symbol);
  return Number.isNaN(sum) ? NaN : Math.max(-1, sum);
}

function costOf(
  { ladder, sigmaOf }: StressSource,
  { spread, volatility, volume }: StressScenario,
  id: number,
  quotedSpread: number,
): number {
  const crossing = spread === 1 ? 0 : ((spread - 1) / 2) * quotedSpread;
  const dearer = volatility / Math.sqrt(volume) - 1;
  return crossing + (dearer === 0 ? 0 : ladder.y * sigmaOf(id) * Math.sqrt(ladder.rate) * dearer);
}

/** Mean spread over mean mid of the quotes of the five days before the desk clock's own; NaN: none. */
function spreadBefore({ quotes }: InstrumentView, clockDay: number): number {
  let spreads = 0n;
  let sides = 0n;
  for (const day of quotes.days) {
    if (day.day >= clockDay || day.day < clockDay - QUOTE_DAYS) continue;
    spreads += day.spreads;
    sides += day.sides;
  }
  return sides === 0n ? NaN : (2 * Number(spreads)) / Number(sides);
}

/** A record's own value: a sector called `constructor` is no more than a sector. */
const valueIn = (record: Readonly<Record<string, number>>, key: string): number | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
