import type { GaugeBoard } from '../diagnostics/gauge-board.ts';
import type { Decision } from '#shared/domain/decision.ts';
import type { Money } from '#shared/domain/decimal.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { Result } from '#shared/errors/result.ts';
import type { ShortHistoryPolicy } from '#shared/quant/aligned-returns.ts';
import type { MonteCarloOptions } from '#shared/quant/monte-carlo.ts';
import type { RiskReport } from '#shared/quant/risk-report-types.ts';
import type { Basket, BasketDecision } from '../baskets/basket-desk.ts';
import type { ImportedLimits, LimitDiff } from '../limits/imported-limits.ts';
import type { DeskCorrelations } from '../marketdata/desk-correlations.ts';
import type { RebalanceReport, RebalanceRequest } from '../whatif/rebalance-report.ts';
import type { SizingReport, SizingRequest } from '../whatif/sizing-report.ts';
import type { Actor, DeskSession, LocalAccount } from './actor.ts';
import type { EventListener, Handlers } from './handlers.ts';

/** What the `risk` report is asked for; fractions, sessions and decimals as in the file formats. */
export interface RiskOptions {
  /** Null: the firm. */
  readonly account: string | null;
  readonly window: number;
  readonly confidence: number;
  readonly horizonDays: number;
  readonly overlapping: boolean;
  readonly method: 'sample' | 'ewma' | 'ledoit-wolf';
  readonly index: string;
  readonly participation: number;
  /** refuse: a symbol with less history than the window fails the report and is named. */
  readonly missing: ShortHistoryPolicy;
  /** Base currency; overrides the NAV of the book. */
  readonly nav: number | null;
  /** Null: no simulation. */
  readonly monteCarlo: MonteCarloOptions | null;
  /** The newest sessions whose VaR is forecast and compared with what came; null: none. */
  readonly backtestSessions: number | null;
  /** Whether the eigenvalues of the covariance are wanted. */
  readonly spectrum: boolean;
}

/** The covariance or correlation of the positions' symbols over the report's window. */
export interface RiskMatrix {
  readonly symbols: readonly string[];
  /** Row-major, symbols.length squared. */
  readonly values: Float64Array;
}

export interface DecideOptions {
  /** Send and reserve when allowed; otherwise only decide and record. */
  readonly send: boolean;
  /** Send a WARN too, with this reason. */
  readonly acknowledgement: string | null;
}

export interface DecideBasketOptions extends Omit<Basket, 'tickets'> {
  /** Send and reserve what may go; otherwise only decide and record. */
  readonly send: boolean;
  /** Send a WARN too, with this reason. */
  readonly acknowledgement: string | null;
}

/** The engine behind every shell: the contract's handlers, and what the command line needs beyond them. */
export interface Desk {
  readonly handlers: Handlers;
  /** A session of a client that the process of that account serves. */
  openSession(local: LocalAccount): DeskSession;
  subscribe(listener: EventListener): () => void;
  /** Shows what a shell reads of itself among the desk's gauges. */
  readonly gauges: Pick<GaugeBoard, 'add'>;
  /** One recorded decision about a parsed ticket, defects included. */
  decide(ticket: Ticket, options: DecideOptions, actor: Actor): Promise<Result<Decision>>;
  /** Recorded decisions about parsed tickets as a whole, at most 1,000 of them. */
  decideBasket(
    tickets: readonly Ticket[],
    options: DecideBasketOptions,
    actor: Actor,
  ): Promise<Result<BasketDecision>>;
  /** What trades would be and do; nothing is recorded. */
  size(request: SizingRequest, actor: Actor): Promise<Result<SizingReport>>;
  /** The basket from what is held to what should be; nothing is recorded. */
  rebalance(request: RebalanceRequest, actor: Actor): Promise<Result<RebalanceReport>>;
  /** Decides a few tickets for nobody, so that the first one of a person is answered as fast as the next; returns what ends it. */
  warmUp(): () => void;
  riskReport(options: RiskOptions): Result<RiskReport>;
  riskMatrix(options: RiskOptions, kind: 'cov' | 'corr'): Result<RiskMatrix>;
  /** Between the book's instruments, for display and pairs: no verdict comes from them. */
  readonly correlations: DeskCorrelations;
  /** What stands of each limit once every temporary version has ended, for the export. */
  lastingLimits(): readonly Limit[];
  /** What a limits file would change, without changing it. */
  compareLimits(limits: readonly Limit[]): LimitDiff;
  /** Takes a limits file: the initial set, in force at once, when the desk has none; otherwise proposals. */
  importLimits(limits: readonly Limit[], actor: Actor): Promise<Result<ImportedLimits>>;
  /** Puts cash into the only account so that the NAV is this, minor units. */
  setNav(nav: Money, actor: Actor): Promise<Result<void>>;
  close(): Promise<void>;
}
