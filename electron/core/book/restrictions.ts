import type { Instrument, Restriction } from '#shared/domain/reference.ts';
import type { RestrictionHit } from '#shared/controls/check.ts';
import { toDateNumber } from '../marketdata/calendar-date.ts';

const NONE: readonly RestrictionHit[] = [];

interface DatedHit {
  readonly from: number;
  readonly to: number;
  readonly hit: RestrictionHit;
}

/** The restricted list by symbol and by issuer, each entry with its first and last day. */
export class Restrictions {
  readonly #bySymbol = new Map<string, DatedHit[]>();
  readonly #byIssuer = new Map<string, DatedHit[]>();

  constructor(entries: readonly Restriction[]) {
    for (const entry of entries) {
      const subject = entry.symbol ?? entry.issuer ?? '';
      const table = entry.symbol === null ? this.#byIssuer : this.#bySymbol;
      const dated: DatedHit = {
        from: toDateNumber(entry.from),
        to: entry.to === null ? Infinity : toDateNumber(entry.to),
        hit: { mode: entry.mode, reason: entry.reason, subject },
      };
      const list = table.get(subject);
      if (list === undefined) table.set(subject, [dated]);
      else list.push(dated);
    }
  }

  /** True when nothing is restricted on any day. */
  get isEmpty(): boolean {
    return this.#bySymbol.size === 0 && this.#byIssuer.size === 0;
  }

  /** Entries in effect for an instrument on a day (YYYYMMDD). */
  hitsOf({ symbol, issuer }: Instrument, today: number): readonly RestrictionHit[] {
    const own = this.#bySymbol.get(symbol);
    const issued = issuer === '' ? undefined : this.#byIssuer.get(issuer);
    if (own === undefined && issued === undefined) return NONE;
    return [...(own ?? []), ...(issued ?? [])]
      .filter(({ from, to }) => from <= today && today <= to)
      .map(({ hit }) => hit);
  }
}
