import { z } from 'zod';
import { command, query, type Procedure } from '../procedure.ts';
import { nothing } from '../schemas/common.ts';
import { importChoices, importProfile, importProfileName, importReport } from '../schemas/import.ts';

/** Files into the desk: staged, looked at, then accepted or dropped. */
export const importsProcedures = {
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
} as const satisfies Record<string, Procedure>;
