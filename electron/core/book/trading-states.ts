import type { TradingState } from '#shared/domain/reference.ts';
import type { StateHit } from '#shared/controls/check.ts';

const SEVERITY: Record<TradingState, number> = { ACTIVE: 0, REDUCING: 1, HALTED: 2 };

/** Trading states that are not ACTIVE, by level and entity. The firm's key is `*`. */
export class TradingStates {
  readonly #states = new Map<string, Map<string, StateHit>>();

  constructor(states: Iterable<StateHit>) {
    for (const state of states) {
      const known = this.#states.get(state.level)?.get(state.key);
      if (SEVERITY[state.state] > SEVERITY[known?.state ?? 'ACTIVE']) this.set(state);
    }
  }

  /** Sets one state; ACTIVE removes it. */
  set(hit: StateHit): void {
    let level = this.#states.get(hit.level);
    if (level === undefined) this.#states.set(hit.level, (level = new Map<string, StateHit>()));
    if (hit.state === 'ACTIVE') level.delete(hit.key);
    else level.set(hit.key, hit);
    if (level.size === 0) this.#states.delete(hit.level);
  }

  /** The state of one level and key. */
  of(level: string, key: string): TradingState {
    return this.#states.get(level)?.get(key)?.state ?? 'ACTIVE';
  }

  /** How many are not ACTIVE. */
  get size(): number {
    let size = 0;
    for (const level of this.#states.values()) size += level.size;
    return size;
  }

  /** True when everything is ACTIVE. */
  get isEmpty(): boolean {
    return this.#states.size === 0;
  }

  /** Those that apply to any of the entities, each given as level and key. */
  hitsOf(entities: readonly (readonly [level: string, key: string])[]): readonly StateHit[] {
    return entities.flatMap(([level, key]) => this.#states.get(level)?.get(key) ?? []);
  }

  /** The strictest state anywhere. */
  worst(): StateHit {
    let worst: StateHit = { level: 'FIRM', key: '*', state: 'ACTIVE' };
    for (const level of this.#states.values()) {
      for (const hit of level.values()) if (SEVERITY[hit.state] > SEVERITY[worst.state]) worst = hit;
    }
    return worst;
  }
}
