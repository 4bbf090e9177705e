import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import { computeVolumeStatistics, type VolumeStatistics } from '#shared/quant/liquidity.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { PriceHistory } from '#electron/core/marketdata/price-history.ts';
import { toReport, type BenchReport } from '../report.ts';
import { median } from '../statistics.ts';
import { syntheticMarket } from '../synthetic-market.ts';
import { openDuckDb, QUERY_NAMES } from './duckdb-peer.ts';

const SEED = 20_260_116;
const WARM_UP_ROUNDS = 5;

export interface VolumeSize {
  readonly symbols: number;
  readonly sessions: number;
  readonly rounds: number;
}
const VOLUME_SIZE: VolumeSize = { symbols: 5_000, sessions: 253, rounds: 31 };

/**
 * The 20-day volume statistics of every symbol, as the book metrics take them from the bars in memory, and the same asked
 * of DuckDB. Rejects when a mean or a quartile differs by more than one part in 10^12.
 */
export async function runVolume({
  symbols,
  sessions,
  rounds,
}: VolumeSize = VOLUME_SIZE): Promise<BenchReport> {
  const { bars } = syntheticMarket(new SeededRandom(SEED), symbols, sessions);
  const history = new PriceHistory(bars);
  const ours = (): VolumeStatistics[] => bars.symbols.map((symbol) => statisticsOf(history, symbol));
  const peer = await openDuckDb(bars);
  try {
    const millis = await medianMillis(rounds, () => Promise.resolve(ours()));
    const expected = ours();
    const peers = new Map<string, number>();
    for (const name of QUERY_NAMES) {
      peers.set(name, await medianMillis(rounds, () => peer.ask(name)));
      compare(name, await peer.ask(name), expected);
    }
    const best = Math.min(...peers.values());
    return toReport(
      'volume',
      {
        symbols: bars.symbols.length,
        millis,
        duckdbWindowMillis: peers.get('window') ?? NaN,
        duckdbDatesMillis: peers.get('dates') ?? NaN,
        duckdbKnownMillis: peers.get('known') ?? NaN,
        ratioBest: best / millis,
      },
      [['ratioBest', '>=', 5]],
      [
        'Both warm: the bars are in memory, in columns here and in a table of two threads there.',
        'The best of three queries counts, the one that is told from which date on among them.',
      ],
    );
  } finally {
    peer.close();
  }
}

/** The volumes are scaled; the statistics are in shares. */
function statisticsOf(history: PriceHistory, symbol: string): VolumeStatistics {
  const statistics = computeVolumeStatistics(history.of(symbol).volumes);
  if (statistics === null) throw new Error(`${symbol} has fewer than 20 volumes`);
  return { adv: statistics.adv / QUANTITY_ONE, q25: statistics.q25 / QUANTITY_ONE };
}

async function medianMillis(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const millis: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    const started = performance.now();
    await work();
    if (round >= 0) millis.push(performance.now() - started);
  }
  return median(millis);
}

function compare(
  name: string,
  found: readonly VolumeStatistics[],
  expected: readonly VolumeStatistics[],
): void {
  if (found.length !== expected.length)
    throw new Error(`${name}: ${found.length} of ${expected.length} symbols`);
  const differs = (a: number, b: number): boolean => !(Math.abs(a - b) <= 1e-12 * Math.abs(b));
  expected.forEach(({ adv, q25 }, i) => {
    const other = found[i];
    if (other === undefined || differs(other.adv, adv) || differs(other.q25, q25))
      throw new Error(`${name}: ${other?.adv} and ${other?.q25} for ${adv} and ${q25}`);
  });
}
