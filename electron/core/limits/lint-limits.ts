import { isFromBelow, isOneSided } from '#shared/controls/relation.ts';
import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import { LIMIT_ACTIONS, type FilterClause, type FilterField, type Limit } from '#shared/domain/limit.ts';
import type { LintCode } from '#shared/domain/limit-governance.ts';
import { compareProducts } from '#shared/domain/exact.ts';
import { countriesOf } from '#shared/domain/regions.ts';
import { compileLimit, NO_MARKET, findLimitProblem, namedGroupOf } from '#shared/controls/compile-limit.ts';
import type { Comparison, CompiledLimit } from '#shared/controls/control.ts';
import { comparisonOf } from '#shared/controls/registry.ts';
import { coversGroup } from './covers-group.ts';
import { hasEnded, inForce } from './layers.ts';

export interface LintFinding {
  readonly limitIds: readonly string[];
  readonly code: LintCode;
  /** One plain sentence. */
  readonly sentence: string;
}

/** Every value of a field that the desk has; null: the desk keeps no list of it. */
export type KnownValues = (field: FilterField | 'desk') => ReadonlySet<string> | null;

/** Findings are bounded: a set this wrong is read from its beginning. */
const MOST_FINDINGS = 10_000;

/**
 * What is wrong with a set of ACTIVE limits, limit by limit in the order given. DOMINATED: it can never bind, because
 * another one that applies to all of its tickets is at least as tight in the same control, unit and params. Of limits at
 * one scope the first 200 are compared with. A limit that follows a metric is never called dominated.
 */
export function lintLimits(
  active: readonly Limit[],
  base: Currency,
  now: EpochMs,
  known: KnownValues,
): LintFinding[] {
  const findings: LintFinding[] = [];
  const add = (code: LintCode, sentence: string, ...limits: readonly Limit[]): void => {
    if (findings.length >= MOST_FINDINGS) return;
    findings.push({ limitIds: limits.map(({ limitId }) => limitId), code, sentence });
  };
  const sound: Sound[] = [];
  for (const limit of inForce(active, now)) {
    const control = comparisonOf(limit.control);
    const problem = findLimitProblem(limit, control, base);
    const nothing = findNoMatch(limit, control, known);
    if (problem !== '') add(codeOf(problem), `${limit.limitId}: ${problem}.`, limit);
    else if (nothing !== '') add('MATCHES_NOTHING', `${limit.limitId} matches no ticket: ${nothing}.`, limit);
    else if (control !== undefined)
      sound.push({ limit, compiled: compileLimit(limit, control, base, NO_MARKET) });
  }
  for (const [limit, other] of twoActive(active, now)) {
    add(
      'TWO_ACTIVE',
      `${limit.limitId} has versions ${other.version} and ${limit.version} active for good.`,
      limit,
    );
  }
  const candidates = candidatesOf(sound);
  for (const one of sound) {
    const over = candidates(one.limit).find((other) => dominates(other, one));
    if (over === undefined) continue;
    const [id, by] = [one.limit.limitId, over.limit.limitId];
    const sentence = `${id} can never bind: ${by} applies to all its tickets and is as tight.`;
    add('DOMINATED', sentence, one.limit, over.limit);
  }
  return findings;
}

function codeOf(problem: string): LintCode {
  if (problem.startsWith('unit')) return 'WRONG_UNIT';
  return problem.includes('outside hard') ? 'SOFT_OUTSIDE_HARD' : 'INVALID';
}

/** A version without an end over another without one, both settled and begun: the lower one is never in force again. */
function* twoActive(active: readonly Limit[], now: EpochMs): Generator<[Limit, Limit]> {
  const lower = new Map<string, Limit>();
  for (const limit of active) {
    const isSettled = limit.effectiveTo === null && limit.effectiveFrom <= now && !hasEnded(limit, now);
    if (!isSettled || (limit.change === 'TIGHTEN' && limit.approvedBy === null)) continue;
    const other = lower.get(limit.limitId);
    if (other === undefined) lower.set(limit.limitId, limit);
    else yield [limit, other];
  }
}

interface Sound {
  readonly limit: Limit;
  readonly compiled: CompiledLimit;
}

const MOST_CANDIDATES = 200;

/** Limits of the same control, unit and params at the same scope, at each one of its level, and at each account. */
function candidatesOf(sound: readonly Sound[]): (limit: Limit) => Sound[] {
  const byPlace = new Map<string, Sound[]>();
  const keyOf = ({ control, unit, params }: Limit, level: string, key: string): string =>
    JSON.stringify([control, unit, Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)), level, key]);
  for (const one of sound) {
    const place = keyOf(one.limit, one.limit.scope.level, one.limit.scope.key);
    const there = byPlace.get(place);
    if (there === undefined) byPlace.set(place, [one]);
    else if (there.length < MOST_CANDIDATES) there.push(one);
  }
  return (limit) => {
    const { level, key } = limit.scope;
    const places = new Set([
      keyOf(limit, level, key),
      keyOf(limit, level, '*'),
      keyOf(limit, 'ACCOUNT', '*'),
    ]);
    return [...places].flatMap((place) => byPlace.get(place) ?? []);
  };
}

