import type { TradingState } from '#shared/domain/reference.ts';
import type { StateLevel } from '#shared/domain/trading-state.ts';

/** Where a trading state holds; the firm's key is `*`. */
export interface Place {
  readonly level: StateLevel;
  readonly key: string;
}

export const FIRM: Place = { level: 'FIRM', key: '*' };

/** As the engine and the log write it: `ACCOUNT MAIN`. */
export const placeText = ({ level, key }: Place): string => `${level} ${key}`;

export const LEVEL_WORDS: Readonly<Record<StateLevel, string>> = {
  FIRM: 'Firm',
  DESK: 'Desk',
  ACCOUNT: 'Account',
  TRADER: 'Trader',
  STRATEGY: 'Strategy',
  SYMBOL: 'Symbol',
};

export type Stricter = Exclude<TradingState, 'ACTIVE'>;

export const STATE_VERBS: Readonly<Record<Stricter, string>> = { HALTED: 'Halt', REDUCING: 'Reduce only' };

export const STATE_MEANINGS: Readonly<Record<TradingState, string>> = {
  HALTED: 'no ticket may go, exits neither',
  REDUCING: 'only tickets that reduce a position may go',
  ACTIVE: 'tickets may go as the limits say',
};
