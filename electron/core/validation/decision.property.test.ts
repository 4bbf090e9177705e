import { REGIONS } from '#shared/domain/regions.ts';
import { env } from 'node:process';
import { beforeAll, describe, expect, it } from 'vitest';
import { CONTROL_CODES, type ControlCode, type ControlGroup } from '#shared/domain/control.ts';
import { QUANTITY_ONE, type Quantity } from '#shared/domain/decimal.ts';
import { isDenied, STATUSES, type Decision, type Outcome } from '#shared/domain/decision.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { comparisonOf, CONTROLS } from '#shared/controls/registry.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { randomCase } from '#shared/testing/random-desk.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { engineOf } from './engine-of-naive-desk.testing.ts';

const CASES = Number(env['PREFLIGHT_CASES'] ?? 2_000);
const FIRST_SEED = Number(env['PREFLIGHT_SEED'] ?? 1);

interface Case {
  readonly seed: number;
  readonly desk: NaiveDesk;
  readonly ticket: Ticket;
  readonly decide: (ticket: Ticket) => Decision;
  readonly decision: Decision;
}

const lotOf = ({ desk, ticket }: Case) =>
  desk.instruments.find(({ symbol }) => symbol === ticket.symbol)?.lotSize ?? QUANTITY_ONE;
/** What each grouped control groups by. */
const GROUP_FIELD: Partial<Record<ControlCode, 'sector' | 'country' | 'currency' | 'assetClass'>> = {
  SECTOR_GROSS: 'sector',
  SECTOR_NET: 'sector',
  COUNTRY_GROSS: 'country',
  CURRENCY_NET: 'currency',
  ASSET_CLASS_GROSS: 'assetClass',
};
const groupOf = (outcome: Outcome) => CONTROLS[outcome.code].group;
const nameOf = (outcome: Outcome) => `${outcome.code} ${outcome.limitId ?? 'default'}`;

/** Limits that apply to the ticket by scope, filter, group and date; written apart from the engine's own. */
function appliesTo({ desk, ticket }: Case, limit: NaiveDesk['limits'][number]): boolean {
  const instrument = desk.instruments.find(({ symbol }) => symbol === ticket.symbol);
  const account = desk.accounts.find((row) => row.account === ticket.account);
  const names: Record<string, string | undefined> = {
    FIRM: '*',
    DESK: account?.desk,
    ACCOUNT: account?.account,
    TRADER: ticket.trader,
    STRATEGY: ticket.strategy,
    SYMBOL: instrument?.symbol,
    ISSUER: instrument?.issuer,
    SECTOR: instrument?.sector,
    COUNTRY: instrument?.country,
    CURRENCY: instrument?.currency,
    ASSET_CLASS: instrument?.assetClass,
  };
  const { level, key } = limit.scope;
  const own = names[level] ?? '';
  const now = desk.clock.now;
  const isLive =
    limit.status === 'ACTIVE' && limit.effectiveFrom <= now && now < (limit.effectiveTo ?? Infinity);
  const isInScope = level === 'FIRM' || (own !== '' && (key === '*' || key === own));
  const grouped = GROUP_FIELD[limit.control];
  const ownGroup = grouped === undefined ? '' : (instrument?.[grouped] ?? '');
  const isInGroup =
    grouped === undefined ||
    limit.group === null ||
    limit.group === '*' ||
    limit.group === ownGroup ||
    (limit.control === 'COUNTRY_GROSS' && (REGIONS[limit.group] ?? []).includes(ownGroup));
  const isKept = limit.filter.every(({ field, op, values }) => {
    const value = field in ticket ? ticket[field as 'symbol'] : (instrument?.[field as 'sector'] ?? '');
    return values.includes(value) === (op === 'in');
  });
  return isLive && isInScope && isInGroup && isKept;
}

const ALWAYS: readonly ControlCode[] = [
  'ORDER_INVALID',
  'UNKNOWN_REFERENCE',
  'NO_LIMITS_CONFIGURED',
  'STALE_PRICE',
  'TRADING_STATE',
  'SESSION',
  'RESTRICTED',
  'PRICE_COLLAR',
  'DUPLICATE_ORDER',
  'SELF_MATCH',
  'SHORT_SALE',
];
/** A breach of these blocks a reducing ticket, too. */
const APPLY_TO_EVERY_TICKET: readonly ControlGroup[] = ['O', 'S'];

