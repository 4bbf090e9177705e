const DECIMAL = /^\+?(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

interface Decimal {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The decimal a person wrote: the shortest text of a number, so that 0.99 is 99/100 and not its binary neighbour. */
function toExact(confidence: number | string): Decimal {
  const match = DECIMAL.exec(String(confidence));
  const digits = (match?.[1] ?? '') + (match?.[2] ?? '');
  if (match === null || digits === '') throw new RangeError(`confidence ${confidence} is not a decimal`);
  const exponent = Number(match[3] ?? 0) - (match[2] ?? '').length;
  const numerator = BigInt(digits) * (exponent > 0 ? 10n ** BigInt(exponent) : 1n);
  const denominator = exponent < 0 ? 10n ** BigInt(-exponent) : 1n;
  if (numerator <= 0n || numerator >= denominator) {
    throw new RangeError(`confidence ${confidence} is not between 0 and 1`);
  }
  return { numerator, denominator };
}

/**
 * ceil(confidence * count): which of `count` losses, sorted from the smallest (1), is the historical VaR.
 * The product is taken in exact decimals, so 0.99 of 500 is 495 and not 496. A count of 0 gives 0.
 * Throws a RangeError for a confidence that is not a decimal strictly between 0 and 1.
 * @source R. Hyndman, Y. Fan, Sample Quantiles in Statistical Packages (1996), definition 1 (numpy `inverted_cdf`).
 */
export function varRank(confidence: number | string, count: number): number {
  const { numerator, denominator } = toExact(confidence);
  return Number((numerator * BigInt(count) + denominator - 1n) / denominator);
}

/**
 * ceil((1 - confidence) * count): how many of the largest of `count` losses the expected shortfall averages.
 * Exact decimals: 5 at 0.99 and 500. At least 1 for any count > 0; a count of 0 gives 0. Throws as `varRank`.
 */
export function tailCount(confidence: number | string, count: number): number {
  const { numerator, denominator } = toExact(confidence);
  return count - Number((numerator * BigInt(count)) / denominator);
}

/**
 * The same scenario as `varRank`, counted from the largest loss (1): what a selection of the worst few needs.
 * It is `tailCount` or one more, so a selection of `tailCount + 1` losses serves VaR and shortfall together.
 */
export function varRankFromWorst(confidence: number | string, count: number): number {
  return count === 0 ? 0 : count - varRank(confidence, count) + 1;
}
