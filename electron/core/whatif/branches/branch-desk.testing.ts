import type { BranchChange, BranchReading } from '#shared/contract/procedures/whatif-branches.ts';
import { sizingOptions } from '#shared/contract/procedures/whatif.ts';
import type { Quantity } from '#shared/domain/decimal.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { workingOf } from '../../book/desk-book.ts';
import { compilePlan } from '../../limits/plan.ts';
import { Ledger } from '../../reservations/ledger.ts';
import { bookOf } from '../../validation/engine-of-naive-desk.testing.ts';
import { Validator } from '../../validation/validator.ts';
import { SESSIONS } from '../sized.testing.ts';
import type { BranchDesk } from './branch-desk.ts';
import type { BranchOptions } from './branch-report.ts';
import { readBranches } from './read-branches.ts';

/** What a branch changes, over the naive evaluator's plain data; reading it again makes all of it new. */
export function branchDeskOf(desk: NaiveDesk, onLoad: () => void = () => undefined): BranchDesk {
  const { clock } = desk;
  const open = () => {
    const book = bookOf(desk);
    return {
      book,
      plan: compilePlan(desk.limits, desk.baseCurrency, book.market, clock.now),
      validator: new Validator(book, { now: () => clock.now, monotonicMicros: () => 0 }),
      ledger: new Ledger(
        desk.working.map(({ ticket, leavesQty }) => {
          return { ticket, leavesQty, cumQty: 0 as Quantity, sentOn: 20_260_115 };
        }),
      ),
    };
  };
  let now = open();
  return {
    get book() {
      return now.book;
    },
    get validator() {
      return now.validator;
    },
    get ledger() {
      return now.ledger;
    },
    timeline: { tick: () => desk.tick },
    currentPlan: () => now.plan,
    now: () => clock.now,
    load() {
      onLoad();
      now = open();
    },
    reserve(ticket, facts) {
      now.book.change(ticket, workingOf(ticket, ticket.orderQty));
      now.book.activity.sent(ticket, facts);
      now.ledger.add(ticket, ticket.orderQty, 0, 20_260_115);
    },
    takeBack(ticket, facts) {
      now.ledger.remove(ticket.clOrdId);
      now.book.change(ticket, workingOf(ticket, 0 - ticket.orderQty));
      now.book.activity.unsent(ticket, facts);
    },
    end({ ticket, leaves }) {
      now.ledger.remove(ticket.clOrdId);
      now.book.change(ticket, workingOf(ticket, 0 - leaves));
      now.book.activity.closed(ticket, leaves);
    },
  };
}

/** The base and each branch in turn; `read` says of whom and how. */
export function readAll(
  desk: BranchDesk,
  branches: readonly (readonly BranchChange[])[],
  read: { readonly account?: string; readonly options?: Partial<BranchOptions> } = {},
): BranchReading[] {
  const readings: BranchReading[] = [];
  const options = { ...sizingOptions.parse({}), window: SESSIONS, ...read.options };
  const named = branches.map((changes, i) => ({ name: `B${i}`, changes: [...changes] }));
  readBranches(desk, { branches: named, account: read.account ?? null, options }, (one) => {
    readings.push(one);
  });
  return readings;
}