/** `CODE limit` of every outcome that must be listed, in catalogue order. */
function expectedNames(one: Case): string[] {
  return CONTROL_CODES.flatMap((code) => {
    const limits = one.desk.limits.filter((limit) => limit.control === code && appliesTo(one, limit));
    const factors = new Set(one.desk.loadings.map(({ factor }) => factor)).size;
    const times = ({ control, group }: Limit): number =>
      control === 'FACTOR_EXPOSURE' && (group === null || group === '*') ? Math.max(1, factors) : 1;
    if (limits.length > 0)
      return limits.flatMap((limit) => Array(times(limit)).fill(`${code} ${limit.limitId}`) as string[]);
    return ALWAYS.includes(code) ? [`${code} default`] : [];
  });
}

describe(`decisions on ${CASES} random desks from seed ${FIRST_SEED}`, () => {
  let cases: Case[] = [];
  beforeAll(() => {
    cases = Array.from({ length: CASES }, (_, at) => {
      const seed = FIRST_SEED + at;
      const { desk, ticket } = randomCase(seed);
      const decide = engineOf(desk);
      return { seed, desk, ticket, decide, decision: decide(ticket) };
    });
  }, 120_000);

  /** Seeds that break a rule; `seen` counts the cases the rule had something to say about. */
  function breaches(rule: (one: Case) => string | null | undefined, least: number): string[] {
    let seen = 0;
    const found: string[] = [];
    for (const one of cases) {
      const breach = rule(one);
      if (breach === undefined) continue;
      seen++;
      if (breach !== null) found.push(`seed ${one.seed}: ${breach}`);
    }
    expect(seen, 'cases that say something').toBeGreaterThanOrEqual((least * CASES) / 1000);
    return found;
  }

  it('lists every control that applies, in catalogue order, once a limit', () => {
    const wrong = breaches((one) => {
      const listed = one.decision.outcomes.map(nameOf).join(' | ');
      const expected = expectedNames(one).join(' | ');
      return listed === expected ? null : `${listed} instead of ${expected}`;
    }, 1000);
    expect(wrong).toEqual([]);
  });

  it('the verdict is the worst outcome', () => {
    const wrong = breaches(({ decision }) => {
      const worst = Math.max(...decision.outcomes.map(({ status }) => STATUSES.indexOf(status)));
      return decision.verdict === STATUSES[worst] ? null : `${decision.verdict}, worst ${STATUSES[worst]}`;
    }, 1000);
    expect(wrong).toEqual([]);
  });

  it('a reducing ticket is never denied by P, E, M, D or L', () => {
    const wrong = breaches(({ decision }) => {
      if (!decision.reducing) return undefined;
      const denying = decision.outcomes.find(
        (row) => !APPLY_TO_EVERY_TICKET.includes(groupOf(row)) && isDenied(row.status),
      );
      return denying === undefined ? null : nameOf(denying);
    }, 100);
    expect(wrong).toEqual([]);
  });

  it('a reducing ticket that groups O and S admit is not denied, whatever the limits', () => {
    const wrong = breaches((one) => {
      const { decision } = one;
      if (!decision.reducing) return undefined;
      const byOrder = decision.outcomes.some(
        (row) => APPLY_TO_EVERY_TICKET.includes(groupOf(row)) && isDenied(row.status),
      );
      return byOrder || !isDenied(decision.verdict) ? null : decision.verdict;
    }, 100);
    expect(wrong).toEqual([]);
  });

  it('what lacks an input never passes: it is undetermined, or a warning for a reducing ticket', () => {
    let lacking = 0;
    const wrong = breaches(({ decision }) => {
      for (const row of decision.outcomes.filter(({ missing }) => missing !== null)) {
        lacking++;
        const exempt = decision.reducing && !APPLY_TO_EVERY_TICKET.includes(groupOf(row));
        const expected = exempt ? 'WARN' : 'UNDETERMINED';
        if (row.status !== expected || row.after !== null) return `${nameOf(row)} ${row.status}`;
      }
      return null;
    }, 1000);
    expect(wrong).toEqual([]);
    expect(lacking).toBeGreaterThan(CASES / 4);
  });

  it('every number is finite, and what is undetermined says what it lacked', () => {
    const wrong = breaches(({ decision }) => {
      const text = JSON.stringify(decision, (_key, value: unknown) =>
        typeof value === 'number' && !Number.isFinite(value) ? 'NOT FINITE' : value,
      );
      if (text.includes('NOT FINITE')) return 'a number that is not finite';
      const silent = decision.outcomes.find((row) => row.status === 'UNDETERMINED' && !row.missing?.input);
      return silent === undefined ? null : `${nameOf(silent)} says nothing`;
    }, 1000);
    expect(wrong).toEqual([]);
  });

  it('maxQty is allowed, and one lot more is denied by the binding control', () => {
    const wrong = breaches((one) => {
      const { decision, ticket, decide } = one;
      const { maxQty, binding } = decision;
      if (maxQty === null) return binding === null ? undefined : 'binding without maxQty';
      if (binding === null) return 'maxQty without binding';
      const lot = lotOf(one);
      const max = Math.round(maxQty * QUANTITY_ONE);
      if (max % lot !== 0) return `${maxQty} is off the lot grid`;
      if (isDenied(decision.verdict) && ticket.orderQty > 0 && max >= ticket.orderQty)
        return `${maxQty} is not smaller`;
      const at = (quantity: number) => decide({ ...ticket, orderQty: quantity as Quantity });
      if (max > 0 && isDenied(at(max).verdict)) return `${maxQty} is denied`;
      // What could not be read is denied at any quantity; a lot more than an odd quantity rounded down may pass.
      if (ticket.orderQty <= 0 || ticket.defects.length > 0) return null;
      const next = at(max + lot);
      if (!isDenied(next.verdict))
        return max + lot > ticket.orderQty && ticket.orderQty % lot !== 0
          ? null
          : `${maxQty} and a lot passes`;
      // One limit may act for several factors.
      const rows = next.outcomes.filter(
        (other) => other.code === binding.code && other.limitId === binding.limitId,
      );
      return rows.some(({ status }) => isDenied(status)) ? null : `${binding.code} does not deny a lot more`;
    }, 500);
    expect(wrong).toEqual([]);
  });

  it('the same ticket twice gives the same bytes, also with others in between', () => {
    const random = new SeededRandom(FIRST_SEED);
    const wrong = breaches((one) => {
      const bytes = JSON.stringify(one.decision);
      for (let other = 0; other < 3; other++) {
        const { symbol } = random.pick(one.desk.instruments);
        one.decide({ ...one.ticket, symbol, orderQty: (random.between(1, 50) * QUANTITY_ONE) as Quantity });
      }
      return JSON.stringify(one.decide(one.ticket)) === bytes ? null : 'other bytes';
    }, 1000);
    expect(wrong).toEqual([]);
  });

  it('taking any mark away never turns a denied ticket into one that may go', { timeout: 120_000 }, () => {
    const wrong = breaches((one) => {
      if (!isDenied(one.decision.verdict) || one.desk.marks.length === 0) return undefined;
      const random = new SeededRandom(one.seed);
      const gone = random.pick(one.desk.marks).symbol;
      const blind = { ...one.desk, marks: one.desk.marks.filter(({ symbol }) => symbol !== gone) };
      const { verdict } = engineOf(blind)(one.ticket);
      return isDenied(verdict) ? null : `without ${gone} it is ${verdict}`;
    }, 100);
    expect(wrong).toEqual([]);
  });

  it('lowering any hard limit never turns a denied ticket into one that may go', { timeout: 120_000 }, () => {
    const wrong = breaches((one) => {
      if (!isDenied(one.decision.verdict) || one.desk.limits.length === 0) return undefined;
      const random = new SeededRandom(one.seed);
      const tightened = random.pick(one.desk.limits);
      const { op = '' } = tightened.params;
      // Where there is no one side that is tighter, there is nothing to say.
      if (tightened.control === 'METRIC' && !/^[<>]/.test(String(op))) return undefined;
      const isMinimum = comparisonOf(tightened.control)?.minimum === true || String(op).startsWith('>');
      const hard = isMinimum ? '999999999' : '0';
      const limits = one.desk.limits.map((limit) =>
        limit === tightened ? { ...limit, hard, soft: null } : limit,
      );
      const { verdict } = engineOf({ ...one.desk, limits })(one.ticket);
      return isDenied(verdict) ? null : `with ${tightened.limitId} at ${hard} it is ${verdict}`;
    }, 100);
    expect(wrong).toEqual([]);
  });
});
