import type { Decision } from '#shared/domain/decision.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import { LimitStatistics } from './limit-statistics.ts';

const DAYS_30 = 30 * 86_400_000;
/** Decisions of the log that are read at most, newest first. */
const MOST_READ = 20_000;
/** Ids of the newest read, so that one whose notice is still on its way is not counted twice. */
const REMEMBERED = 1_024;

/**
 * Keeps the statistics of limits. Nothing is counted before somebody asks: then the decisions of the last 30 days are
 * read from the log, 20,000 at most, and each one after that is counted as it is recorded.
 */
export class DecisionStatistics {
  readonly #deps: DeskDependencies;
  readonly #seen = new Set<string>();
  #statistics: LimitStatistics | null = null;

  constructor(deps: DeskDependencies) {
    this.#deps = deps;
  }

  /** Called with every recorded decision. */
  note(decision: Decision): void {
    if (this.#statistics === null || this.#seen.delete(decision.decisionId)) return;
    this.#statistics.note(decision, this.#deps.clock.now());
  }

  current(): LimitStatistics {
    if (this.#statistics !== null) return this.#statistics;
    const statistics = new LimitStatistics();
    const since = this.#deps.clock.now() - DAYS_30;
    for (const { decision, at } of this.#deps.reader.recentDecisions(since, MOST_READ)) {
      statistics.note(decision, at);
      if (this.#seen.size < REMEMBERED) this.#seen.add(decision.decisionId);
    }
    return (this.#statistics = statistics);
  }
}
