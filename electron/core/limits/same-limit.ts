import type { Limit } from '#shared/domain/limit.ts';

/** Equal in everything a person writes into a limits file, but for when it begins and the reason. */
export function isSameLimit(a: Limit, b: Limit | undefined): boolean {
  return (
    b !== undefined &&
    a.control === b.control &&
    a.scope.level === b.scope.level &&
    a.scope.key === b.scope.key &&
    a.group === b.group &&
    a.unit === b.unit &&
    a.currency === b.currency &&
    a.hard === b.hard &&
    a.soft === b.soft &&
    a.action === b.action &&
    a.effectiveTo === b.effectiveTo &&
    rest(a) === rest(b)
  );
}

const rest = ({ filter, params, tighten }: Limit): string =>
  JSON.stringify([
    filter,
    Object.entries(params).sort(([x], [y]) => (x < y ? -1 : 1)),
    tighten && [tighten.metric, tighten.points],
  ]);
