import type { Comparison } from '../control.ts';
import { freesAt } from './frees-at.ts';
import { thisTicket } from './this-ticket.ts';

/** The most messages in a window that are counted; a limit above it would be one that nothing reaches. */
export const MOST_MESSAGES = 100_000;

/** Messages of the scope to the venue in the sliding window that ends now, this ticket's send included. */
export const messageRate: Comparison = {
  kind: 'COMPARISON',
  code: 'MESSAGE_RATE',
  group: 'S',
  title: 'Message rate',
  formula: 'sends, cancels and replaces of the scope in the last windowMs, this ticket included',
  units: ['COUNT'],
  minimum: false,
  ticketOnly: false,
  symbolFree: true,
  crossing: 'FLAT',
  inputs: 'NONE',
  params: ['windowMs'],
  windowSeconds: 1,
  mostHard: MOST_MESSAGES,
  alwaysOn: false,
  measure(check, limit, out) {
    const after = check.tick - limit.params.windowMicros;
    out.setWhole(check.scope(limit.bookPlace).messagesAfter(after) + thisTicket(check));
  },
  notes(check, limit) {
    const hard = limit.hard.value;
    const scope = check.scope(limit.bookPlace);
    const { windowMicros } = limit.params;
    if (hard < 1 || scope.messagesAfter(check.tick - windowMicros) < hard) return [];
    const leaves = scope.messageTick(hard - 1);
    return Number.isNaN(leaves) ? [] : [freesAt(leaves + windowMicros)];
  },
};
