import type { Curve, CurveLimitRow } from '#shared/contract/procedures/whatif-ticket.ts';

export type Kind = 'parametric' | 'historical';

export interface LimitLine {
  readonly limit: CurveLimitRow;
  readonly level: 'hard' | 'soft';
  readonly money: number;
}

/** The limits that are lines of the drawing: those that measure one of its two curves. */
export function limitLines({ limits }: Curve, kind: Kind): LimitLine[] {
  const figures =
    kind === 'parametric' ? ['varParametric', 'esParametric'] : ['varHistorical', 'esHistorical'];
  return limits
    .filter(({ figure }) => figure !== null && figures.includes(figure))
    .flatMap((limit): LimitLine[] => [
      ...(limit.hardMoney === null ? [] : [{ limit, level: 'hard' as const, money: limit.hardMoney }]),
      ...(limit.softMoney === null ? [] : [{ limit, level: 'soft' as const, money: limit.softMoney }]),
    ]);
}

/** How far above its curves the drawing reaches for a line. */
const REACH = 2;

/** The highest line that is near enough to be drawn without flattening the curves; 0: none is. */
export function highestLine(curve: Curve, kind: Kind): number {
  const top = Math.max(0, ...curve.points.map(({ es }) => es?.[kind] ?? 0));
  return Math.max(
    0,
    ...limitLines(curve, kind)
      .map(({ money }) => money)
      .filter((money) => money <= REACH * top),
  );
}

/** The quantity of the curve at or below another one; null below the first. */
export function pointAtOrBelow({ points }: Curve, quantity: number): number | null {
  return points.findLast(({ orderQty }) => orderQty <= quantity)?.orderQty ?? null;
}

/** What stops or warns on the curve at all, for the table: one row a limit, the first to stop above. */
export const limitsOnCurve = ({ limits }: Curve): CurveLimitRow[] =>
  limits.filter(({ warnsFrom, stopsFrom }) => warnsFrom !== null || stopsFrom !== null);
