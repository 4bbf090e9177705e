import type { Alert, AlertId } from '#shared/domain/alert.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeliveryReason } from '../ports/journal.ts';

/** How long changes are gathered before they are pushed and written. */
const GATHER_MS = 100;
/** Alerts of one push, and of one record. */
const MOST_PUSHED = 1_000;
const MOST_WRITTEN = 500;
const SYSTEM = 'desk';

/**
 * Alerts that changed, on their way to the clients and to the store, each once and as it is now: a change while one waits
 * takes its place, so that nothing is lost and nothing piles up beyond the open alerts. One record is on its way at a time;
 * one that fails is tried again with the next.
 */
export class AlertFlow {
  /** Alerts whose record was refused as it stood: a bug, and the one way in which one is not written. */
  unwritable = 0;
  readonly #deps: Pick<DeskDependencies, 'journal' | 'timers' | 'clock'>;
  readonly #push: (alerts: readonly Alert[]) => void;
  readonly #unpushed = new Map<AlertId, Alert>();
  readonly #unwritten = new Map<AlertId, Alert>();
  readonly #undelivered = new Map<AlertId, DeliveryReason>();
  #writing: readonly Alert[] = [];
  #record: Promise<void> | null = null;
  #cancel: (() => void) | null = null;

  constructor(
    deps: Pick<DeskDependencies, 'journal' | 'timers' | 'clock'>,
    push: (alerts: readonly Alert[]) => void,
  ) {
    this.#deps = deps;
    this.#push = push;
  }

  /** Alerts that the store does not have as they are now. */
  pending(): Map<AlertId, Alert> {
    const pending = new Map(this.#writing.map((alert) => [alert.alertId, alert]));
    for (const [alertId, alert] of this.#unwritten) pending.set(alertId, alert);
    return pending;
  }

  changed(alert: Alert, deliver: DeliveryReason | null = null): void {
    this.#unpushed.set(alert.alertId, alert);
    this.#unwritten.set(alert.alertId, alert);
    if (deliver !== null) this.#undelivered.set(alert.alertId, deliver);
    this.#gather();
  }

  /** Writes what it can and pushes nothing any more. */
  async close(): Promise<void> {
    this.#cancel?.();
    this.#unpushed.clear();
    let left = Infinity;
    while (this.#unwritten.size > 0 && this.#unwritten.size < left) {
      left = this.#unwritten.size;
      await (this.#record ?? this.#write());
    }
    await this.#record;
  }

  #gather(): void {
    this.#cancel ??= this.#deps.timers.after(GATHER_MS, () => {
      this.#cancel = null;
      const pushed = firstOf(this.#unpushed, MOST_PUSHED);
      for (const { alertId } of pushed) this.#unpushed.delete(alertId);
      if (pushed.length > 0) this.#push(pushed);
      if (this.#record === null && this.#unwritten.size > 0) void this.#write();
      if (this.#unpushed.size > 0 || this.#unwritten.size > 0) this.#gather();
    });
  }

  /** One record, and the next at once while many wait. */
  #write(): Promise<void> {
    return (this.#record = this.#writeOne().then((isWritten) => {
      this.#record = null;
      if (isWritten && this.#unwritten.size >= MOST_WRITTEN) return this.#write();
    }));
  }

  async #writeOne(): Promise<boolean> {
    const alerts = firstOf(this.#unwritten, MOST_WRITTEN);
    const deliver = alerts.flatMap(({ alertId }) => {
      const reason = this.#undelivered.get(alertId);
      return reason === undefined ? [] : [{ alertId, reason }];
    });
    for (const { alertId } of alerts) {
      this.#unwritten.delete(alertId);
      this.#undelivered.delete(alertId);
    }
    this.#writing = alerts;
    const at = this.#deps.clock.now();
    const receipt = await this.#deps.journal.append({ kind: 'ALERTS', at, actor: SYSTEM, alerts, deliver });
    this.#writing = [];
    if (receipt.ok) return true;
    if (receipt.error.code === 'INVALID_INPUT') this.unwritable += alerts.length;
    else {
      for (const alert of alerts)
        if (!this.#unwritten.has(alert.alertId)) this.#unwritten.set(alert.alertId, alert);
      for (const { alertId, reason } of deliver)
        if (!this.#undelivered.has(alertId)) this.#undelivered.set(alertId, reason);
    }
    return false;
  }
}

function firstOf<V>(map: ReadonlyMap<AlertId, V>, most: number): V[] {
  const first: V[] = [];
  for (const value of map.values()) {
    if (first.length === most) break;
    first.push(value);
  }
  return first;
}
