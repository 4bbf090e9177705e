import { z } from 'zod';
import { suspiciousBar } from './market.ts';

const fewEntries = (most: number) => (record: object) => Object.keys(record).length <= most;

/** Answers to what files leave open: dateOrder, decimal, delimiter, encoding, kind, per file name, pattern or `*`. */
export const importChoices = z
  .record(
    z.string().min(1).max(255),
    z.record(z.string().max(32), z.string().max(32)).refine(fewEntries(8), 'more than 8 options of a file'),
  )
  .refine(fewEntries(64), 'more than 64 files');

export const importProfileName = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^\P{Cc}*$/u, 'control characters')
  .refine((name) => name.isWellFormed(), 'half a character');

export const importProfile = z.strictObject({
  name: importProfileName,
  choices: importChoices.refine(
    (choices) => JSON.stringify(choices).length <= 8_192,
    'longer than 8,192 characters',
  ),
});

const importFileReport = z.strictObject({
  file: z.string(),
  kind: z.string(),
  /** What was detected, name to value: encoding, delimiter, dateOrder, decimal, header mapping ... */
  detected: z.record(z.string(), z.string()),
  rowsRead: z.number().int(),
  rowsStaged: z.number().int(),
  rowsRejected: z.number().int(),
  duplicates: z.number().int(),
  warnings: z.array(z.string()),
  ignoredColumns: z.array(z.string()),
  /** First parsed rows, column to text, for the preview. */
  sample: z.array(z.record(z.string(), z.string())),
  rejects: z.array(
    z.strictObject({
      row: z.number().int(),
      column: z.string(),
      value: z.string(),
      code: z.string(),
      sentence: z.string(),
    }),
  ),
  /** Bars to look at before a statistic uses them. */
  suspicious: z.array(
    suspiciousBar.extend({
      /** False: the row was rejected. */
      kept: z.boolean(),
    }),
  ),
});

export const importReport = z.strictObject({
  importId: z.string(),
  state: z.enum(['RUNNING', 'STAGED', 'ACCEPTED', 'DROPPED', 'FAILED']),
  files: z.array(importFileReport),
  /** Files of the folder that belong to no import kind; left alone. */
  leftAlone: z.array(z.string()),
  rows: z.number().int(),
  rowsPerSecond: z.number(),
  /** 0..1, null when the size is unknown. */
  progress: z.number().nullable(),
  error: z.string().nullable(),
});
export type ImportReport = z.output<typeof importReport>;
