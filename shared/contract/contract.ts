import { z } from 'zod';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { UNITS } from '#shared/domain/limit.ts';
import { command, query, type Procedure } from './procedure.ts';
import {
  blotterRow,
  bookRow,
  bookSummary,
  decision,
  importChoices,
  importProfile,
  importProfileName,
  importReport,
  instrumentRow,
  limitInput,
  limitRow,
  ticketInput,
} from './schemas.ts';

const nothing = z.strictObject({});
const page = z.number().int().min(1).max(1_000);

export const deskStatus = z.strictObject({
  version: z.string(),
  actor: z.string(),
  capabilities: z.array(z.string()),
  store: z.strictObject({ name: z.string(), state: z.enum(['OPEN', 'READ_ONLY', 'FAILED']) }),
  clock: z.strictObject({ mode: z.enum(['LIVE', 'AS_OF']), now: z.number() }),
  counts: z.strictObject({
    instruments: z.number().int(),
    accounts: z.number().int(),
    positions: z.number().int(),
    limits: z.number().int(),
    bars: z.number().int(),
  }),
  /** Newest mark of any instrument; null before an import. */
  dataAsOf: z.number().nullable(),
  decisionMicros: z.strictObject({ p50: z.number().nullable(), p99: z.number().nullable() }),
  queueDepth: z.number().int(),
  /** Worst state at any scope, and where. */
  trading: z.strictObject({ state: z.enum(['ACTIVE', 'REDUCING', 'HALTED']), scope: z.string() }),
});
export type DeskStatus = z.output<typeof deskStatus>;

export const catalogueEntry = z.strictObject({
  code: z.enum(CONTROL_CODES),
  group: z.enum(['O', 'P', 'E', 'M', 'L']),
  title: z.string(),
  formula: z.string(),
  units: z.array(z.enum(UNITS)),
  minimum: z.boolean(),
  alwaysOn: z.boolean(),
  /** What the numerator and denominator of its outcomes are; null where it is not a ratio of two amounts. */
  ratioOf: z.enum(['MONEY', 'QTY', 'PRICE']).nullable(),
});
export type CatalogueEntry = z.output<typeof catalogueEntry>;