function dominates(over: Sound, under: Sound): boolean {
  const { control, relation } = over.compiled;
  if (over.limit === under.limit || !covers(over.limit, under.limit, control)) return false;
  if (over.limit.tighten !== undefined || under.limit.tighten !== undefined) return false;
  if (over.limit.effectiveTo !== null) return false;
  const strength = (limit: Limit): number => LIMIT_ACTIONS.indexOf(limit.action);
  if (strength(over.limit) > strength(under.limit)) return false;
  const signs = (['hard', 'soft'] as const).map((part) => {
    const [a, b] = [over.compiled[part], under.compiled[part]];
    return (
      compareProducts(a.numerator, b.denominator, b.numerator, a.denominator) *
      (isFromBelow(relation) ? -1 : 1)
    );
  });
  // Between two sides neither is the tighter one unless they are the same.
  if (!signs.every((sign) => (isOneSided(relation) ? sign <= 0 : sign === 0))) return false;
  // Of two that say the same, the later one is the one too many.
  const isEqual = signs.every((sign) => sign === 0) && strength(over.limit) === strength(under.limit);
  return !isEqual || !covers(under.limit, over.limit, control) || over.limit.limitId < under.limit.limitId;
}

const RESTRICTING = new Set(['SYMBOL', 'ISSUER', 'SECTOR', 'COUNTRY', 'CURRENCY', 'ASSET_CLASS']);

/**
 * Whether one limit counts the same book as another on each of that one's tickets, and applies to all of them. Levels
 * that only restrict which tickets count the ticket's account, as ACCOUNT `*` does.
 */
function covers(over: Limit, under: Limit, control: Comparison): boolean {
  const book = ({ scope }: Limit): string => (RESTRICTING.has(scope.level) ? 'ACCOUNT' : scope.level);
  if (book(over) !== book(under)) return false;
  const { level, key } = over.scope;
  const isSameLevel = level === under.scope.level && (key === '*' || key === under.scope.key);
  const isEveryAccount = level === 'ACCOUNT' && key === '*';
  if (!isSameLevel && !isEveryAccount) return false;
  if (!coversGroup(over, under, control)) return false;
  return over.filter.every((clause) => under.filter.some((other) => implies(other, clause)));
}

/** Whether every ticket that meets one clause meets the other. */
function implies(a: FilterClause, b: FilterClause): boolean {
  if (a.field !== b.field) return false;
  if (a.op === 'in') return a.values.every((value) => b.values.includes(value) === (b.op === 'in'));
  return b.op === 'notIn' && b.values.every((value) => a.values.includes(value));
}

/** Why no ticket can match, in words; '' when one can. */
function findNoMatch(limit: Limit, control: Comparison | undefined, known: KnownValues): string {
  const { scope, filter } = limit;
  const field = FIELD_OF[scope.level];
  if (field !== undefined && scope.key !== '*' && known(field)?.has(scope.key) === false)
    return `the desk has no ${field} ${scope.key}`;
  const group = control === undefined ? null : namedGroupOf(limit, control);
  const grouped = control?.grouping === undefined ? undefined : FIELD_OF[control.grouping];
  if (group !== null && grouped !== undefined) {
    const there = known(grouped);
    const any = grouped === 'country' ? (countriesOf(group) ?? [group]) : [group];
    if (there !== null && !any.some((one) => there.has(one))) return `the desk has no ${grouped} ${group}`;
  }
  for (const clause of filter) {
    if (clause.op === 'notIn') continue;
    const here = filter.filter((other) => other.field === clause.field);
    const left = clause.values.filter((value) =>
      here.every((other) => other.values.includes(value) === (other.op === 'in')),
    );
    if (left.length === 0)
      return clause.values.length === 0
        ? `its filter of ${clause.field} lists nothing`
        : `its filters of ${clause.field} contradict each other`;
    const list = known(clause.field);
    if (list !== null && !left.some((value) => list.has(value)))
      return `the desk has no ${clause.field} ${left.slice(0, 3).join(', ')}`;
  }
  return '';
}

const FIELD_OF: Partial<Record<Limit['scope']['level'], FilterField | 'desk'>> = {
  DESK: 'desk',
  ACCOUNT: 'account',
  SYMBOL: 'symbol',
  ISSUER: 'issuer',
  SECTOR: 'sector',
  COUNTRY: 'country',
  CURRENCY: 'currency',
  ASSET_CLASS: 'assetClass',
};
