import type { Scope } from '#shared/domain/limit.ts';
import { MONEY_PLACES, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { Gaps } from './naive-book.ts';
import type { NaiveFill, NaiveSend } from './naive-desk.ts';
import type { NaiveMeasure } from './naive-measure.ts';
import { unlessMissing } from './naive-measure.ts';
import { clockDate, type NaiveQuestion } from './naive-question.ts';
import type { NaiveRule } from './naive-rule.ts';
import { notionalOf } from './naive-valuation.ts';
import { Rational } from './rational.ts';

const whole = (count: number): Rational => new Rational(BigInt(count));

/** Whether a ticket of the past counts for a scope: groups of instruments count the ticket's own account. */
function isOf(question: NaiveQuestion, scope: Scope, past: Ticket): boolean {
  const { desk, ticket } = question;
  switch (scope.level) {
    case 'FIRM':
      return true;
    case 'DESK':
      return desk.accounts.find((row) => row.account === past.account)?.desk === scope.key;
    case 'TRADER':
      return past.trader === scope.key;
    case 'STRATEGY':
      return past.strategy === scope.key;
    default:
      return past.account === ticket.account;
  }
}

/** Start of the window in ticks; what happened at it is outside. */
const startOf = ({ desk }: NaiveQuestion, seconds: Rational): number =>
  desk.tick - seconds.times(whole(1_000_000)).toNumber();

const secondsOf = (rule: NaiveRule, byDefault: string): Rational =>
  rule.params['windowMs'] === undefined
    ? Rational.of(String(rule.params['window'] ?? byDefault))
    : Rational.of(String(rule.params['windowMs'])).over(whole(1_000));

function scoped(question: NaiveQuestion, { scope }: NaiveRule, past: readonly NaiveSend[]): NaiveSend[] {
  return scope === null ? [...past] : past.filter((row) => isOf(question, scope, row.ticket));
}

const sends = ({ desk }: NaiveQuestion): NaiveSend[] => desk.messages.filter(({ kind }) => kind === 'SEND');

const oneMore = (before: number): NaiveMeasure => ({
  kind: 'EXACT',
  before: whole(before),
  after: whole(before + 1),
});

function measureNotional(question: NaiveQuestion, rule: NaiveRule): NaiveMeasure {
  const gaps: Gaps = [];
  const own = notionalOf(question, gaps);
  const today = scoped(question, rule, sends(question)).filter(({ day }) => day === clockDate(question.desk));
  if (today.some(({ notional }) => notional === null)) gaps.push({ input: 'notional', detail: '' });
  const before = today.reduce(
    (sum, { notional }) => sum.plus(Rational.scaled(notional ?? 0, MONEY_PLACES)),
    Rational.ZERO,
  );
  return unlessMissing(gaps, { kind: 'EXACT', before, after: before.plus(own) });
}

/** The fills at the end of the strategy's fills in the symbol that are all on the ticket's side. */
function lastInARow({ desk, ticket }: NaiveQuestion): NaiveFill[] {
  const fills = desk.fills.filter(
    (row) => row.ticket.strategy === ticket.strategy && row.ticket.symbol === ticket.symbol,
  );
  const broken = fills.findLastIndex((row) => row.ticket.side !== ticket.side);
  return fills.slice(broken + 1);
}

function measureRun(question: NaiveQuestion, rule: NaiveRule): NaiveMeasure {
  const { desk, ticket } = question;
  const after = startOf(question, secondsOf(rule, '300'));
  const fills = lastInARow(question).filter((row) => row.tick > after).length;
  const isThrottled = desk.throttles.some(
    (row) =>
      row.limitId === rule.limitId &&
      row.strategy === ticket.strategy &&
      row.symbol === ticket.symbol &&
      row.side === ticket.side,
  );
  const made = whole(fills + 1);
  const throttled = isThrottled ? made.max(rule.hard.plus(Rational.ONE)) : made;
  return { kind: 'EXACT', before: whole(fills), after: throttled };
}

/** Group S: what the scope sent and has working, recounted from the list of all that happened. */
export function measureActivity(question: NaiveQuestion, rule: NaiveRule): NaiveMeasure {
  const { desk } = question;
  switch (rule.code) {
    case 'MESSAGE_RATE': {
      const after = startOf(question, secondsOf(rule, '1'));
      return oneMore(scoped(question, rule, desk.messages).filter(({ tick }) => tick > after).length);
    }
    case 'DAILY_ORDER_COUNT': {
      const today = clockDate(desk);
      return oneMore(scoped(question, rule, sends(question)).filter(({ day }) => day === today).length);
    }
    case 'DAILY_NOTIONAL':
      return measureNotional(question, rule);
    case 'OPEN_ORDER_COUNT': {
      const { scope } = rule;
      return oneMore(
        desk.working.filter((row) => scope !== null && isOf(question, scope, row.ticket)).length,
      );
    }
    default:
      return measureRun(question, rule);
  }
}

/** DUPLICATE_ORDER: sends of the window that are the ticket again, and whether one is nearly so on the same desk. */
export function measureDuplicates(question: NaiveQuestion, rule: NaiveRule): NaiveMeasure {
  const { desk, ticket, account } = question;
  const after = startOf(question, secondsOf(rule, '30'));
  const recent = sends(question)
    .filter((row) => row.tick > after)
    .map((row) => row.ticket)
    .filter((row) => row.symbol === ticket.symbol && row.side === ticket.side);
  const same = recent.filter(
    (row) =>
      row.account === ticket.account &&
      row.orderQty === ticket.orderQty &&
      row.ordType === ticket.ordType &&
      row.price === ticket.price &&
      row.stopPx === ticket.stopPx,
  );
  const near = recent.filter((row) => {
    const theirs = desk.accounts.find((other) => other.account === row.account);
    const quantity = Rational.scaled(row.orderQty, QUANTITY_PLACES);
    const apart = Rational.scaled(ticket.orderQty, QUANTITY_PLACES).minus(quantity).abs();
    const isNear = apart.compare(quantity.times(Rational.of('0.1'))) <= 0;
    return account !== null && theirs?.desk === account.desk && isNear;
  });
  return { kind: 'EXACT', before: null, after: whole(same.length), warns: near.length > 0 };
}
