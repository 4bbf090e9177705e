import {
  escalate,
  matchesAlert,
  raiseAgain,
  see,
  take,
  wake,
  type Alert,
  type AlertFilter,
  type AlertId,
  type AlertStep,
  type Occurrence,
} from '#shared/domain/alert.ts';
import { levelOf, type AlertRule } from '#shared/domain/alert-rule.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { AlertCounts } from '#shared/contract/procedures/alerts.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeliveryReason } from '../ports/journal.ts';
import { AlertBook } from './alert-book.ts';
import { AlertFlow } from './alert-flow.ts';
import { AlertRules } from './alert-rules.ts';
import { readBy, topicOf } from './kinds/registry.ts';
import type { Measured, Observation } from './observation.ts';
import { OccurrenceCounts } from './occurrence-counts.ts';

/** Open alerts; what would be one more goes into one alert of its rule, whatever it is of. */
const MAX_OPEN = 100_000;
const REST = '*rest*';
const MAX_DETAIL = 512;

/** Most that an alert may be put off. */
const LONGEST_SNOOZE_MS = 7 * 86_400_000;

type AlertDeps = Pick<DeskDependencies, 'journal' | 'timers' | 'clock' | 'reader'>;

/**
 * Alerts: what the rules find in what happens, deduplicated, and what people do about it. It is told after a decision is on
 * record and has no way to change one; a fault in it is counted and goes no further.
 */
export class AlertDesk {
  readonly rules: AlertRules;
  readonly #deps: AlertDeps;
  readonly #book: AlertBook;
  readonly #flow: AlertFlow;
  readonly #counts = new OccurrenceCounts();
  /** When an alert that nobody does anything about changes by itself. */
  readonly #due = new Map<AlertId, number>();
  #lastId: number;
  #coalesced = 0;
  #faults = 0;
  /** What people do, one after another. */
  #acts: Promise<unknown> = Promise.resolve();

