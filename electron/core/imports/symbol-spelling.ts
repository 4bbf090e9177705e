/** A ticker as most files write it: letters and digits, classes after points. */
const PLAIN = /^[A-Z0-9]+(?:\.[A-Z0-9]+)*$/;
/** Vendor suffixes: `BF.B US Equity`. */
const VENDOR_SUFFIX = /(?:\s+[A-Z]{2})?\s+EQUITY$/;
/** A share class as a small letter, `BRKb`; the rest must be capitals. */
const SMALL_CLASS = /^([A-Z]+)([a-z])$/;

export interface SymbolSpellings {
  /** The symbol meant by a spelling. */
  readonly resolved: ReadonlyMap<string, string>;
  /** Spellings that look like a share class of a symbol nobody knows; kept as they are, upper-cased. */
  readonly unmapped: readonly string[];
}

/**
 * Finds the symbol meant by each spelling. Case and padding never matter. `BRK-B`, `BRK/B`, `BRK B`, `BRK_B`, `BRKb`
 * and `BRK.B US Equity` become `BRK.B` only where that symbol is in `known` or is itself among the spellings, and
 * never where the spelling as it stands is known: a real `ABR_A` stays. `NAN`, `TRUE` or `MAR` are tickers.
 */
export function resolveSpellings(spellings: Iterable<string>, known: ReadonlySet<string>): SymbolSpellings {
  const all = [...new Set(spellings)];
  const written = new Set(
    all
      .filter((spelling) => !SMALL_CLASS.test(spelling))
      .map(upper)
      .filter((symbol) => PLAIN.test(symbol)),
  );
  const exists = (symbol: string) => known.has(symbol) || written.has(symbol);
  const resolved = new Map<string, string>();
  const unmapped: string[] = [];
  for (const spelling of all) {
    const literal = upper(spelling);
    const meant = known.has(literal) ? undefined : candidates(spelling).find(exists);
    resolved.set(spelling, meant ?? literal);
    if (meant === undefined && !exists(literal) && !PLAIN.test(literal)) unmapped.push(spelling);
  }
  return { resolved, unmapped };
}

const upper = (spelling: string): string => spelling.trim().toUpperCase();

/** What else a spelling can mean, likeliest first. */
function candidates(spelling: string): string[] {
  const small = SMALL_CLASS.exec(spelling.trim());
  const bare = upper(spelling).replace(VENDOR_SUFFIX, '');
  const dotted = bare.replaceAll(/[-/ _]+/g, '.');
  const found = small === null ? [bare, dotted] : [`${small[1]}.${small[2]?.toUpperCase()}`, bare, dotted];
  return found.filter((symbol) => symbol !== upper(spelling));
}
