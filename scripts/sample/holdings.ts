import { SECTORS, type Listing } from './market.ts';
import { SEED } from './model.ts';
import { createNormal, createRandom } from './random.ts';

interface AccountPlan {
  readonly account: string;
  readonly desk: string;
  /** Whole dollars; cash is what is left of it after the positions. */
  readonly nav: number;
  /** Share of each sector's gross that is sold short. */
  readonly short: number;
  /** Number of holdings. */
  readonly names: number;
  /** Gross of each sector of SECTORS as a fraction of NAV. */
  readonly gross: readonly number[];
}

/** The sector that is near its soft limit is Information Technology in ALPHA: 0.24 of NAV. */
export const PLANS: readonly AccountPlan[] = [
  { account: 'ALPHA', desk: 'EQUITIES', nav: 5.2e7, short: 0.24, names: 74, gross: [0.234, 0.14, 0.13, 0.1, 0.11, 0.07, 0.06, 0.05, 0.05, 0.03, 0.03] }, // prettier-ignore
  { account: 'BETA', desk: 'EQUITIES', nav: 3.6e7, short: 0.2, names: 52, gross: [0.17, 0.13, 0.12, 0.08, 0.09, 0.06, 0.07, 0.04, 0.07, 0.03, 0.04] }, // prettier-ignore
  { account: 'GAMMA', desk: 'MACRO', nav: 2.4e7, short: 0.3, names: 44, gross: [0.13, 0.15, 0.09, 0.11, 0.12, 0.05, 0.09, 0.08, 0.04, 0.05, 0.05] }, // prettier-ignore
];

export interface Holding {
  readonly account: string;
  readonly listing: Listing;
  /** Signed. */
  readonly quantity: number;
}

/** Sizes that sum to `total` in the ratio of the weights, none over its cap. */
function spread(total: number, weights: readonly number[], caps: readonly number[]): number[] {
  let [low, high] = [0, (4 * total) / Math.min(...weights)];
  const sizes = (k: number): number[] => weights.map((w, i) => Math.min(k * w, caps[i] ?? 0));
  for (let step = 0; step < 60; step++) {
    const k = (low + high) / 2;
    if (sizes(k).reduce((sum, size) => sum + size, 0) < total) low = k;
    else high = k;
  }
  return sizes(high);
}

/** The holdings of one account in one sector: liquid names, lognormal sizes, shorts up to the plan's share. */
function holdSector(
  plan: AccountPlan,
  total: number,
  names: readonly Listing[],
  random: () => number,
): Holding[] {
  const normal = createNormal(random);
  const weights = names.map(() => Math.exp(0.55 * normal()));
  const caps = names.map(({ adv, close }) => Math.min(0.058 * plan.nav, (0.2 * adv * close) / 100));
  let short = 0;
  const sizes = spread(total, weights, caps);
  return names.map((listing, i) => {
    const size = sizes[i] ?? 0;
    const isShort = short + size <= plan.short * total * 1.1;
    if (isShort) short += size;
    const lots = Math.max(1, Math.round((size * 100) / listing.close / listing.lot));
    return { account: plan.account, listing, quantity: (isShort ? -1 : 1) * lots * listing.lot };
  });
}

export function generateHoldings(companies: readonly Listing[], index: Listing): Holding[] {
  const random = createRandom(SEED + 2);
  const holdings = PLANS.flatMap((plan) => {
    const all = plan.gross.reduce((sum, g) => sum + g, 0);
    return SECTORS.flatMap(({ name }, s) => {
      const share = plan.gross[s] ?? 0;
      const liquid = companies
        .filter(({ sector, adv, close }) => sector === name && adv > 2.5e5 && adv * close > 2e9)
        .map((listing) => ({ listing, order: random() }))
        .sort((a, b) => a.order - b.order)
        .map(({ listing }) => listing);
      const names = liquid.slice(0, Math.max(2, Math.round((plan.names * share) / all)));
      return holdSector(plan, share * plan.nav, names, random);
    });
  });
  const thin = companies.find(({ adv, close }) => adv < 9.8e4 && close > 6000 && close < 12_000);
  if (thin === undefined) throw new RangeError('no thinly traded company');
  holdings.push({ account: 'BETA', listing: thin, quantity: Math.round(thin.adv * 0.0012) * 100 });
  holdings.push({ account: 'GAMMA', listing: index, quantity: -2600 });
  return holdings;
}
