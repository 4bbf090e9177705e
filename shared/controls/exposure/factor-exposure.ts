import type { Comparison } from '../control.ts';
import { absoluteExposureCrossing, measureAbsoluteExposure } from './absolute-exposure.ts';

/** Exposure of the pro-forma book to one factor; a limit for each factor acts once for every factor of the desk. */
export const factorExposure: Comparison = {
  kind: 'COMPARISON',
  code: 'FACTOR_EXPOSURE',
  group: 'E',
  title: 'Factor exposure',
  formula: '|sum of w * loading| / NAV',
  units: ['RATIO'],
  exposures: 'FACTORS',
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: [],
  alwaysOn: false,
  measure(check, limit, out) {
    measureAbsoluteExposure(check, limit, 'loading', out);
  },
  guess: absoluteExposureCrossing,
};
