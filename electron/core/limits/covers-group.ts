import { namedGroupOf } from '#shared/controls/compile-limit.ts';
import type { Comparison } from '#shared/controls/control.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { countriesOf } from '#shared/domain/regions.ts';

/**
 * Whether a limit of a control looks at every group that another one looks at, and never at less of it: each at any
 * one, a region at its countries, whose gross is never above its own. A control without groups looks at no group.
 */
export function coversGroup(over: Limit, under: Limit, control: Comparison): boolean {
  const [wide, narrow] = [namedGroupOf(over, control), namedGroupOf(under, control)];
  if (wide === narrow) return true;
  if (narrow === null) return false;
  if (control.grouping !== 'COUNTRY') return wide === null;
  if (wide === null) return countriesOf(narrow) === null;
  return countriesOf(wide)?.includes(narrow) === true;
}
