import { SIDES, TIMES_IN_FORCE, ORD_TYPES } from '#shared/domain/ticket.ts';
import type { DeskReader } from '../ports/desk-reader.ts';
import type { KnownValues } from './lint-limits.ts';

/** What the desk has of each field a limit may name; traders and strategies it keeps no list of. */
export function knownValues(reader: Pick<DeskReader, 'instruments' | 'accounts'>): KnownValues {
  const instruments = reader.instruments();
  const accounts = reader.accounts();
  const known: Partial<Record<Parameters<KnownValues>[0], ReadonlySet<string>>> = {
    symbol: new Set(instruments.map(({ symbol }) => symbol)),
    issuer: new Set(instruments.map(({ issuer }) => issuer)),
    sector: new Set(instruments.map(({ sector }) => sector)),
    country: new Set(instruments.map(({ country }) => country)),
    currency: new Set(instruments.map(({ currency }) => currency)),
    assetClass: new Set(instruments.map(({ assetClass }) => assetClass)),
    account: new Set(accounts.map(({ account }) => account)),
    desk: new Set(accounts.map(({ desk }) => desk)),
    side: new Set(SIDES),
    ordType: new Set(ORD_TYPES),
    timeInForce: new Set(TIMES_IN_FORCE),
  };
  return (field) => known[field] ?? null;
}
