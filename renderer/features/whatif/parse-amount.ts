import { evaluateShorthand } from '#renderer/format/evaluate-shorthand.ts';

/** What a typed amount is: nothing, a number, or a sentence why it is none. */
export type Amount =
  | { readonly kind: 'empty' }
  | { readonly kind: 'amount'; readonly amount: number }
  | { readonly kind: 'problem'; readonly sentence: string };

/**
 * Money and shares are typed as they are (`250k`, `1.5m`, `12,300`), fractions as percent (`5` or `5 %` is 0.05).
 * Nothing below zero.
 */
export function parseAmount(text: string, unit: 'MONEY' | 'FRACTION'): Amount {
  const clean = text.trim().replace(unit === 'FRACTION' ? /\s*%$/ : /$^/, '');
  if (clean === '') return { kind: 'empty' };
  const value = evaluateShorthand(clean);
  if (typeof value === 'string') return { kind: 'problem', sentence: `${value}.` };
  const amount = Number(value.numerator) / Number(value.denominator) / (unit === 'FRACTION' ? 100 : 1);
  if (!Number.isFinite(amount) || amount < 0)
    return { kind: 'problem', sentence: `${text.trim()} is not zero or more.` };
  return { kind: 'amount', amount };
}
