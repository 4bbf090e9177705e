import { createReadStream, readFileSync } from 'node:fs';
import { parse } from 'csv-parse';
import { z } from 'zod';

/** What both sides must agree about. */
export interface PeerLimit {
  readonly limitId: string;
  readonly control: string;
  readonly level: string;
  readonly key: string;
  readonly hard: string;
  readonly soft: string;
}

const decimal = z.string().regex(/^\d+(\.\d{1,2})?$/);
const clause = z.strictObject({
  field: z.string(),
  op: z.enum(['in', 'notIn']),
  values: z.array(z.string()),
});
const tighten = z.strictObject({ metric: z.string(), points: z.array(z.tuple([z.number(), z.number()])) });
const limit = z.strictObject({
  limitId: z.string().regex(/^[A-Za-z0-9._:-]{1,64}$/),
  control: z.string(),
  scope: z.strictObject({ level: z.string(), key: z.string() }),
  group: z.string().optional(),
  filter: z.array(clause).optional(),
  unit: z.string(),
  currency: z.string().length(3).optional(),
  hard: decimal,
  soft: decimal,
  action: z.string().optional(),
  params: z.strictObject({ tighten: tighten.optional() }).optional(),
  effectiveFrom: z.string().optional(),
  effectiveTo: z.string().optional(),
  reason: z.string().optional(),
});

const toPeerLimit = ({ limitId, control, scope, hard, soft }: z.output<typeof limit>): PeerLimit => ({
  limitId,
  control,
  ...scope,
  hard,
  soft,
});

/** JSON.parse of the whole file, then one schema a row. */
export function readJsonByPeer(file: string): Promise<PeerLimit[]> {
  const { limits } = JSON.parse(readFileSync(file, 'utf8')) as { limits: unknown[] };
  return Promise.resolve(limits.map((row) => toPeerLimit(limit.parse(row))));
}

/** csv-parse as a stream, then one schema a row. */
export async function readCsvByPeer(file: string): Promise<PeerLimit[]> {
  const limits: PeerLimit[] = [];
  const rows = createReadStream(file).pipe(parse({ columns: true }));
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    const { schemaVersion: _, level = '', key = '', filter = '', params = '', ...others } = row;
    const given = Object.fromEntries(Object.entries(others).filter(([, text]) => text !== ''));
    limits.push(
      toPeerLimit(
        limit.parse({
          ...given,
          scope: { level, key },
          ...(filter !== '' && { filter: JSON.parse(filter) as unknown }),
          ...(params !== '' && { params: JSON.parse(params) as unknown }),
        }),
      ),
    );
  }
  return limits;
}
