import type { OutputOf } from '#shared/contract/contract.ts';
import type { AlertCounts, AlertRow } from '#shared/contract/procedures/alerts.ts';
import { matchesAlert, type Alert, type AlertFilter } from '#shared/domain/alert.ts';
import type { Connection } from './connection.ts';

export interface AlertPatch {
  /** Newest first. */
  readonly add: readonly AlertRow[];
  readonly update: readonly AlertRow[];
  readonly remove: readonly AlertRow[];
  /** `add` goes below what is there: older rows. */
  readonly older: boolean;
}

export interface AlertSource extends Pick<Connection, 'call' | 'on'> {
  /** Calls back whenever the line is opened, and at once when it is open. */
  readonly onOpen: (listener: () => void) => void;
}

export interface AlertListeners {
  /** Rows of the present filter that came, changed or went. */
  readonly onPatch: (patch: AlertPatch) => void;
  /** All rows are others now: another filter, or the line was opened again. */
  readonly onReset: () => void;
}

type Gauges = OutputOf<'alerts.list'>['gauges'];

export const PAGE = 500;
const MAX_ROWS = 100_000;

/** What is not over. */
export const OPEN_ALERTS: AlertFilter = {
  states: ['NEW', 'SEEN', 'ACKNOWLEDGED'],
  severities: [],
  text: '',
};

/**
 * The alerts of one filter, kept outside the grid: newest first, 100,000 and a page at most; older ones are read from the store as they
 * are asked for. What is raised is told apart from what only counts on.
 */
export class AlertFeed {
  readonly rows = new Map<number, AlertRow>();
  counts: AlertCounts = { INFO: 0, WARNING: 0, CRITICAL: 0 };
  gauges: Gauges = { open: 0, unwritten: 0, coalesced: 0, faults: 0 };
  filter = OPEN_ALERTS;
  readonly #source: AlertSource;
  readonly #onCounts: () => void;
  readonly #listeners = new Set<AlertListeners>();
  readonly #newsListeners = new Set<(rows: readonly AlertRow[]) => void>();
  /** Where older rows go on; null: all are here. */
  #next: number | null = null;
  #reading: Promise<void> | null = null;
  /** Counts the answers that are waited for: one to an older question is dropped. */
  #asked = 0;
  /** The newest instant at which something was raised, and the alerts of it that were told. */
  #newsAt: number | null = null;
  #told = new Set<number>();

  constructor(source: AlertSource, onCounts: () => void) {
    this.#source = source;
    this.#onCounts = onCounts;
  }

  /** Begins to listen and reads the newest page, now and whenever the line is opened again. */
  start(): void {
    this.#source.on('alerts.changed', ({ rows, counts }) => {
      this.counts = counts;
      this.#onCounts();
      this.#tellNews(rows);
      this.#receive(rows);
    });
    this.#source.onOpen(() => void this.#readNewest());
  }

  subscribe(listeners: AlertListeners): () => void {
    this.#listeners.add(listeners);
    return () => this.#listeners.delete(listeners);
  }

  /** Told of alerts that are new, or new again, from now on. */
  onNews(listener: (rows: readonly AlertRow[]) => void): () => void {
    this.#newsListeners.add(listener);
    return () => this.#newsListeners.delete(listener);
  }

  /** Whether the store has older ones of this filter than those that are here. */
  get hasOlder(): boolean {
    return this.#next !== null;
  }

  /** Newest first. */
  list(): AlertRow[] {
    return [...this.rows.values()].toSorted((a, b) => b.alertId - a.alertId);
  }

  setFilter(filter: AlertFilter): void {
    this.filter = filter;
    void this.#readNewest();
  }

  /** Reads the next page of older rows; nothing when all are here. */
  readOlder(): Promise<void> {
    const before = this.#next;
    if (before === null || this.rows.size >= MAX_ROWS) return Promise.resolve();
    return (this.#reading ??= this.#read(before).finally(() => (this.#reading = null)));
  }

  async #readNewest(): Promise<void> {
    this.rows.clear();
    this.#next = null;
    for (const { onReset } of this.#listeners) onReset();
    await this.#read(null);
  }

  async #read(before: number | null): Promise<void> {
    const asked = before === null ? ++this.#asked : this.#asked;
    try {
      const { states, severities, text } = this.filter;
      const page = await this.#source.call('alerts.list', {
        ...{ states: [...states], severities: [...severities], text, before },
        limit: PAGE,
      });
      if (asked !== this.#asked) return;
      this.counts = page.counts;
      this.gauges = page.gauges;
      this.#onCounts();
      this.#newsAt ??= this.#wereTold(page.rows);
      this.#next = page.next;
      // What was pushed meanwhile is newer than the answer.
      const add = page.rows.filter(({ alertId }) => !this.rows.has(alertId));
      for (const row of add) this.rows.set(row.alertId, row);
      this.#publish({ add, update: [], remove: [], older: true });
    } catch {
      // The next connection, filter or scroll asks again; pushes keep coming meanwhile.
    }
  }

  /** What was there when the page came is no news; the instant of the newest of it. */
  #wereTold(rows: readonly AlertRow[]): number {
    const newsAt = Math.max(0, ...rows.map(({ raisedAt }) => raisedAt));
    this.#told = new Set(rows.filter(({ raisedAt }) => raisedAt === newsAt).map(({ alertId }) => alertId));
    return newsAt;
  }

  #receive(rows: readonly AlertRow[]): void {
    const add: AlertRow[] = [];
    const update: AlertRow[] = [];
    const remove: AlertRow[] = [];
    for (const row of rows.toSorted((a, b) => b.alertId - a.alertId)) {
      const isHere = this.rows.has(row.alertId);
      // The wire has the same rows as the domain, without its brands.
      const belongs = matchesAlert(row as Alert, this.filter);
      if (belongs && isHere) update.push(row);
      else if (isHere) remove.push(row);
      // A row below what was read so far is read with its page.
      else if (belongs && row.alertId >= (this.#next ?? 0)) add.push(row);
    }
    for (const row of [...update, ...add]) this.rows.set(row.alertId, row);
    for (const { alertId } of remove) this.rows.delete(alertId);
    // Looking for the oldest takes a while: not for every row.
    if (this.rows.size >= MAX_ROWS + PAGE) {
      const oldest = this.list().slice(MAX_ROWS);
      for (const { alertId } of oldest) this.rows.delete(alertId);
      remove.push(...oldest);
      this.#next = (oldest[0]?.alertId ?? 0) + 1;
    }
    this.#publish({ add, update, remove, older: false });
  }

  #publish(patch: AlertPatch): void {
    for (const { onPatch } of this.#listeners) onPatch(patch);
  }

  #tellNews(rows: readonly AlertRow[]): void {
    const since = this.#newsAt ?? 0;
    const news = rows.filter(
      ({ alertId, state, snoozedUntil, raisedAt }) =>
        state === 'NEW' &&
        snoozedUntil === null &&
        (raisedAt > since || (raisedAt === since && !this.#told.has(alertId))),
    );
    if (news.length === 0) return;
    const newsAt = Math.max(...news.map(({ raisedAt }) => raisedAt));
    if (newsAt > since) this.#told = new Set();
    for (const { alertId, raisedAt } of news) if (raisedAt === newsAt) this.#told.add(alertId);
    this.#newsAt = newsAt;
    for (const listener of this.#newsListeners) listener(news);
  }
}
