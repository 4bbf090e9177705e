import type { MissingInput } from '#shared/domain/decision.ts';
import type { Rational } from './rational.ts';

/** The number a control compares: exact, or a statistic in float64, or not to be had. */
export type NaiveMeasure =
  | {
      readonly kind: 'EXACT';
      readonly before: Rational | null;
      readonly after: Rational;
      /** Something to acknowledge although no limit is broken. */
      readonly warns?: boolean;
    }
  | {
      readonly kind: 'STATISTIC';
      readonly before: number | null;
      readonly after: number;
      /** See `NaiveOutcome.noise`. */
      readonly noise: number;
      readonly proxied: readonly string[];
    }
  | { readonly kind: 'MISSING'; readonly missing: readonly MissingInput[] }
  | { readonly kind: 'NOT_APPLICABLE' };

/** The measure unless something was missing on the way to it. */
export const unlessMissing = (missing: readonly MissingInput[], measure: NaiveMeasure): NaiveMeasure =>
  missing.length > 0 ? { kind: 'MISSING', missing } : measure;
