import type { DeskStatus, EventName, EventOf } from '#shared/contract/contract.ts';
import { err, ok } from '#shared/errors/result.ts';
import { AlertDesk } from '../alerts/alert-desk.ts';
import { alertHandlers } from '../alerts/alert-handlers.ts';
import { DeskWatch } from '../alerts/desk-watch.ts';
import { activityHandlers } from '../activity/activity-handlers.ts';
import { decisionHandlers } from '../audit/decision-handlers.ts';
import { auditHandlers } from '../audit/audit-handlers.ts';
import { Authority } from '../authority/authority.ts';
import { authorityHandlers } from '../authority/authority-handlers.ts';
import { guardHandlers, lackOf } from '../authority/require-capability.ts';
import { UserDesk } from '../authority/user-desk.ts';
import { BasketDesk } from '../baskets/basket-desk.ts';
import { basketHandlers } from '../baskets/basket-handlers.ts';
import { bookHandlers } from '../book/book-handlers.ts';
import { setNav } from '../book/set-nav.ts';
import { diagnosticsHandlers } from '../diagnostics/diagnostics-handlers.ts';
import { ErrorCounts } from '../diagnostics/error-counts.ts';
import { ImportedExecutions } from '../imports/accept-executions.ts';
import { importHandlers } from '../imports/import-handlers.ts';
import { ImportProfiles } from '../imports/import-profiles.ts';
import { LimitFiles } from '../limits/limit-files.ts';
import { LimitDesk } from '../limits/limit-desk.ts';
import { limitHandlers } from '../limits/limit-handlers.ts';
import { DeskCorrelations } from '../marketdata/desk-correlations.ts';
import { MarketDesk } from '../marketdata/market-desk.ts';
import { marketHandlers } from '../marketdata/market-handlers.ts';
import { LimitSet } from '../limits/limit-set.ts';
import { lasting } from '../limits/layers.ts';
import { DecisionStatistics } from '../limits/decision-statistics.ts';
import { StressDesk } from '../limits/stress-desk.ts';
import { DecisionReplays } from '../replay/decision-replays.ts';
import { LimitReplays } from '../replay/limit-replays.ts';
import { NavDesk } from '../loss/nav-desk.ts';
import { Busts } from '../reservations/busts.ts';
import { Expiry } from '../reservations/expiry.ts';
import { RefusedFills } from '../reservations/refused-fills.ts';
import { OverrideDesk } from '../overrides/override-desk.ts';
import { overrideHandlers } from '../overrides/override-handlers.ts';
import { WorkingTickets } from '../reservations/working-tickets.ts';
import { RiskDesk } from '../risk/risk-desk.ts';
import { riskHandlers } from '../risk/risk-handlers.ts';
import { riskMatrixOf, riskReportOf } from '../risk/desk-risk.ts';
import { StateDesk } from '../states/state-desk.ts';
import { stateHandlers } from '../states/state-handlers.ts';
import { TicketDesk, type OnDecided } from '../validation/decide-ticket.ts';
import { ReplaceDesk } from '../validation/replace-ticket.ts';
import { runSelfTest } from '../validation/self-test.ts';
import { SendKeys } from '../validation/send-keys.ts';
import { TaskBoard } from '../tasks/task-board.ts';
import { taskHandlers } from '../tasks/task-handlers.ts';
import { warmUp } from '../validation/warm-up.ts';
import { blotterRowOf, ticketHandlers } from '../validation/ticket-handlers.ts';
import { branchHandlers } from '../whatif/branches/branch-handlers.ts';
import { WhatifDesk } from '../whatif/whatif-desk.ts';
import { whatifHandlers } from '../whatif/whatif-handlers.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { Actor } from './actor.ts';
import { DecisionTiming } from './decision-timing.ts';
import type { DeskDependencies } from './dependencies.ts';
import type { Desk } from './desk.ts';
import type { DeskContext } from './desk-context.ts';
import { deskHandlers } from './desk-handlers.ts';
import { DeskState } from './desk-state.ts';
import type { EventListener } from './handlers.ts';
import { ImportDesk } from './import-desk.ts';
import { SessionTurn } from './session-turn.ts';

/** How often the status bar's numbers are pushed at most, microseconds. */
const STATUS_EVERY = 250_000;

/**
 * The desk over a store: loads the book, proves that every control can block, and answers every procedure of the
 * contract. Throws an AppErrorException when the self-test fails: a desk that cannot deny does not serve.
 */
