import { MONEY_PLACES, type Money } from '#shared/domain/decimal.ts';
import type { Gaps } from './naive-book.ts';
import type { NaiveDesk } from './naive-desk.ts';
import type { NaiveMeasure } from './naive-measure.ts';
import { unlessMissing } from './naive-measure.ts';
import type { NaiveQuestion } from './naive-question.ts';
import type { NaiveRule } from './naive-rule.ts';
import { navMoneyOf } from './naive-valuation.ts';
import { Rational } from './rational.ts';

const PERIODS = { DAILY_LOSS: 'day', WEEKLY_LOSS: 'week', MONTHLY_LOSS: 'month' } as const;

const money = (value: Money): Rational => Rational.scaled(value, MONEY_PLACES);

/** First day of the period that the desk clock is in, YYYYMMDD. */
export function firstDay({ clock }: NaiveDesk, period: 'day' | 'week' | 'month'): number {
  const day = new Date(clock.now);
  if (period === 'week') while (day.getUTCDay() !== 1) day.setTime(day.getTime() - 86_400_000);
  if (period === 'month') day.setUTCDate(1);
  return Number(day.toISOString().slice(0, 10).replaceAll('-', ''));
}

/** Group D: what the scope's NAV has lost since an open, or since it was highest; the ticket changes nothing of it. */
export function measureLoss(question: NaiveQuestion, rule: NaiveRule): NaiveMeasure {
  const scope = rule.scope ?? { level: 'FIRM', key: '*' };
  const isOwn = ['FIRM', 'DESK', 'ACCOUNT'].includes(scope.level);
  const owner = isOwn ? scope : { level: 'ACCOUNT', key: question.ticket.account };
  const marks = question.desk.navMarks.find((row) => row.level === owner.level && row.key === owner.key);
  const gaps: Gaps = [];
  const nav = navMoneyOf(question, scope, gaps);
  const isDrawdown = rule.code === 'DRAWDOWN';
  const period = PERIODS[rule.code as keyof typeof PERIODS];
  const open =
    isDrawdown || marks?.[period].from !== firstDay(question.desk, period) ? null : marks[period].nav;
  const start = isDrawdown ? (marks?.highWater ?? null) : open;
  if (start === null) gaps.push({ input: isDrawdown ? 'highWater' : 'open', detail: '' });
  const from = start === null ? Rational.ONE : isDrawdown ? money(start).max(nav) : money(start);
  const isOver = rule.unit !== 'MONEY';
  if (isOver && gaps.length === 0 && from.num <= 0n)
    gaps.push({ input: isDrawdown ? 'highWater' : 'open', detail: '' });
  if (gaps.length > 0) return unlessMissing(gaps, { kind: 'NOT_APPLICABLE' });
  const lost = from.minus(nav);
  const value = isOver ? lost.over(from) : lost;
  return { kind: 'EXACT', before: value, after: value };
}
