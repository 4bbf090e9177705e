/** How prices move in a scenario, as simple returns: -0.05 is five percent down. */
export interface PriceShock {
  /** Through each symbol's beta. */
  readonly market: number;
  /** By name of the sector. */
  readonly sectors: Readonly<Record<string, number>>;
  /**
   * Where sectors are named, the market's move, through each symbol's beta, of the symbols that have none, such as funds, and
   * of those in a sector without a number here. Null: the former are not known, the latter do not move of themselves.
   */
  readonly elsewhere: number | null;
  /** Through each symbol's loading of the factor. */
  readonly factors: Readonly<Record<string, number>>;
  /** In place of all the above for the symbols it names. */
  readonly symbols: Readonly<Record<string, number>>;
}

/** One rung of a ladder: how prices move, and how much dearer it becomes to sell. */
export interface StressScenario {
  readonly id: string;
  readonly title: string;
  /** Where its numbers come from. */
  readonly source: string;
  readonly price: PriceShock;
  /** Once for each sector of the desk, which moves by it while the others stand still; null: the scenario is one. */
  readonly eachSector: number | null;
  /** Multipliers: volatility and spread at least 1, volume above 0 and at most 1. */
  readonly volatility: number;
  readonly volume: number;
  readonly spread: number;
}

/** The scenarios STRESS_LOSS takes the worst of, and the assumptions of their costs. */
export interface StressLadder {
  readonly name: string;
  /** SHA-256 of the file, hex: which ladder a decision used. */
  readonly hash: string;
  /** Share of the daily volume the book is assumed to be sold at, and the factor of the square-root impact. */
  readonly rate: number;
  readonly y: number;
  /** Spread over mid of a symbol without quotes of the last days, a fraction; null: it is missing then. */
  readonly assumedSpread: number | null;
  readonly scenarios: readonly StressScenario[];
}

export const EMPTY_LADDER: StressLadder = {
  name: '',
  hash: '',
  rate: 0.2,
  y: 1,
  assumedSpread: null,
  scenarios: [],
};
