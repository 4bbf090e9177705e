import { PRICE_PLACES, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import type { Gaps } from './naive-book.ts';
import type { NaiveMeasure } from './naive-measure.ts';
import { unlessMissing } from './naive-measure.ts';
import type { NaiveQuestion } from './naive-question.ts';
import type { NaiveRule } from './naive-rule.ts';
import { defaultSoft } from './naive-rule.ts';
import { markOf, notionalOf } from './naive-valuation.ts';
import { Rational } from './rational.ts';

const BPS = new Rational(10_000n);

/** Signed distance of a limit price from px as a fraction, positive on the aggressive side; null without both. */
function collarDistance({ desk, ticket }: NaiveQuestion): Rational | null {
  const px = markOf(desk, ticket.symbol);
  if (px === null || ticket.price === null || ticket.price <= 0) return null;
  const ratio = Rational.scaled(ticket.price, PRICE_PLACES).over(px);
  return ticket.side === 'BUY' ? ratio.minus(Rational.ONE) : Rational.ONE.minus(ratio);
}

/** A collar's rule on the side the price is on: the passive side has a hard of its own, and a default soft of that. */
export function sidedCollar(question: NaiveQuestion, rule: NaiveRule): NaiveRule {
  const distance = collarDistance(question);
  if (distance === null || distance.num >= 0n) return rule;
  const hard = Rational.of(String(rule.params['passive'] ?? '2000'));
  return { ...rule, hard, soft: defaultSoft(rule.op, hard), low: hard };
}

function measureCollar(question: NaiveQuestion): NaiveMeasure {
  const { ordType, symbol } = question.ticket;
  if (ordType !== 'LIMIT' && ordType !== 'STOP_LIMIT') return { kind: 'NOT_APPLICABLE' };
  const distance = collarDistance(question);
  if (distance === null) return { kind: 'MISSING', missing: [{ input: 'price', detail: symbol }] };
  return { kind: 'EXACT', before: null, after: distance.abs().times(BPS) };
}

function measureAge({ desk, ticket }: NaiveQuestion): NaiveMeasure {
  const mark = desk.marks.find((row) => row.symbol === ticket.symbol);
  if (mark === undefined) return { kind: 'MISSING', missing: [{ input: 'price', detail: ticket.symbol }] };
  return { kind: 'EXACT', before: null, after: Rational.scaled(desk.clock.now - mark.at, 3) };
}

/** The controls of group O that compare a number of the ticket alone: age, collar, quantity, notional. */
export function measureOrder(question: NaiveQuestion, rule: NaiveRule): NaiveMeasure {
  switch (rule.code) {
    case 'STALE_PRICE':
      return measureAge(question);
    case 'PRICE_COLLAR':
      return measureCollar(question);
    case 'MAX_ORDER_QTY':
      return {
        kind: 'EXACT',
        before: null,
        after: Rational.scaled(question.ticket.orderQty, QUANTITY_PLACES),
      };
    default: {
      const gaps: Gaps = [];
      const buffer = Rational.of(String(rule.params['marketBuffer'] ?? '0.05'));
      const after = notionalOf(question, gaps, buffer);
      return unlessMissing(gaps, { kind: 'EXACT', before: null, after });
    }
  }
}
