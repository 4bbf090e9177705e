import type { Money } from '#shared/domain/decimal.ts';
import type { NavMarks, NavOpen } from '#shared/domain/nav-marks.ts';
import { valueOf } from '#shared/domain/valuation.ts';
import { comparisonOf } from '#shared/controls/registry.ts';
import type { ScopeBook } from '../book/scope-book.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import { navAtCloses } from './nav-at-closes.ts';
import { periodsOf, type Periods } from './periods.ts';

/** A new high is looked for at most so often, microseconds. */
const LOOK_EVERY = 1_000_000;
const SYSTEM = 'desk';

interface Scope {
  readonly level: NavMarks['level'];
  readonly key: string;
  readonly book: ScopeBook;
}

/** The desk before something is paid in or out: what every account held, and what every scope was worth. */
interface Snapshot {
  readonly navs: ReadonlyMap<string, Money | null>;
  readonly accounts: ReadonlyMap<
    string,
    { readonly cash: number; readonly held: ReadonlyMap<string, number> }
  >;
}

/**
 * What losses are measured from: the NAV at the open of session, week and month, and the most the scope was ever worth. Kept
 * on record from when the first limit of group D is in force, for the firm, every desk and every account. What is paid in or
 * out, and positions that a file brings, move them along: they are no profit and no loss.
 */
export class NavDesk {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;
  #session = 0;
  /** What the scopes were worth when last looked at, in `#session`. */
  #seen = new Map<string, Money | null>();
  #lookedAt = -Infinity;
  #version = -1;
  #recording: Promise<void> | null = null;

  constructor(deps: DeskDependencies, state: DeskState) {
    this.#deps = deps;
    this.#state = state;
  }

