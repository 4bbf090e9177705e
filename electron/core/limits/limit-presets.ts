import type { Currency, LimitId } from '#shared/domain/ids.ts';
import type { PresetName } from '#shared/domain/limit-governance.ts';
import type { Limit, Scope } from '#shared/domain/limit.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { parseLimits } from '../imports/kinds/limits.ts';

/** The text of a preset's limits file, as it was delivered. */
export type PresetText = (name: PresetName) => string;

/** The limits of a preset; the reason of each says where its value comes from. */
export const presetLimits = (name: PresetName, textOf: PresetText): Result<readonly Limit[]> =>
  parseLimits(textOf(name), { file: `preset ${name}` });

/**
 * A preset as a set of this desk: money in the base currency at the same figures; for the firm as it stands, for one
 * desk or account with every limit moved to that scope and its id ended by it. LIMIT_INVALID when an id so made is none.
 */
export function instantiatePreset(
  limits: readonly Limit[],
  name: PresetName,
  scope: Scope,
  base: Currency,
): Result<readonly Limit[]> {
  const made: Limit[] = [];
  for (const limit of limits) {
    const isFirm = scope.level === 'FIRM';
    const limitId = isFirm ? limit.limitId : (`${limit.limitId}:${scope.level}:${scope.key}` as LimitId);
    if (!/^[A-Za-z0-9._:-]{1,64}$/.test(limitId)) {
      const todo = 'Choose the firm, and edit the scopes of its proposals.';
      return err(appError('LIMIT_INVALID', `'${limitId}' cannot be the id of a limit`, scope.key, todo));
    }
    made.push({
      ...limit,
      limitId,
      scope: isFirm ? limit.scope : scope,
      currency: limit.unit === 'MONEY' ? base : null,
      reason: `${name} preset: ${limit.reason}`,
    });
  }
  return ok(made);
}
