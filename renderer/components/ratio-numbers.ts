import type { CatalogueEntry } from '#shared/contract/contract.ts';
import { MONEY_ONE } from '#shared/domain/decimal.ts';
import { formatMoney } from '#renderer/format/numbers.ts';
import type { OutcomeOutput } from './sort-outcomes.ts';

/**
 * The two amounts a ratio was made of, as text, in whole currency: the engine compares in minor units. Null where
 * they are not two amounts of money.
 */
export function ratioNumbers(outcome: OutcomeOutput, entry: CatalogueEntry | undefined): string | null {
  const { numerator, denominator, code } = outcome;
  const isMoney = entry !== undefined && 'PEM'.includes(entry.group) && code !== 'HHI';
  if (!isMoney || numerator === null || denominator === null) return null;
  return `${formatMoney(numerator / MONEY_ONE)} / ${formatMoney(denominator / MONEY_ONE)}`;
}
