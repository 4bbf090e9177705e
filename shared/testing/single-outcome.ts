import type { ControlCode } from '#shared/domain/control.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from './builders.ts';
import type { NaiveDesk, NaiveOutcome } from './naive-desk.ts';
import { evaluateNaively } from './naive-evaluator.ts';

/** A desk of one account A1 with 1,000 in cash, A marked at 10 and B at 20, nothing held, the three wide limits. */
export const simple = (more: Partial<NaiveDesk> = {}): NaiveDesk =>
  build.desk({
    instruments: [build.instrument('A'), build.instrument('B')],
    accounts: [build.account('A1', 1000)],
    marks: [build.mark('A', 10), build.mark('B', 20)],
    ...more,
  });

/** The one outcome of a control. Throws when the control has none or several. */
export function single(desk: NaiveDesk, ticket: Ticket, code: ControlCode): NaiveOutcome {
  const [outcome, ...others] = evaluateNaively(desk, ticket).outcomes.filter((row) => row.code === code);
  if (outcome === undefined || others.length > 0) throw new Error(`${code}: not one outcome`);
  return outcome;
}

/** The desk with one limit in place of any of the same control. */
export const limited = (desk: NaiveDesk, limit: Limit): NaiveDesk => ({
  ...desk,
  limits: [...desk.limits.filter((row) => row.control !== limit.control), limit],
});

/** What that limit says about the ticket. */
export const measured = (desk: NaiveDesk, ticket: Ticket, limit: Limit): NaiveOutcome =>
  single(limited(desk, limit), ticket, limit.control);
