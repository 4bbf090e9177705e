import { z } from 'zod';
import { CONTROL_CODES, CONTROL_GROUPS } from '#shared/domain/control.ts';
import { UNITS } from '#shared/domain/limit.ts';
import { command, query, type Procedure } from '../procedure.ts';
import { nothing } from '../schemas/common.ts';
import { importReport } from '../schemas/import.ts';

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
  group: z.enum(CONTROL_GROUPS),
  title: z.string(),
  formula: z.string(),
  units: z.array(z.enum(UNITS)),
  minimum: z.boolean(),
  alwaysOn: z.boolean(),
  /** What the numerator and denominator of its outcomes are; null where it is not a ratio of two amounts. */
  ratioOf: z.enum(['MONEY', 'QTY', 'PRICE']).nullable(),
  /** What the params of its limits may say. */
  params: z.array(
    z.strictObject({
      name: z.string(),
      /** What its value counts, in a word. */
      unit: z.string(),
      /** What applies when a limit does not say; null: nothing does, or it must be said. */
      fallback: z.string().nullable(),
      required: z.boolean(),
    }),
  ),
  /** Its limits name a sector, country, factor or the like in `group`. */
  grouped: z.boolean(),
});
export type CatalogueEntry = z.output<typeof catalogueEntry>;

/** The desk as a whole, and what its controls are. */
export const deskProcedures = {
  'desk.status': query(nothing, deskStatus),
  'desk.loadSample': command(nothing, importReport, {
    capability: 'IMPORT',
    errors: ['CONFLICT'],
    deadlineMs: 120_000,
  }),
  'controls.catalogue': query(nothing, z.array(catalogueEntry)),
} as const satisfies Record<string, Procedure>;
