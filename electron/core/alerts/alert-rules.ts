import { MAX_ALERT_RULES, ruleProblem, type AlertRule } from '#shared/domain/alert-rule.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import { DEFAULT_RULES } from './default-rules.ts';
import { topicOf } from './kinds/registry.ts';
import type { Topic } from './observation.ts';

/** The rules in force: those that were delivered, each replaced by what was saved under its id, and those that were added. */
export class AlertRules {
  readonly #deps: Pick<DeskDependencies, 'journal' | 'clock'>;
  readonly #rules: Map<string, AlertRule>;
  #byTopic: ReadonlyMap<Topic, readonly AlertRule[]>;

  constructor(deps: Pick<DeskDependencies, 'journal' | 'clock' | 'reader'>) {
    this.#deps = deps;
    this.#rules = new Map([...DEFAULT_RULES, ...deps.reader.alertRules()].map((rule) => [rule.ruleId, rule]));
    this.#byTopic = this.#enabledByTopic();
  }

  /** By id. */
  list(): AlertRule[] {
    return [...this.#rules.values()].toSorted((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
  }

  get(ruleId: string): AlertRule | undefined {
    return this.#rules.get(ruleId);
  }

  /** Those that are enabled and listen to a topic. */
  of(topic: Topic): readonly AlertRule[] {
    return this.#byTopic.get(topic) ?? [];
  }

  /**
   * Puts a rule in force, on record first. CONFLICT when another version than the expected one is in force, or it is of
   * another kind; INVALID_INPUT for one that contradicts itself.
   */
  async save(
    typed: Omit<AlertRule, 'version'>,
    expected: number | null,
    actor: Actor,
  ): Promise<Result<AlertRule>> {
    const before = this.#rules.get(typed.ruleId) ?? null;
    if ((before?.version ?? null) !== expected) {
      const todo =
        before === null ? 'It is no longer there: save it as a new one.' : 'Look at it again first.';
      return err(appError('CONFLICT', 'the rule was saved by somebody else meanwhile', typed.ruleId, todo));
    }
    if (before !== null && before.kind !== typed.kind)
      return err(
        appError('CONFLICT', `the rule is of the kind ${before.kind}`, typed.ruleId, 'Add another rule.'),
      );
    if (before === null && this.#rules.size >= MAX_ALERT_RULES)
      return err(appError('CONFLICT', `there are ${MAX_ALERT_RULES} rules already`, typed.ruleId));
    const after = { ...typed, version: (before?.version ?? 0) + 1 };
    const wrong = ruleProblem(after);
    if (wrong !== null) return err(appError('INVALID_INPUT', wrong.problem, `rule.${wrong.field}`));
    const at = this.#deps.clock.now();
    const record = { kind: 'ALERT_RULE', at, actor: actor.user, before, after } as const;
    const receipt = await this.#deps.journal.append(record);
    if (!receipt.ok) return receipt;
    this.#rules.set(after.ruleId, after);
    this.#byTopic = this.#enabledByTopic();
    return ok(after);
  }

  #enabledByTopic(): ReadonlyMap<Topic, readonly AlertRule[]> {
    return Map.groupBy(
      this.list().filter(({ enabled }) => enabled),
      ({ kind }) => topicOf(kind),
    );
  }
}