/** Every call a client can make. The name on the wire is the key. */
export const contract = {
  'desk.status': query(nothing, deskStatus),
  'desk.loadSample': command(nothing, importReport, {
    capability: 'IMPORT',
    errors: ['CONFLICT'],
    deadlineMs: 120_000,
  }),

  'controls.catalogue': query(nothing, z.array(catalogueEntry)),

  'instruments.search': query(
    z.strictObject({ text: z.string().max(64), limit: z.number().int().min(1).max(50).default(12) }),
    z.array(instrumentRow),
  ),
  'instruments.bars': query(
    z.strictObject({ symbol: z.string().max(64), sessions: page.default(250) }),
    z.array(
      z.strictObject({ date: z.string(), close: z.number().nullable(), volume: z.number().nullable() }),
    ),
    { errors: ['NOT_FOUND'] },
  ),
  'accounts.list': query(
    nothing,
    z.array(z.strictObject({ account: z.string(), desk: z.string(), baseCurrency: z.string() })),
  ),

  /** The live verdict while typing: same evaluation, nothing reserved, nothing recorded. */
  'tickets.preview': query(z.strictObject({ ticket: ticketInput }), decision),
  /** A recorded decision without sending. */
  'tickets.validate': command(z.strictObject({ ticket: ticketInput }), decision, {
    capability: 'TRADE',
    errors: ['COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
  }),
  /** Decides, and when allowed reserves. The same key with the same body gives the same answer. */
  'tickets.send': command(
    z.strictObject({
      ticket: ticketInput,
      idempotencyKey: z.string().min(8).max(128),
      /** Needed when the verdict is WARN. */
      acknowledgement: z.strictObject({ reason: z.string().min(1).max(1024) }).optional(),
    }),
    z.strictObject({ decision, sent: z.boolean(), replayed: z.boolean() }),
    {
      capability: 'TRADE',
      errors: ['IDEMPOTENCY_MISMATCH', 'CONFLICT', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
    },
  ),
  'tickets.cancel': command(z.strictObject({ clOrdId: z.string().max(64) }), blotterRow, {
    capability: 'TRADE',
    errors: ['UNKNOWN_ORDER', 'CONFLICT', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
  }),
  'executions.record': command(
    z.strictObject({
      execId: z.string().min(1).max(64),
      clOrdId: z.string().max(64),
      lastQty: z.string().max(40),
      lastPx: z.string().max(40),
    }),
    blotterRow,
    {
      capability: 'OPERATE',
      errors: ['UNKNOWN_ORDER', 'OVER_FILL', 'DUPLICATE_EXECUTION', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
    },
  ),
  /** Newest first; `before` continues from a row's seq. */
  'blotter.list': query(
    z.strictObject({ limit: page.default(200), before: z.number().int().optional() }),
    z.array(blotterRow),
  ),
  'decisions.get': query(z.strictObject({ decisionId: z.string().max(64) }), decision, {
    errors: ['NOT_FOUND'],
  }),

  'book.rows': query(z.strictObject({ account: z.string().max(128).optional() }), z.array(bookRow)),
  'book.summaries': query(nothing, z.array(bookSummary)),

  'limits.list': query(nothing, z.array(limitRow)),
  /** Saves a new version of one limit; `expectedVersion` is the version that was edited. */
  'limits.save': command(
    z.strictObject({
      limit: limitInput,
      expectedVersion: z.number().int().nonnegative(),
      reason: z.string().min(1).max(1024),
    }),
    limitRow,
    {
      capability: 'MANAGE_LIMITS',
      errors: ['LIMIT_INVALID', 'CONFLICT', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
    },
  ),
  'limits.export': query(
    nothing,
    z.strictObject({ schemaVersion: z.literal(1), limits: z.array(z.unknown()) }),
  ),

  /** Upload in pieces (base64, at most 1 MiB each), then stage. Desktop and server may also stage a folder path. */
  'imports.upload': command(
    z.strictObject({
      uploadId: z.string().min(8).max(64),
      file: z.string().min(1).max(255),
      offset: z.number().int().nonnegative(),
      data: z.string().max(1_400_000),
    }),
    z.strictObject({ received: z.number().int() }),
    { capability: 'IMPORT', errors: ['IMPORT_TOO_LARGE', 'CONFLICT'] },
  ),
  'imports.stage': command(
    z.strictObject({
      uploadId: z.string().max(64).optional(),
      paths: z.array(z.string().max(4096)).max(64).optional(),
      /** Of a profile of the desk, whose choices those given here overrule. */
      profile: importProfileName.optional(),
      choices: importChoices.optional(),
    }),
    importReport,
    {
      capability: 'IMPORT',
      errors: ['IMPORT_UNREADABLE', 'IMPORT_AMBIGUOUS', 'IMPORT_TOO_LARGE', 'NOT_FOUND', 'CONFLICT'],
      deadlineMs: 300_000,
    },
  ),
  'imports.accept': command(z.strictObject({ importId: z.string().max(64) }), importReport, {
    capability: 'IMPORT',
    errors: ['NOT_FOUND', 'CONFLICT', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
    deadlineMs: 120_000,
  }),
  'imports.drop': command(z.strictObject({ importId: z.string().max(64) }), importReport, {
    capability: 'IMPORT',
    errors: ['NOT_FOUND'],
  }),

  /** Answers kept under a name; at most 100, by name. */
  'imports.profiles': query(nothing, z.array(importProfile)),
  /** Saves one, or replaces that of the name. */
  'imports.saveProfile': command(importProfile, importProfile, {
    capability: 'IMPORT',
    errors: ['CONFLICT', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
  }),
  'imports.deleteProfile': command(z.strictObject({ name: importProfileName }), importProfile, {
    capability: 'IMPORT',
    errors: ['NOT_FOUND', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
  }),

  'audit.verify': query(
    nothing,
    z.strictObject({ ok: z.boolean(), records: z.number().int(), problems: z.array(z.string()) }),
    { deadlineMs: 120_000 },
  ),
} as const satisfies Record<string, Procedure>;

export type Contract = typeof contract;
export type ProcedureName = keyof Contract;
export type InputOf<N extends ProcedureName> = z.input<Contract[N]['input']>;
export type ParsedInputOf<N extends ProcedureName> = z.output<Contract[N]['input']>;
export type OutputOf<N extends ProcedureName> = z.output<Contract[N]['output']>;

/** What the engine pushes without being asked. Coalesced: the last of a kind within 100 ms wins, rows are merged by id. */
export const events = {
  'blotter.rows': z.strictObject({ rows: z.array(blotterRow) }),
  'book.changed': z.strictObject({ account: z.string() }),
  'limits.changed': z.strictObject({}),
  'desk.status': deskStatus,
  'import.progress': importReport,
} as const;
export type EventName = keyof typeof events;
export type EventOf<N extends EventName> = z.output<(typeof events)[N]>;
