import { PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { ClOrdId, DecisionId, SymbolId } from '#shared/domain/ids.ts';
import type { ImportProfile } from '#shared/domain/import-choices.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { AppErrorException, appError } from '#shared/errors/app-error.ts';
import { ok, type Result } from '#shared/errors/result.ts';
import type { CatalogueEntry, DeskStatus, EventName, EventOf, OutputOf } from '#shared/contract/contract.ts';
import type { BlotterRow, TicketInput } from '#shared/contract/schemas.ts';
import { CONTROLS } from '#shared/controls/registry.ts';
import { setNav } from '../book/set-nav.ts';
import { bookRows, bookSummaries } from '../book/book-rows.ts';
import { ImportProfiles } from '../imports/import-profiles.ts';
import { LimitDesk } from '../limits/limit-desk.ts';
import { WorkingTickets } from '../reservations/working-tickets.ts';
import { riskMatrixOf, riskReportOf } from '../risk/desk-risk.ts';
import { toBlotterRow } from '../validation/blotter-row.ts';
import { TicketDesk } from '../validation/decide-ticket.ts';
import { toTicket } from '../validation/to-ticket.ts';
import type { Actor } from './actor.ts';
import { DecisionTiming } from './decision-timing.ts';
import type { DeskDependencies } from './dependencies.ts';
import type { Desk } from './desk.ts';
import { DeskState } from './desk-state.ts';
import type { EventListener, Handlers } from './handlers.ts';
import { ImportDesk } from './import-desk.ts';
import { searchInstruments } from './instrument-rows.ts';
import { runSelfTest } from '../validation/self-test.ts';

/** The value of a Result, or its error thrown for the router to carry. */
function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new AppErrorException(result.error);
}

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
  const limits = new LimitDesk(deps, state);
  const working = new WorkingTickets(deps, state);
  const profiles = new ImportProfiles(deps);
  const imports = new ImportDesk(deps, state, limits, profiles, (report) => emit('import.progress', report));

  const blotterRow = (clOrdId: string): BlotterRow => {
    const stored = reader.stored(clOrdId as ClOrdId);
    if (stored === null)
      throw new AppErrorException(appError('NOT_FOUND', `no ticket '${clOrdId}'`, 'clOrdId'));
    return toBlotterRow(stored);
  };

  const tickets = new TicketDesk(deps, state, (decision, ticket, actor) => {
    timing.add(decision.evalMicros);
    if (listeners.size === 0) return;
    emit('blotter.rows', { rows: [blotterRow(ticket.clOrdId)] });
    emit('book.changed', { account: ticket.account });
    announceStatus(actor);
  });

  let statusAt = 0;
  /** The status bar's numbers, at most four times a second. */
  function announceStatus(actor: Actor): void {
    const now = deps.clock.monotonicMicros();
    if (now - statusAt < 250_000) return;
    statusAt = now;
    emit('desk.status', status(actor));
  }

  const status = (actor: Actor): DeskStatus => {
    const worst = state.book.states.worst();
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
        limits: state.limits.length,
        bars: state.counts.bars,
      },
      dataAsOf: state.counts.dataAsOf,
      decisionMicros: timing.percentiles(),
      queueDepth: journal.depth,
      trading: { state: worst.state, scope: `${worst.level} ${worst.key}` },
    };
  };

  const ticketOf = (input: TicketInput): Ticket =>
    toTicket(input, { clOrdId: deps.newId() as ClOrdId, transactTime: state.now() });

  /** After a cancel or fill: the row as it stands now, pushed to everyone. */
  const changed = (clOrdId: string): BlotterRow => {
    const row = blotterRow(clOrdId);
    emit('blotter.rows', { rows: [row] });
    emit('book.changed', { account: row.account });
    return row;
  };

  const handlers: Handlers = {
    'desk.status': (_input, actor) => status(actor),
    'desk.loadSample': async (_input, actor) => {
      if (state.book.accounts.size > 0) {
        throw new AppErrorException(
          appError(
            'CONFLICT',
            'this desk already holds accounts',
            deps.storeName,
            'Open a new store for the sample.',
          ),
        );
      }
      const staged = unwrap(await imports.stage({ paths: [deps.sampleFolder], uploadId: null }));
      const report = unwrap(await imports.accept(staged.importId, actor));
      announceEverything(actor);
      return report;
    },
    'controls.catalogue': () => catalogue(),
    'instruments.search': ({ text, limit }) => searchInstruments(state.book.instruments, text, limit),
    'instruments.bars': ({ symbol, sessions }) => {
      const view = state.book.instrument(symbol);
      if (view === undefined)
        throw new AppErrorException(appError('NOT_FOUND', `no symbol '${symbol}'`, 'symbol'));
      return reader.bars(symbol as SymbolId, sessions).map(({ date, close, volume }) => ({
        date,
        close: close === null ? null : close / PRICE_ONE,
        volume: volume === null ? null : volume / QUANTITY_ONE,
      }));
    },
    'accounts.list': () =>
      [...state.book.accounts.values()].map(({ account, desk, baseCurrency }) => ({
        account,
        desk,
        baseCurrency,
      })),
    'tickets.preview': ({ ticket }) => asOutput(tickets.preview(ticketOf(ticket))),
    'tickets.validate': async ({ ticket }, actor) =>
      asOutput(unwrap(await tickets.validate(ticketOf(ticket), actor))),
    'tickets.send': async ({ ticket, idempotencyKey, acknowledgement }, actor) => {
      const request = {
        ticket: toTicket(ticket, { clOrdId: deriveId(deps, idempotencyKey), transactTime: state.now() }),
        idempotencyKey,
        acknowledgement: acknowledgement?.reason ?? null,
      };
      const answer = unwrap(await tickets.send(request, actor));
      return { ...answer, decision: asOutput(answer.decision) };
    },
    'tickets.cancel': async ({ clOrdId }, actor) => {
      unwrap(await working.cancel(clOrdId, actor));
      return changed(clOrdId);
    },
    'executions.record': async (fill, actor) => {
      unwrap(await working.fill(fill, actor));
      return changed(fill.clOrdId);
    },
    'blotter.list': ({ limit, before }) =>
      reader.decisions(before === undefined ? { limit } : { limit, before }).map(toBlotterRow),
    'decisions.get': ({ decisionId }) => {
      const decision = reader.decision(decisionId as DecisionId);
      if (decision !== null) return asOutput(decision);
      throw new AppErrorException(appError('NOT_FOUND', `no decision '${decisionId}'`, 'decisionId'));
    },
    'book.rows': ({ account }) => bookRows(state.book, reader.positions(), account),
    'book.summaries': () => bookSummaries(state.book, state.ledger),
    'limits.list': () => limits.rows(),
    'limits.save': async ({ limit, expectedVersion, reason }, actor) => {
      const row = unwrap(await limits.save(limit, expectedVersion, reason, actor));
      emit('limits.changed', {});
      return row;
    },
    'limits.export': () => ({ schemaVersion: 1, limits: [...state.limits] }),
    'imports.upload': async ({ uploadId, file, offset, data }) => ({
      received: await deps.uploads.write(uploadId, file, offset, data),
    }),
    'imports.stage': async ({ uploadId, paths, ...answers }) =>
      unwrap(await imports.stage({ paths: paths ?? [], uploadId: uploadId ?? null }, answers)),
    'imports.accept': async ({ importId }, actor) => {
      const report = unwrap(await imports.accept(importId, actor));
      announceEverything(actor);
      return report;
    },
    'imports.drop': async ({ importId }) => unwrap(await imports.drop(importId)),
    'imports.profiles': () => profiles.list().map(profileOutput),
    'imports.saveProfile': async (profile, actor) =>
      profileOutput(unwrap(await profiles.save(profile, actor))),
    'imports.deleteProfile': async ({ name }, actor) =>
      profileOutput(unwrap(await profiles.remove(name, actor))),
    'audit.verify': () => deps.verifyAudit(),
  };

  function announceEverything(actor: Actor): void {
    emit('desk.status', status(actor));
    emit('limits.changed', {});
    emit('book.changed', { account: '*' });
  }

  return {
    handlers,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async decide(ticket, options, actor) {
      if (!options.send || isUnsendable(ticket)) return tickets.validate(ticket, actor);
      const idempotencyKey = `ticket:${ticket.clOrdId}`;
      const answer = await tickets.send(
        { ticket, idempotencyKey, acknowledgement: options.acknowledgement },
        actor,
      );
      return answer.ok ? ok(answer.value.decision) : answer;
    },
    riskReport: (options) => riskReportOf(state.book, reader, options),
    riskMatrix: (options, kind) => riskMatrixOf(state.book, reader, options, kind),
    activeLimits: () => state.limits,
    importLimits: (set, actor) => limits.importSet(set, actor),
    setNav: (nav, actor) => setNav(deps, state, nav, actor),
    async close() {
      await imports.close();
      reader.close();
      // Last, so that the writer is the one to fold the write-ahead log back into the file.
      await journal.close();
    },
  };
}

