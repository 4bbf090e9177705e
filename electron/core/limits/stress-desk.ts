import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { StressLevel } from '../ports/desk-reader.ts';
import type { StressRecord } from '../ports/journal.ts';

/** The stress level that dynamic limits may follow: one officer raises it, lowering it takes two. */
export class StressDesk {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;

  constructor(deps: DeskDependencies, state: DeskState) {
    this.#deps = deps;
    this.#state = state;
  }

  /**
   * Sets the level, 0 to 1. At or above the present one it counts at once. Below it, or where none was ever set, it
   * is only asked for: when a second officer asks too, the level falls to the higher of what the two asked for.
   */
  async set(level: number, reason: string, actor: Actor): Promise<Result<StressLevel>> {
    const before = this.#deps.reader.stress();
    const next = agreed(before, level, actor.user);
    const record: StressRecord = {
      kind: 'STRESS',
      at: this.#deps.clock.now(),
      actor: actor.user,
      before: before.level,
      level: next.level,
      proposal: next.proposal,
      reason,
    };
    if (!(level >= 0 && level <= 1)) {
      return err(appError('INVALID_INPUT', `${level} is not from 0 to 1`, 'level'));
    }
    const receipt = await this.#deps.journal.append(record);
    if (!receipt.ok) {
      if (receipt.error.code === 'COMMIT_UNKNOWN') this.#state.stale = true;
      return receipt;
    }
    this.#state.reloadMetrics();
    return ok(next);
  }
}

function agreed({ level: present, proposal }: StressLevel, level: number, user: string): StressLevel {
  if (present !== null && level >= present) return { level, proposal: null };
  if (proposal === null || proposal.by === user) return { level: present, proposal: { level, by: user } };
  return { level: Math.max(level, proposal.level), proposal: null };
}
