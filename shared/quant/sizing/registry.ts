import { correlationAdjusted } from './correlation-adjusted.ts';
import { equalVar } from './equal-var.ts';
import { fixedFraction } from './fixed-fraction.ts';
import { fixedNotional } from './fixed-notional.ts';
import { fixedRisk } from './fixed-risk.ts';
import { kelly } from './kelly.ts';
import { maxParticipation } from './max-participation.ts';
import { maxUnderLimits } from './max-under-limits.ts';
import { maxVar } from './max-var.ts';
import { maxWeight } from './max-weight.ts';
import { minVariance } from './min-variance.ts';
import { riskParity } from './risk-parity.ts';
import type { SizingMethod } from './sizing-method.ts';
import { varTarget } from './var-target.ts';
import { volatilityTarget } from './volatility-target.ts';

/** Every sizing method by the name it is asked for with: a new one is its file and a line here. */
export const SIZING_METHODS: ReadonlyMap<string, SizingMethod> = new Map<string, SizingMethod>([
  ['FIXED_NOTIONAL', fixedNotional],
  ['FIXED_FRACTION', fixedFraction],
  ['VOLATILITY_TARGET', volatilityTarget],
  ['VAR_TARGET', varTarget],
  ['MAX_VAR', maxVar],
  ['EQUAL_VAR', equalVar],
  ['RISK_PARITY', riskParity],
  ['MIN_VARIANCE', minVariance],
  ['KELLY', kelly],
  ['FIXED_RISK', fixedRisk],
  ['CORRELATION_ADJUSTED', correlationAdjusted],
  ['MAX_WEIGHT', maxWeight],
  ['MAX_PARTICIPATION', maxParticipation],
  ['MAX_UNDER_LIMITS', maxUnderLimits],
]);
