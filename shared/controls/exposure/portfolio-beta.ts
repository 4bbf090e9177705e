import type { Comparison } from '../control.ts';
import { filledNotes } from '../market/filled-notes.ts';
import { absoluteExposureCrossing, measureAbsoluteExposure } from './absolute-exposure.ts';

/**
 * Beta of the pro-forma book: imported loadings of a factor named beta or market where a symbol has one, else cov/var
 * (ddof 1) of its returns against the index.
 */
export const portfolioBeta: Comparison = {
  kind: 'COMPARISON',
  code: 'PORTFOLIO_BETA',
  group: 'E',
  title: 'Portfolio beta',
  formula: '|sum of w * beta| / NAV',
  units: ['RATIO'],
  exposures: 'BETAS',
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: ['window', 'index', 'missing'],
  alwaysOn: false,
  notes: filledNotes,
  measure(check, limit, out) {
    measureAbsoluteExposure(check, limit, 'beta', out);
  },
  guess: absoluteExposureCrossing,
};
