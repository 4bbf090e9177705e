import { linearQuantile } from './quantile.ts';

const ADV_BARS = 20;
/** The volumes that are looked at now. */
const lastBars = new Float64Array(ADV_BARS);

export interface VolumeStatistics {
  /** Mean volume of the last bars, shares a day. */
  readonly adv: number;
  /** 25th percentile of the same volumes, linear interpolation. */
  readonly q25: number;
}

/**
 * ADV and its 25th percentile over the last `bars` volumes (shares, oldest first, up to the valuation date).
 * Bars of zero volume count. Null with fewer than `bars` volumes or one that is not a finite number >= 0.
 */
export function computeVolumeStatistics(
  volumes: ArrayLike<number>,
  bars: number = ADV_BARS,
): VolumeStatistics | null {
  if (bars < 1 || volumes.length < bars) return null;
  const last = bars === ADV_BARS ? lastBars : new Float64Array(bars);
  let sum = 0;
  for (let i = 0; i < bars; i++) {
    const volume = volumes[volumes.length - bars + i] as number;
    if (!(volume >= 0 && volume < Infinity)) return null;
    last[i] = volume;
    sum += volume;
  }
  return { adv: sum / bars, q25: linearQuantile(last, 0.25) as number };
}

/**
 * Days to trade |quantity| at `participation` (0.2 is 20 %) of the daily volume: |q|/(rate*adv), a real number,
 * not rounded up. Null when there is no volume to take part in.
 */
export function daysToLiquidate(quantity: number, adv: number, participation: number): number | null {
  const perDay = participation * adv;
  return perDay > 0 ? Math.abs(quantity) / perDay : null;
}

/**
 * Square-root impact of trading |quantity| within a day, in basis points of its value:
 * 1e4 * Y * stdDev * sqrt(|q|/adv), stdDev the daily sample deviation of the returns. Null without volume.
 * @source N. Torre, BARRA Market Impact Model Handbook (1997).
 */
export function impactBps(quantity: number, adv: number, stdDev: number, coefficient = 1): number | null {
  return adv > 0 ? 1e4 * coefficient * stdDev * Math.sqrt(Math.abs(quantity) / adv) : null;
}
