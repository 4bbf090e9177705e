import { z } from 'zod';
import { activityProcedures } from './procedures/activity.ts';
import { alertsChanged, alertsProcedures } from './procedures/alerts.ts';
import { auditProcedures } from './procedures/audit.ts';
import { authorityProcedures } from './procedures/authority.ts';
import { basketsProcedures } from './procedures/baskets.ts';
import { bookProcedures } from './procedures/book.ts';
import { decisionsProcedures } from './procedures/decisions.ts';
import { deskProcedures, deskStatus } from './procedures/desk.ts';
import { diagnosticsProcedures } from './procedures/diagnostics.ts';
import { importsProcedures } from './procedures/imports.ts';
import { limitsProcedures } from './procedures/limits.ts';
import { marketProcedures } from './procedures/market.ts';
import { overridesProcedures } from './procedures/overrides.ts';
import { riskProcedures } from './procedures/risk.ts';
import { statesProcedures } from './procedures/states.ts';
import { taskList, tasksProcedures } from './procedures/tasks.ts';
import { ticketsProcedures } from './procedures/tickets.ts';
import { whatifBranchProcedures } from './procedures/whatif-branches.ts';
import { whatifTicketProcedures } from './procedures/whatif-ticket.ts';
import { whatifProcedures } from './procedures/whatif.ts';
import { refusedExecution } from './schemas/book.ts';
import { importReport } from './schemas/import.ts';
import { blotterRow } from './schemas/ticket.ts';

export { type CatalogueEntry, type DeskStatus } from './procedures/desk.ts';

/** Every call a client can make. The name on the wire is the key. */
export const contract = {
  ...deskProcedures,
  ...bookProcedures,
  ...ticketsProcedures,
  ...decisionsProcedures,
  ...basketsProcedures,
  ...limitsProcedures,
  ...marketProcedures,
  ...importsProcedures,
  ...activityProcedures,
  ...alertsProcedures,
  ...auditProcedures,
  ...authorityProcedures,
  ...statesProcedures,
  ...overridesProcedures,
  ...whatifProcedures,
  ...whatifBranchProcedures,
  ...riskProcedures,
  ...whatifTicketProcedures,
  ...diagnosticsProcedures,
  ...tasksProcedures,
} as const;

export type Contract = typeof contract;
export type ProcedureName = keyof Contract;
export type InputOf<N extends ProcedureName> = z.input<Contract[N]['input']>;
export type ParsedInputOf<N extends ProcedureName> = z.output<Contract[N]['input']>;
export type OutputOf<N extends ProcedureName> = z.output<Contract[N]['output']>;

/** What the engine pushes without being asked. Coalesced: the last of a kind within 100 ms wins, rows are merged by id. */
export const events = {
  'blotter.rows': z.strictObject({ rows: z.array(blotterRow) }),
  /** Each is pushed, none stands for another. */
  'execution.refused': refusedExecution,
  /** Merged by alert, ten times a second at most. */
  'alerts.changed': alertsChanged,
  'book.changed': z.strictObject({ account: z.string() }),
  'limits.changed': z.strictObject({}),
  /** Stored bars, or what was decided about them. */
  'bars.changed': z.strictObject({}),
  /** A trading state, or what waits to change one. */
  'states.changed': z.strictObject({}),
  /** A user, or whom a session acts as. */
  'users.changed': z.strictObject({}),
  /** An override was asked for, granted, refused or used. */
  'overrides.changed': z.strictObject({}),
  /** How much of the log is read to make a decision again, 0..1. */
  'decisions.recompute': z.strictObject({ progress: z.number() }),
  /** How much of the log is replayed, 0..1. */
  'limits.replay': z.strictObject({ progress: z.number() }),
  /** The share of the tickets of a sizing that is done, 0..1. */
  'whatif.progress': z.strictObject({ progress: z.number() }),
  /** The share of the draws of a simulation that is done, 0..1. */
  'risk.progress': z.strictObject({ progress: z.number() }),
  /** Every task of the board, the whole list each time. */
  'tasks.changed': taskList,
  'desk.status': deskStatus,
  'import.progress': importReport,
} as const;
export type EventName = keyof typeof events;
export type EventOf<N extends EventName> = z.output<(typeof events)[N]>;
