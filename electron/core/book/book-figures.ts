import { packFigures } from '#shared/contract/packed-figures.ts';
import type { PackedFigures } from '#shared/contract/schemas/book.ts';
import { ok, type Result } from '#shared/errors/result.ts';
import type { DeskReader } from '../ports/desk-reader.ts';
import { scopeOf } from '../risk/risk-basis.ts';
import type { DeskBook } from './desk-book.ts';
import { positionFigures } from './position-figures.ts';

const MOST_FLAGGED = 1_000;

/** The figures of an account's positions, of all without one, from a desk and its store. NOT_FOUND: no such account. */
export function bookFigures(
  desk: DeskBook,
  reader: DeskReader,
  account: string | null,
): Result<PackedFigures> {
  const scope = scopeOf(desk, account);
  if (!scope.ok) return scope;
  const flagged = reader.suspiciousBars({ open: true, count: MOST_FLAGGED });
  const figures = positionFigures({
    desk,
    fills: reader.fillsOn(desk.today),
    suspicious: new Set(flagged.map(({ symbol }) => symbol)),
    account,
  });
  return ok(packFigures(figures));
}
