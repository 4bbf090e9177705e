export const SEED = 20_261_030;
export const SESSIONS = 756;
export const LAST_SESSION = '2026-10-30';
export const INDEX = 'SPY';

export type Row = readonly (string | number)[];
export const csv = (rows: readonly Row[]): string => rows.map((row) => row.join(',')).join('\n') + '\n';
export const dollars = (cents: number): string => (cents / 100).toFixed(2);
