import type { Check } from '../check.ts';
import type { GateFinding } from '../control.ts';

/** Whether a gate that admits up to a quantity admits the ticket's; a quantity that is not positive only without a bound. */
export const admits = (check: Check, { allowedUpTo }: GateFinding): boolean =>
  allowedUpTo === Infinity || (check.n > 0 && check.n <= allowedUpTo);
