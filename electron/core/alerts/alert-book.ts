import { waitsForSomebody, type Alert, type AlertId } from '#shared/domain/alert.ts';
import type { Severity } from '#shared/domain/alert-rule.ts';

/** The alerts that are not resolved, by id and by what they are of, and how many of them wait for somebody. */
export class AlertBook {
  readonly counts: Record<Severity, number> = { INFO: 0, WARNING: 0, CRITICAL: 0 };
  readonly #open = new Map<AlertId, Alert>();
  readonly #byKey = new Map<string, AlertId>();

  constructor(alerts: readonly Alert[]) {
    for (const alert of alerts) this.put(alert);
  }

  get size(): number {
    return this.#open.size;
  }

  get(alertId: number): Alert | undefined {
    return this.#open.get(alertId as AlertId);
  }

  find(ruleId: string, key: string): Alert | undefined {
    const alertId = this.#byKey.get(keyOf({ ruleId, key }));
    return alertId === undefined ? undefined : this.#open.get(alertId);
  }

  /** Takes an alert as it is now; one that is resolved leaves. */
  put(alert: Alert): void {
    const before = this.#open.get(alert.alertId);
    if (before !== undefined && waitsForSomebody(before)) this.counts[before.severity]--;
    if (alert.state === 'RESOLVED') {
      this.#open.delete(alert.alertId);
      this.#byKey.delete(keyOf(alert));
      return;
    }
    this.#open.set(alert.alertId, alert);
    this.#byKey.set(keyOf(alert), alert.alertId);
    if (waitsForSomebody(alert)) this.counts[alert.severity]++;
  }

  values(): IterableIterator<Alert> {
    return this.#open.values();
  }
}

const keyOf = ({ ruleId, key }: Pick<Alert, 'ruleId' | 'key'>): string => `${ruleId}\n${key}`;
