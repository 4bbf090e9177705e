import type { ControlCode } from '#shared/domain/control.ts';
import type { Outcome } from '#shared/domain/decision.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveBar, NaiveDesk } from '#shared/testing/naive-desk.ts';
import { limited } from '#shared/testing/single-outcome.ts';
import { engineOf } from './engine-of-naive-desk.testing.ts';

/** The engine's one outcome of a control. Throws when it lists none or several. */
export function outcomeOf(desk: NaiveDesk, ticket: Ticket, code: ControlCode): Outcome {
  const [outcome, ...others] = engineOf(desk)(ticket).outcomes.filter((row) => row.code === code);
  if (outcome === undefined || others.length > 0) throw new Error(`${code}: not one outcome`);
  return outcome;
}

/** What the engine says about the ticket under that limit, put in place of any other of its control. */
export const judged = (desk: NaiveDesk, ticket: Ticket, limit: Limit): Outcome =>
  outcomeOf(limited(desk, limit), ticket, limit.control);

/** Daily bars up to the day before the builders' noon, oldest first; one close and one volume a session. */
export function barsOf(
  symbol: string,
  closes: readonly (number | null)[],
  volume: number | null = 1000,
): NaiveBar[] {
  return closes.map((close, at) => {
    const day = new Date(build.NOON - (closes.length - at) * 86_400_000);
    return {
      symbol: build.mark(symbol, 1).symbol,
      date: Number(day.toISOString().slice(0, 10).replaceAll('-', '')),
      close: close === null ? null : build.price(close),
      volume: volume === null ? null : build.quantity(volume),
    };
  });
}
