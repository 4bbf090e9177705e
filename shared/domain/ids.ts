import type { Brand } from './brand.ts';

/** The desk's ticker of an instrument, upper case, share classes with a dot: `BRK.B`. */
export type SymbolId = Brand<string, 'SymbolId'>;
export type AccountId = Brand<string, 'AccountId'>;
export type DeskId = Brand<string, 'DeskId'>;
export type TraderId = Brand<string, 'TraderId'>;
export type StrategyId = Brand<string, 'StrategyId'>;
/** FIX 11 ClOrdID: the desk's own id of a ticket, unique for the life of the store. */
export type ClOrdId = Brand<string, 'ClOrdId'>;
/** FIX 17 ExecID. */
export type ExecId = Brand<string, 'ExecId'>;
export type LimitId = Brand<string, 'LimitId'>;
export type DecisionId = Brand<string, 'DecisionId'>;
/** ISO 4217 alphabetic code. */
export type Currency = Brand<string, 'Currency'>;
/** Calendar date `YYYY-MM-DD`, no zone. */
export type IsoDate = Brand<string, 'IsoDate'>;
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = Brand<number, 'EpochMs'>;