export function createDesk(deps: DeskDependencies): Desk {
  runSelfTest();
  const { reader, journal } = deps;
  const state = new DeskState(deps);
  const timing = new DecisionTiming();
  const listeners = new Set<EventListener>();
  const emit = <N extends EventName>(event: N, data: EventOf<N>): void => {
    for (const listener of listeners) listener(event, data);
  };
  const tasks = new TaskBoard(deps, () => {
    if (listeners.size > 0) emit('tasks.changed', { tasks: tasks.list() });
  });
  const correlations = new DeskCorrelations(state, deps.correlations, deps.timers, tasks);
  const status = (actor: Actor): DeskStatus => statusOf(deps, state, timing, actor);
  const alerts = new AlertDesk(deps, (rows, counts) => {
    if (listeners.size > 0) emit('alerts.changed', { rows: [...rows], counts });
  });
  const watch = new DeskWatch(deps, state, alerts);
  const context: DeskContext = {
    deps,
    state,
    emit,
    observe: (observation) => alerts.observe(observation),
    announceStatus: (actor) => emit('desk.status', status(actor)),
    announceEverything(actor) {
      emit('desk.status', status(actor));
      emit('limits.changed', {});
      emit('bars.changed', {});
      emit('book.changed', { account: '*' });
      correlations.refresh();
    },
  };

  let statusAt = 0;
  const users = new UserDesk(deps);
  const authority = new Authority(deps, users);
  const states = new StateDesk(deps, state, users);
  const overrides = new OverrideDesk(deps);
  const limits = new LimitDesk(deps, state);
  const limitSet = new LimitSet(deps, state);
  const files = new LimitFiles(deps, state, limitSet);
  const stress = new StressDesk(deps, state);
  const statistics = new DecisionStatistics(deps);
  const replays = new LimitReplays(deps, tasks, (progress) => emit('limits.replay', { progress }));
  const recomputes = new DecisionReplays(deps, tasks, (progress) =>
    emit('decisions.recompute', { progress }),
  );
  const whatif = new WhatifDesk(deps, state, tasks, (progress) => emit('whatif.progress', { progress }));
  const risk = new RiskDesk(deps, state, tasks, (progress) => emit('risk.progress', { progress }));
  const working = new WorkingTickets(deps, state);
  const market = new MarketDesk(deps, state);
  const refused = new RefusedFills((fill) => {
    emit('execution.refused', fill);
    alerts.observe({ topic: 'REFUSED_FILL', fill });
  });
  const expiry = new Expiry(deps, state, (clOrdIds) => {
    if (listeners.size === 0) return;
    emit('blotter.rows', { rows: clOrdIds.map((clOrdId) => blotterRowOf(reader, clOrdId)) });
    emit('book.changed', { account: '*' });
  });
  const navs = new NavDesk(deps, state);
  const turn = new SessionTurn(state, expiry, navs);
  const profiles = new ImportProfiles(deps);
  const executions = new ImportedExecutions(deps, working, refused);
  const imports = new ImportDesk(deps, state, limitSet, profiles, executions, tasks, (report) =>
    emit('import.progress', report),
  );
  const keys = new SendKeys(reader);
  const decided: OnDecided = ({ decision, sent }, ticket, actor) => {
    timing.add(decision.evalMicros);
    statistics.note(decision);
    const deskOf = state.book.accounts.get(ticket.account)?.desk ?? '';
    alerts.observe({ topic: 'DECISION', decision, sent, ticket, desk: deskOf, actor: actor.user });
    if (listeners.size === 0) return;
    emit('blotter.rows', { rows: [blotterRowOf(reader, ticket.clOrdId)] });
    emit('book.changed', { account: ticket.account });
    const now = deps.clock.monotonicMicros();
    if (now - statusAt < STATUS_EVERY) return;
    statusAt = now;
    emit('desk.status', status(actor));
  };
  const tickets = new TicketDesk(deps, state, keys, overrides, decided);
  const replaces = new ReplaceDesk(deps, state, keys, tickets, decided);
  const baskets = new BasketDesk(deps, state, keys, tickets, decided);
  const busts = new Busts(deps, state);
  const errors = new ErrorCounts();

  return {
    handlers: errors.watch(
      guardHandlers({
        ...deskHandlers(context, imports, status),
        ...bookHandlers(context, risk),
        ...ticketHandlers(context, { tickets, replaces, working, expiry, turn, busts, refused }),
        ...decisionHandlers(context, recomputes, tasks),
        ...basketHandlers(context, baskets, turn),
        ...limitHandlers(context, { limits, limitSet, files, stress, statistics, replays, tasks }),
        ...marketHandlers(context, market),
        ...importHandlers(context, imports, profiles, { expiry, navs }),
        ...activityHandlers(context),
        ...alertHandlers(alerts, reader),
        ...auditHandlers(context, tasks),
        ...authorityHandlers(context, authority, users),
        ...stateHandlers(context, states),
        ...overrideHandlers(context, overrides),
        ...whatifHandlers(context, whatif, tasks),
        ...branchHandlers(state, whatif),
        ...taskHandlers(tasks),
        ...riskHandlers(context, risk, tasks),
        ...diagnosticsHandlers(context, { timing, correlations, errors, tickets }),
      }),
    ),
    openSession: (local) => authority.openSession(local),
    gauges: deps.gauges,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async decide(ticket, options, actor) {
      const forbidden = lackOf(actor, 'TRADE', 'decide');
      if (forbidden !== null) return err(forbidden);
      if (turn.isDue()) await turn.run();
      if (!options.send || isUnsendable(ticket)) return tickets.validate(ticket, actor);
      const idempotencyKey = `ticket:${ticket.clOrdId}`;
      const answer = await tickets.send(
        { ticket, idempotencyKey, acknowledgement: options.acknowledgement },
        actor,
      );
      return answer.ok ? ok(answer.value.decision) : answer;
    },
    async decideBasket(list, { send, acknowledgement, ...how }, actor) {
      if (turn.isDue()) await turn.run();
      const basket = { ...how, tickets: list };
      if (!send) return baskets.validate(basket, actor);
      const idempotencyKey = deps.hash(list.map(({ clOrdId }) => clOrdId).join('\n'));
      return baskets.send({ ...basket, idempotencyKey, acknowledgement }, actor);
    },
    size: (request, actor) => whatif.size(request, actor),
    rebalance: (request, actor) => whatif.rebalance(request, actor),
    warmUp: () => warmUp(state, tickets, deps.timers),
    riskReport(options) {
      const report = riskReportOf(state.book, state.bars, options);
      const newest = report.ok ? report.value.backtest?.newest : undefined;
      if (report.ok && newest !== undefined)
        alerts.observe({ topic: 'BACKTEST', session: report.value.asOf, ...newest });
      return report;
    },
    riskMatrix: (options, kind) => riskMatrixOf(state.book, state.bars, options, kind),
    correlations,
    lastingLimits: () => lasting(state.limits),
    compareLimits: (set) => limitSet.compare(set),
    async importLimits(set, actor) {
      const forbidden = lackOf(actor, 'MANAGE_LIMITS', 'limits import');
      return forbidden === null ? limitSet.importSet(set, actor) : err(forbidden);
    },
    async setNav(nav, actor) {
      const forbidden = lackOf(actor, 'OPERATE', 'nav');
      return forbidden === null ? navs.transfer(() => setNav(deps, state, nav, actor)) : err(forbidden);
    },
    async close() {
      tasks.close();
      watch.close();
      correlations.close();
      await imports.close();
      await alerts.close();
      reader.close();
      // Last, so that the writer is the one to fold the write-ahead log back into the file.
      await journal.close();
    },
  };
}

/** A ticket that cannot be read is decided and recorded, but never becomes an order. */
const isUnsendable = (ticket: Ticket): boolean => ticket.defects.length > 0;

function statusOf(
  deps: DeskDependencies,
  state: DeskState,
  timing: DecisionTiming,
  actor: Actor,
): DeskStatus {
  const worst = state.book.states.worst();
  const { p50, p99 } = timing.percentiles();
  return {
    version: deps.version,
    actor: actor.user,
    capabilities: [...actor.capabilities],
    store: { name: deps.storeName, state: 'OPEN' },
    clock: { mode: state.book.clock.mode, now: state.now() },
    counts: {
      instruments: state.counts.instruments,
      accounts: state.book.accounts.size,
      positions: state.counts.positions,
      limits: state.plan.versions.length,
      bars: state.counts.bars,
    },
    dataAsOf: state.counts.dataAsOf,
    decisionMicros: { p50, p99 },
    queueDepth: deps.journal.depth,
    trading: { state: worst.state, scope: `${worst.level} ${worst.key}` },
  };
}