  constructor(deps: AlertDeps, push: (rows: readonly Alert[], counts: AlertCounts) => void) {
    this.#deps = deps;
    this.rules = new AlertRules(deps);
    this.#book = new AlertBook(deps.reader.openAlerts());
    this.#flow = new AlertFlow(deps, (rows) => push(rows, { ...this.#book.counts }));
    this.#lastId = deps.reader.lastAlertId();
    for (const alert of this.#book.values()) this.#setDue(alert);
  }

  /** Something happened. Never throws. */
  observe(observation: Observation): void {
    for (const rule of this.rules.of(observation.topic)) {
      try {
        for (const measured of readBy(rule, observation)) this.#occurred(rule, measured);
      } catch {
        this.#faults++;
      }
    }
  }

  /** Ends snoozes, and escalates what nobody acknowledged in time. Call it about once a second. */
  checkDue(): void {
    const now = this.#deps.clock.now();
    for (const [alertId, at] of this.#due) {
      const alert = at <= now ? this.#book.get(alertId) : undefined;
      if (alert === undefined) continue;
      if (alert.snoozedUntil !== null) this.#take(wake(alert, now), deliveryOf(wake(alert, now)));
      else this.#take(escalate(alert, now), 'ESCALATED');
    }
  }

  /** Newest first, as they are now: what is on its way to the store counts as if it were there. */
  list({ before, limit, ...filter }: AlertFilter & { before: number | null; limit: number }) {
    const page = this.#deps.reader.alerts({ ...filter, before, limit });
    const rows = new Map(page.rows.map((alert) => [alert.alertId, alert]));
    const [from, to] = [page.next ?? 0, before ?? Infinity];
    for (const alert of this.#flow.pending().values())
      if (alert.alertId >= from && alert.alertId < to) rows.set(alert.alertId, alert);
    const found = [...rows.values()]
      .filter((alert) => matchesAlert(alert, filter))
      .toSorted((a, b) => b.alertId - a.alertId);
    const shown = found.slice(0, limit);
    return {
      rows: shown,
      next: found.length > limit ? (shown.at(-1)?.alertId ?? null) : page.next,
      counts: { ...this.#book.counts },
      gauges: {
        open: this.#book.size,
        unwritten: this.#flow.pending().size,
        coalesced: this.#coalesced,
        faults: this.#faults + this.#flow.unwritable,
      },
    };
  }

  /**
   * What a person does, on record first; the alerts that it changed. NOT_FOUND for an id that was never given. An alert that
   * became new again while the record was written stays new: the person had not seen that.
   */
  act(ids: readonly number[], step: AlertStep, note: string, actor: Actor): Promise<Result<Alert[]>> {
    const acted = this.#acts.then(() => this.#act(ids, step, note, actor));
    this.#acts = acted.catch(() => undefined);
    return acted;
  }

  /** Looked at; how many were not yet. */
  see(ids: readonly number[]): number {
    const unseen = ids.map((id) => this.#book.get(id)).filter((alert) => alert?.state === 'NEW');
    for (const alert of unseen) if (alert !== undefined) this.#take(see(alert), null);
    return unseen.length;
  }

  close(): Promise<void> {
    return this.#acts.then(() => this.#flow.close());
  }

  async #act(ids: readonly number[], step: AlertStep, note: string, actor: Actor): Promise<Result<Alert[]>> {
    const at = this.#deps.clock.now();
    const unknown = ids.find((id) => id > this.#lastId);
    if (unknown !== undefined) return err(appError('NOT_FOUND', 'there is no such alert', String(unknown)));
    if (step.step === 'SNOOZE' && (step.until <= at || step.until > at + LONGEST_SNOOZE_MS))
      return err(appError('INVALID_INPUT', 'a snooze ends within seven days from now', 'until'));
    const act = { by: actor.user, at, note };
    const seen = [...new Set(ids)].flatMap((id) => this.#book.get(id) ?? []);
    const alerts = seen.filter((alert) => take(alert, step, act) !== alert);
    if (alerts.length === 0) return ok([]);
    const alertIds = alerts.map(({ alertId }) => alertId);
    const receipt = await this.#deps.journal.appendAll([
      { kind: 'ALERTS', at, actor: actor.user, alerts, deliver: [] },
      { kind: 'ALERT_ACT', at, actor: actor.user, act: step, alertIds, note },
    ]);
    if (!receipt.ok) return receipt;
    return ok(alerts.map((alert) => this.#settle(alert, step, act)));
  }

  #settle(seen: Alert, step: AlertStep, act: Parameters<typeof take>[2]): Alert {
    const now = this.#book.get(seen.alertId) ?? seen;
    const isNewAgain = now.raisedAt !== seen.raisedAt || now.severity !== seen.severity;
    const after = isNewAgain ? now : take(now, step, act);
    this.#take(after, null);
    return after;
  }

  #occurred(rule: AlertRule, measured: Measured): void {
    const at = this.#deps.clock.now();
    const counter = `${rule.ruleId}\n${measured.key}`;
    const value =
      rule.withinSeconds === null ? measured.value : this.#counts.add(counter, at, rule.withinSeconds);
    const level = Number.isFinite(value) ? levelOf(rule, value) : null;
    if (level === null) return;
    const { detail } = measured.subject;
    const subject = { ...measured.subject, detail: detail.slice(0, MAX_DETAIL) };
    const now: Occurrence = { at, value, threshold: level.at, severity: level.severity, subject };
    const known = this.#book.find(rule.ruleId, measured.key);
    const isFull = known === undefined && this.#book.size >= MAX_OPEN;
    const before = isFull ? this.#book.find(rule.ruleId, REST) : known;
    if (before === undefined) {
      const { key, scope } = isFull ? { key: REST, scope: rule.scope } : measured;
      this.#raise(this.#newAlert(rule, key, scope, now), rule, counter, at);
      return;
    }
    // The book is looked at every second: the same drawdown is not another occurrence.
    if (topicOf(rule.kind) === 'BOOK' && value <= before.value) return;
    this.#coalesced++;
    this.#raise(raiseAgain(before, now, rule), rule, counter, at);
  }

  /** Takes an alert that occurred at `at`, one severity up when that was once too often. */
  #raise(alert: Alert, { escalateAfter }: AlertRule, counter: string, at: EpochMs): void {
    const isTooOften =
      escalateAfter !== null &&
      this.#counts.add(`${counter}\nescalate`, at, escalateAfter.seconds) >= escalateAfter.count;
    const risen = isTooOften ? escalate(alert, at) : alert;
    this.#take(risen, risen === alert ? (alert.raisedAt === at ? deliveryOf(alert) : null) : 'ESCALATED');
  }

  #newAlert(rule: AlertRule, key: string, scope: Alert['scope'], now: Occurrence): Alert {
    const { at, ...found } = now;
    return {
      alertId: ++this.#lastId as AlertId,
      ruleId: rule.ruleId,
      title: rule.title,
      kind: rule.kind,
      key,
      scope,
      state: 'NEW',
      escalated: false,
      snoozedUntil: null,
      count: 1,
      ...found,
      firstAt: at,
      lastAt: at,
      raisedAt: at,
      acknowledged: null,
      resolved: null,
    };
  }

  #take(alert: Alert, deliver: DeliveryReason | null): void {
    this.#book.put(alert);
    this.#setDue(alert);
    this.#flow.changed(alert, deliver);
  }

  #setDue(alert: Alert): void {
    const due = this.#dueOf(alert);
    if (due === null) this.#due.delete(alert.alertId);
    else this.#due.set(alert.alertId, due);
  }

  #dueOf({ state, snoozedUntil, escalated, severity, raisedAt, ruleId }: Alert): number | null {
    if (state === 'RESOLVED') return null;
    if (snoozedUntil !== null) return snoozedUntil;
    if (state === 'ACKNOWLEDGED' || escalated || severity === 'CRITICAL') return null;
    const seconds = this.rules.get(ruleId)?.escalateUnacknowledgedSeconds ?? null;
    return seconds === null ? null : raisedAt + seconds * 1_000;
  }
}

const deliveryOf = ({ severity }: Alert): DeliveryReason | null =>
  severity === 'CRITICAL' ? 'CRITICAL' : null;
