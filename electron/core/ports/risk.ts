import type { OutputOf, ParsedInputOf } from '#shared/contract/contract.ts';

/** What can be asked about the risk of a book, by the procedure that asks it. */
export type RiskAbout =
  | 'risk.report'
  | 'risk.simulate'
  | 'risk.history'
  | 'risk.distribution'
  | 'risk.exposures'
  | 'risk.concentration'
  | 'risk.stress'
  | 'risk.utilisations'
  | 'risk.correlations'
  | 'book.figures';

/** A book as its simulation needs it: X'e of its covariance XX', a number a session; none without positions or returns. */
export interface SimulatedBook {
  readonly loadings: Float64Array | null;
}

export type RiskAnswer<A extends RiskAbout> = A extends 'risk.simulate' ? SimulatedBook : OutputOf<A>;

/** A question as its procedure's input. */
export type RiskQuestion = {
  readonly [A in RiskAbout]: { readonly about: A; readonly input: ParsedInputOf<A> };
}[RiskAbout];

/** What the thread that answers reads of the desk's history. */
export interface RiskRequest {
  readonly question: RiskQuestion;
  readonly options: { readonly window: number; readonly index: string };
}
