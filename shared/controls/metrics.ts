import type { Check } from './check.ts';
import type { CompiledLimit, Metric } from './control.ts';
import { buyingPower } from './credit/buying-power.ts';
import { grossExposure } from './exposure/gross-exposure.ts';
import { leverage } from './exposure/leverage.ts';
import { netExposure } from './exposure/net-exposure.ts';
import { portfolioBeta } from './exposure/portfolio-beta.ts';
import { expectedShortfall } from './market/expected-shortfall.ts';
import { portfolioVol } from './market/portfolio-vol.ts';
import { stressLoss } from './market/stress-loss.ts';
import { varParametric } from './market/var-parametric.ts';
import { hhi } from './position/hhi.ts';
import { positionCount } from './position/position-count.ts';
import { topNConcentration } from './position/top-n-concentration.ts';

/**
 * The metrics of a book that METRIC compares, each by the code of the control that measures it. All of them fall with
 * the ticket's quantity to one lowest point at most and rise from there, on which maxQty relies: historical VaR does
 * not, and is no metric. Worst cases never fall: the order may not fill, and net is the larger of its two sides.
 */
export const METRICS: ReadonlyMap<string, Metric> = new Map(
  [
    { control: grossExposure, rises: 'ALWAYS' },
    { control: netExposure, rises: 'ALWAYS' },
    { control: leverage, rises: 'ALWAYS' },
    { control: positionCount, rises: 'ALWAYS' },
    { control: topNConcentration, rises: 'ALWAYS' },
    { control: hhi, rises: hhiRises },
    { control: buyingPower, rises: 'NEVER' },
    { control: portfolioBeta, rises: 'WHERE_MORE_IS_MORE' },
    { control: varParametric, rises: 'WHERE_MORE_IS_MORE' },
    { control: expectedShortfall, rises: 'WHERE_MORE_IS_MORE' },
    { control: portfolioVol, rises: 'WHERE_MORE_IS_MORE' },
    { control: stressLoss, rises: 'WHERE_MORE_IS_MORE' },
  ].map((metric) => [metric.control.code, metric as Metric]),
);

/** (Q + v^2) / (G + v)^2 of the other symbols' squares Q and gross G falls up to v = Q/G and rises from there. */
function hhiRises(check: Check, { bookPlace }: CompiledLimit): boolean {
  const book = check.book(bookPlace);
  const { absBefore, absValue } = check.line(bookPlace);
  const own = BigInt(absBefore);
  return BigInt(absValue) * (BigInt(book.gross) - own) >= book.sumSquares - own * own;
}
