import { z } from 'zod';
import type { StressLadder } from '#shared/domain/stress-ladder.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';

const MAX_SCENARIOS = 64;
/** Nothing falls below nothing, and no scenario needs a price to rise more than tenfold. */
const shock = z.number().min(-1).max(10);
const name = z.string().min(1).max(128);
const shocks = z.record(name, shock).default({});

const scenario = z.strictObject({
  id: name,
  title: z.string().max(256),
  source: z.string().max(2_048),
  market: shock.default(0),
  sectors: shocks,
  elsewhere: shock.nullable().default(null),
  factors: shocks,
  symbols: shocks,
  eachSector: shock.nullable().default(null),
  volatility: z.number().min(1).max(100).default(1),
  volume: z.number().min(0.01).max(1).default(1),
  spread: z.number().min(1).max(1_000).default(1),
});

const ladderFile = z.strictObject({
  schemaVersion: z.literal(1),
  name,
  rate: z.number().min(0.001).max(1).default(0.2),
  y: z.number().min(0).max(100).default(1),
  assumedSpread: z.number().min(0).max(2).nullable().default(null),
  scenarios: z.array(scenario).min(1).max(MAX_SCENARIOS),
});

/**
 * A stress ladder from the text of its file; `hash` is the SHA-256 of that text, `where` names the file. INVALID_INPUT with
 * the path of what is wrong: two scenarios of one id, too.
 */
export function parseStressLadder(text: string, hash: string, where: string): Result<StressLadder> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err(appError('INVALID_INPUT', 'the stress ladder is no JSON', where, 'Restore the file.'));
  }
  const parsed = ladderFile.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const what = `the stress ladder is wrong at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
    return err(appError('INVALID_INPUT', what, where, 'Correct the file.'));
  }
  const { scenarios, schemaVersion: _version, ...ladder } = parsed.data;
  const ids = scenarios.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined)
    return err(appError('INVALID_INPUT', `two scenarios are called ${twice}`, where, 'Correct the file.'));
  return ok({
    ...ladder,
    hash,
    scenarios: scenarios.map(({ market, sectors, elsewhere, factors, symbols, ...rest }) => ({
      ...rest,
      price: { market, sectors, elsewhere, factors, symbols },
    })),
  });
}
