/** What must hold of a value and a limit's hard; BETWEEN (both ends allowed) and its opposite OUTSIDE have a low end, too. */
export type Relation =
  'AT_MOST' | 'AT_LEAST' | 'BELOW' | 'ABOVE' | 'EQUAL' | 'NOT_EQUAL' | 'BETWEEN' | 'OUTSIDE';

/** Whether more of the value is better. */
export const isFromBelow = (relation: Relation): boolean => relation === 'AT_LEAST' || relation === 'ABOVE';

/** Whether there is one side to be on, so that nearing it can warn. */
export const isOneSided = (relation: Relation): boolean =>
  isFromBelow(relation) || relation === 'AT_MOST' || relation === 'BELOW';

/** Whether a value breaks the condition, from the signs of its difference to hard and to low. */
export function isBroken(relation: Relation, toHard: number, toLow: number): boolean {
  switch (relation) {
    case 'AT_MOST':
      return toHard > 0;
    case 'AT_LEAST':
      return toHard < 0;
    case 'BELOW':
      return toHard >= 0;
    case 'ABOVE':
      return toHard <= 0;
    case 'EQUAL':
      return toHard !== 0;
    case 'NOT_EQUAL':
      return toHard === 0;
    case 'BETWEEN':
      return toHard > 0 || toLow < 0;
    case 'OUTSIDE':
      return toHard <= 0 && toLow >= 0;
  }
}

/**
 * Whether a value that breaks the condition is not worse than the one before: moved no further from what is allowed, on
 * its side of it; what must lie outside has no nearer way out and must be the value before. `change` is the sign of
 * after - before.
 */
export function isNoWorse(relation: Relation, toHard: number, change: number): boolean {
  switch (relation) {
    case 'AT_MOST':
    case 'BELOW':
      return change <= 0;
    case 'AT_LEAST':
    case 'ABOVE':
      return change >= 0;
    case 'EQUAL':
    case 'BETWEEN':
      return toHard > 0 ? change <= 0 : change >= 0;
    case 'NOT_EQUAL':
    case 'OUTSIDE':
      return change === 0;
  }
}
