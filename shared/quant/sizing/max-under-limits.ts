import type { SingleMethod } from './sizing-method.ts';

/** The most that every limit of the desk lets go, as the pre-trade check finds and verifies it. */
export const maxUnderLimits: SingleMethod = {
  kind: 'SINGLE',
  title: 'Largest under every limit',
  formula: 'n = maxQty of the check',
  unit: null,
  needs: ['allowed'],
  size: ({ allowed }) => allowed,
  used: () => 0,
};