/** A ticket that cannot be read is decided and recorded, but never becomes an order. */
const isUnsendable = (ticket: Ticket): boolean => ticket.defects.length > 0;

/** A decision as the contract's mutable output type; the data is the same. */
const asOutput = (decision: ReturnType<TicketDesk['preview']>) => ({
  ...decision,
  outcomes: decision.outcomes.map((outcome) => ({ ...outcome, notes: [...outcome.notes] })),
});

const profileOutput = ({ name, choices }: ImportProfile): OutputOf<'imports.saveProfile'> => ({
  name,
  choices: { ...choices },
});

/** The ClOrdID of a send without one follows from its key, so that a retry is the same ticket. */
const deriveId = (deps: DeskDependencies, key: string): ClOrdId =>
  `T-${deps.hash(key).slice(0, 12)}` as ClOrdId;

function catalogue(): CatalogueEntry[] {
  return Object.values(CONTROLS).map((control) => ({
    code: control.code,
    group: control.group,
    title: control.title,
    formula: control.formula,
    units: control.kind === 'COMPARISON' ? [...control.units] : [],
    minimum: control.kind === 'COMPARISON' && control.minimum,
    alwaysOn: control.alwaysOn,
    ratioOf: (control.kind === 'COMPARISON' && control.ratioOf) || null,
  }));
}
