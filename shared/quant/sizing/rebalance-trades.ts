/** What a rebalance does about one target. */
export type TradeOutcome =
  'TRADE' | 'AT_TARGET' | 'IN_BAND' | 'OVER_TURNOVER' | 'LESS_THAN_A_LOT' | 'TOO_SMALL';

/** A holding and what it should be: shares, signed. */
export interface RebalanceRow {
  readonly held: number;
  readonly target: number;
  /** Money of a share. */
  readonly price: number;
  readonly lot: number;
}

/** Money, in the currency of the prices. */
export interface RebalanceRules {
  /** A target within this of what is held is left alone; one beyond it is traded to in full. */
  readonly band: number;
  /** Most of sum(|trade|); Infinity: any. */
  readonly maxTurnover: number;
  /** How it is kept: all trades by one factor, or the smallest left out first. */
  readonly overTurnover: 'SCALE' | 'DROP_SMALLEST';
  /** A smaller trade is left out, once it is in whole lots. */
  readonly minTrade: number;
}

export interface RebalanceTrades {
  /** Shares, signed, whole lots. */
  readonly trades: Float64Array;
  readonly outcomes: readonly TradeOutcome[];
  /** Sum of |trade|, money; at most maxTurnover. */
  readonly turnover: number;
}

/** Share of a lot, or of the cap, that rounding may add. */
const DUST = 1e-9;

/**
 * The trades from what is held to what is wanted: band first, then the turnover, then whole lots toward zero, then the
 * smallest trade. No trade goes beyond its target, and each name is looked at on its own but for the turnover.
 * Finite rows, price and lot > 0.
 */
export function computeTrades(rows: readonly RebalanceRow[], rules: RebalanceRules): RebalanceTrades {
  const trades = Float64Array.from(rows, ({ held, target }) => target - held);
  const outcomes = rows.map(({ price }, i): TradeOutcome => {
    const value = Math.abs((trades[i] as number) * price);
    return value === 0 ? 'AT_TARGET' : value <= rules.band ? 'IN_BAND' : 'TRADE';
  });
  for (let i = 0; i < rows.length; i++) if (outcomes[i] !== 'TRADE') trades[i] = 0;
  keepTurnover(rows, rules, trades, outcomes);
  let turnover = 0;
  for (const [i, { price, lot }] of rows.entries()) {
    if (outcomes[i] !== 'TRADE') continue;
    const shares = trades[i] as number;
    const whole = Math.sign(shares) * Math.floor(Math.abs(shares) / lot + DUST) * lot;
    const value = Math.abs(whole * price);
    if (whole === 0) outcomes[i] = 'LESS_THAN_A_LOT';
    else if (value < rules.minTrade) outcomes[i] = 'TOO_SMALL';
    trades[i] = outcomes[i] === 'TRADE' ? whole : 0;
    if (outcomes[i] === 'TRADE') turnover += value;
  }
  return { trades, outcomes, turnover };
}

function keepTurnover(
  rows: readonly RebalanceRow[],
  { maxTurnover, overTurnover }: RebalanceRules,
  trades: Float64Array,
  outcomes: TradeOutcome[],
): void {
  const values = trades.map((shares, i) => Math.abs(shares * (rows[i]?.price ?? NaN)));
  let turnover = values.reduce((sum, value) => sum + value, 0);
  if (turnover <= maxTurnover) return;
  if (overTurnover === 'SCALE') {
    for (let i = 0; i < trades.length; i++) trades[i] = (trades[i] as number) * (maxTurnover / turnover);
    return;
  }
  const smallestFirst = [...trades.keys()]
    .filter((i) => outcomes[i] === 'TRADE')
    .sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  for (const i of smallestFirst) {
    if (turnover <= maxTurnover) return;
    turnover -= values[i] as number;
    outcomes[i] = 'OVER_TURNOVER';
    trades[i] = 0;
  }
}
