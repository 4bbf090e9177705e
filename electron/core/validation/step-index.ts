import type { ScopeLevel } from '#shared/domain/limit.ts';
import type { Check } from '#shared/controls/check.ts';
import type { Step } from '../limits/account-plan.ts';
import { scopeKeyOf } from '../limits/matches.ts';

/** The one entity that a conditional step is about. */
interface StepKey {
  readonly level: ScopeLevel;
  readonly key: string;
}

/** Steps of one level that each name one entity, by its name; places ascending. */
interface KeyedSteps {
  readonly level: ScopeLevel;
  readonly places: Map<string, number[]>;
}

/**
 * Finds the steps of a plan that may act on a ticket without looking at those that name another trader, symbol, sector
 * and so on: what it leaves out does not match, what it leaves in may still not.
 */
export class StepIndex {
  /** Places of the candidates of the last `find`, in catalogue order; the first `count` are meant. */
  readonly places: Int32Array;
  readonly steps: readonly Step[];
  /** Places of the steps that no single name decides about. */
  readonly #open: Int32Array;
  readonly #keyed: readonly KeyedSteps[];
  /** The candidates that a name found. */
  readonly #found: Int32Array;

  constructor(steps: readonly Step[]) {
    this.steps = steps;
    this.places = new Int32Array(steps.length);
    this.#found = new Int32Array(steps.length);
    const open: number[] = [];
    const keyed = new Map<ScopeLevel, KeyedSteps>();
    steps.forEach((step, place) => {
      const named = keyOf(step);
      if (named === null) return open.push(place);
      const { level, key } = named;
      let own = keyed.get(level);
      if (own === undefined) keyed.set(level, (own = { level, places: new Map<string, number[]>() }));
      const places = own.places.get(key);
      return places === undefined ? own.places.set(key, [place]) : places.push(place);
    });
    this.#open = Int32Array.from(open);
    this.#keyed = [...keyed.values()];
  }

  /** Fills `places` for the ticket; returns how many. */
  find(check: Check): number {
    const found = this.#found;
    let named = 0;
    for (let i = 0; i < this.#keyed.length; i++) {
      const { level, places } = this.#keyed[i] as KeyedSteps;
      const own = places.get(scopeKeyOf(level, check));
      if (own === undefined) continue;
      for (let j = 0; j < own.length; j++) insert(found, named++, own[j] as number);
    }
    return this.#merge(named);
  }

  /** Open and found places in one ascending list. */
  #merge(named: number): number {
    const open = this.#open;
    const found = this.#found;
    const { places } = this;
    let count = 0;
    let next = 0;
    for (let i = 0; i < open.length; i++) {
      const place = open[i] as number;
      while (next < named && (found[next] as number) < place) places[count++] = found[next++] as number;
      places[count++] = place;
    }
    while (next < named) places[count++] = found[next++] as number;
    return count;
  }
}

/** Puts a place into the ascending first `size` of a list. */
function insert(list: Int32Array, size: number, place: number): void {
  let at = size;
  for (; at > 0 && (list[at - 1] as number) > place; at--) list[at] = list[at - 1] as number;
  list[at] = place;
}

/** The entity a step names and without which it does not act; null: none, or more than a name decides. */
function keyOf({ limit, unless }: Step): StepKey | null {
  if (limit === null || unless.length > 0) return null;
  const { level, key, group, regionId, control } = limit;
  const isOfAccount = level === 'FIRM' || level === 'DESK' || level === 'ACCOUNT';
  if (!isOfAccount && key !== '*') return { level, key };
  if (group !== null && regionId < 0 && control.grouping !== undefined)
    return { level: control.grouping, key: group };
  return null;
}
