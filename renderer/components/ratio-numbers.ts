import type { CatalogueEntry } from '#shared/contract/contract.ts';
import { formatMoney, formatPrice, formatQuantity } from '#renderer/format/numbers.ts';
import type { OutcomeOutput } from './sort-outcomes.ts';

const FORMATS = { MONEY: formatMoney, QTY: formatQuantity, PRICE: formatPrice } as const;

/** The two amounts a ratio was made of, as text. Null where it is not made of two. */
export function ratioNumbers(outcome: OutcomeOutput, entry: CatalogueEntry | undefined): string | null {
  const { numerator, denominator } = outcome;
  if (entry === undefined || entry.ratioOf === null || numerator === null || denominator === null)
    return null;
  const format = FORMATS[entry.ratioOf];
  return `${format(numerator)} / ${format(denominator)}`;
}