  /** Whether something must be recorded before a decision is made. */
  isDue(): boolean {
    if (this.#recording !== null) return true;
    if (!this.#isTracking()) return false;
    const now = this.#deps.clock.monotonicMicros();
    const { version } = this.#state.book.firm;
    const isOpen = this.#session === this.#state.session && this.#state.navMarks.size > 0;
    if (isOpen && (version === this.#version || now - this.#lookedAt < LOOK_EVERY)) return false;
    this.#lookedAt = now;
    this.#version = version;
    return this.#changedRows(null).length > 0 || this.#look();
  }

  /** Records what is due; whoever comes while that is under way waits for the same. */
  async record(): Promise<void> {
    if (this.isDue()) await (this.#recording ??= this.#write(null).finally(() => (this.#recording = null)));
  }

  /** Does something that moves cash or positions without a profit or loss, and moves the marks along. */
  async transfer<T>(act: () => Promise<T>): Promise<T> {
    if (!this.#isTracking()) return act();
    const before = this.#snapshot();
    const answer = await act();
    await this.#write(before);
    return answer;
  }

  /** Remembers what the scopes are worth in this session; always false. */
  #look(): false {
    this.#session = this.#state.session;
    this.#seen = new Map(this.#scopes().map((scope) => [placeOf(scope), scope.book.nav]));
    return false;
  }

  #isTracking(): boolean {
    return this.#state.limits.some(
      ({ control, tighten }) => comparisonOf(control)?.group === 'D' || tighten?.metric === 'BOOK_DRAWDOWN',
    );
  }

  async #write(before: Snapshot | null): Promise<void> {
    const rows = this.#changedRows(before);
    if (rows.length > 0) {
      const at = this.#deps.clock.now();
      const receipt = await this.#deps.journal.append({ kind: 'NAV', at, actor: SYSTEM, rows });
      if (receipt.ok) {
        this.#state.book.setNavMarks(rows);
        for (const row of rows) this.#state.navMarks.set(placeOf(row), row);
        this.#state.applied(receipt.value);
      } else if (receipt.error.code === 'COMMIT_UNKNOWN') this.#state.stale = true;
    }
    this.#look();
  }

  #changedRows(before: Snapshot | null): NavMarks[] {
    const { navMarks, session } = this.#state;
    const periods = periodsOf(session);
    const flows = before === null ? null : this.#flows(before);
    return this.#scopes().flatMap((scope) => {
      const old = navMarks.get(placeOf(scope));
      const row = this.#rowOf(scope, old, periods, before, flows);
      return old !== undefined && JSON.stringify(old) === JSON.stringify(row) ? [] : [row];
    });
  }

  #rowOf(
    { level, key, book }: Scope,
    old: NavMarks | undefined,
    periods: Periods,
    before: Snapshot | null,
    flows: ReadonlyMap<string, number | null> | null,
  ): NavMarks {
    const place = placeOf({ level, key });
    const flow = flows?.get(place) ?? (flows === null ? 0 : null);
    const seen = before === null ? (this.#session < periods.day ? this.#seen : null) : before.navs;
    const wasSeen = seen?.get(place) ?? null;
    const open = (period: keyof Periods): NavOpen => {
      const from = periods[period];
      const kept = old?.[period];
      // An unknown flow starts the period anew: neither a profit nor a loss is made up.
      if (old !== undefined && flow === null) return { from, nav: book.nav };
      if (kept?.from === from) return { from, nav: moved(kept.nav, flow ?? 0) };
      if (wasSeen !== null && this.#session > 0 && this.#session < from)
        return { from, nav: moved(wasSeen, flow ?? 0) };
      return { from, nav: navAtCloses(this.#state.book, book, from) };
    };
    const top = flow === null ? null : moved(old?.highWater ?? null, flow);
    const highWater = top === null || (book.nav !== null && book.nav > top) ? book.nav : top;
    return {
      level,
      key,
      day: open('day'),
      week: open('week'),
      month: open('month'),
      highWater: highWater ?? top,
    };
  }

  #scopes(): Scope[] {
    const { book } = this.#state;
    const accounts = [...book.accounts.values()];
    const desks = [...new Set(accounts.map(({ desk }) => desk))];
    return [
      { level: 'FIRM', key: '*', book: book.firm },
      ...desks.map((key): Scope => ({ level: 'DESK', key, book: book.book('DESK', key) })),
      ...accounts.map(({ account: key }): Scope => ({
        level: 'ACCOUNT',
        key,
        book: book.book('ACCOUNT', key),
      })),
    ];
  }

  #snapshot(): Snapshot {
    const { book } = this.#state;
    const heldBy = (account: string): Map<string, number> => {
      const own = book.book('ACCOUNT', account);
      const rows = book.instruments.map(
        ({ id, instrument }) => [instrument.symbol, own.symbol(id).quantity] as const,
      );
      return new Map(rows.filter(([, quantity]) => quantity !== 0));
    };
    this.#look();
    return {
      navs: this.#seen,
      accounts: new Map(
        [...book.accounts.keys()].map((account) => [
          account,
          { cash: book.book('ACCOUNT', account).cash, held: heldBy(account) },
        ]),
      ),
    };
  }

  /** What came into each scope or left it, at today's marks; null where it cannot be valued. */
  #flows({ accounts }: Snapshot): ReadonlyMap<string, number | null> {
    const { book } = this.#state;
    const flows = new Map<string, number | null>();
    const add = (place: string, flow: number | null): void => {
      const sum = flows.get(place);
      flows.set(place, flow === null || sum === null ? null : (sum ?? 0) + flow);
    };
    for (const { account, desk } of book.accounts.values()) {
      const flow = this.#flowOf(account, accounts.get(account));
      add(`ACCOUNT ${account}`, flow);
      add(`DESK ${desk}`, flow);
      add('FIRM *', flow);
    }
    return flows;
  }

  #flowOf(
    account: string,
    before: { readonly cash: number; readonly held: ReadonlyMap<string, number> } | undefined,
  ) {
    const { book } = this.#state;
    const own = book.book('ACCOUNT', account);
    let flow = own.cash - (before?.cash ?? 0);
    for (const { id, instrument, unit } of book.instruments) {
      const change = own.symbol(id).quantity - (before?.held.get(instrument.symbol) ?? 0);
      if (change === 0) continue;
      if (unit === null) return null;
      flow += valueOf(change, unit);
    }
    return Number.isSafeInteger(flow) ? flow : null;
  }
}

const placeOf = ({ level, key }: Pick<NavMarks, 'level' | 'key'>): string => `${level} ${key}`;

const moved = (nav: Money | null, flow: number): Money | null =>
  nav === null ? null : ((nav + flow) as Money);
