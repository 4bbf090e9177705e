import type { ControlCode } from '#shared/domain/control.ts';
import type { Status } from '#shared/domain/decision.ts';
import type { Price } from '#shared/domain/decimal.ts';
import type { IsoDate } from '#shared/domain/ids.ts';
import type { Restriction } from '#shared/domain/reference.ts';
import { isReducing } from './naive-book.ts';
import type { NaiveState } from './naive-desk.ts';
import type { NaiveQuestion } from './naive-question.ts';
import { clockDate, hasQuantity } from './naive-question.ts';
import { rulesFor } from './naive-rule.ts';
import { worstStatus } from './worst-status.ts';

const REQUIRED_LIMITS: readonly ControlCode[] = [
  'MAX_ORDER_NOTIONAL',
  'MAX_POSITION_NOTIONAL',
  'GROSS_EXPOSURE',
];

function isPriceUsable({ instrument }: NaiveQuestion, value: Price | null): boolean {
  if (value === null || value <= 0) return false;
  const tick = instrument?.tickSize ?? null;
  return tick === null || value % tick === 0;
}

/** ORDER_INVALID: whether the ticket is readable and on the instrument's grids; grids of an unknown symbol are open. */
export function orderStatus(question: NaiveQuestion): Status {
  const { ticket, instrument } = question;
  const needsPrice = ticket.ordType === 'LIMIT' || ticket.ordType === 'STOP_LIMIT';
  const needsStop = ticket.ordType === 'STOP' || ticket.ordType === 'STOP_LIMIT';
  const isValid =
    ticket.defects.length === 0 &&
    hasQuantity(ticket) &&
    (instrument === null || ticket.orderQty % instrument.lotSize === 0) &&
    (!needsPrice || isPriceUsable(question, ticket.price)) &&
    (!needsStop || isPriceUsable(question, ticket.stopPx));
  return isValid ? 'PASS' : 'BLOCK';
}

/** UNKNOWN_REFERENCE: a trader or strategy is unknown only to a desk that keeps a list of them. */
export function referenceStatus({ desk, ticket, instrument, account }: NaiveQuestion): Status {
  const isKnown = (name: string, list: readonly string[] | null) =>
    name === '' || list === null || list.includes(name);
  return instrument !== null &&
    account !== null &&
    isKnown(ticket.trader, desk.knownTraders) &&
    isKnown(ticket.strategy, desk.knownStrategies)
    ? 'PASS'
    : 'BLOCK';
}

/** NO_LIMITS_CONFIGURED: deny by default unless all three required limits apply, whatever their action. */
export const configurationStatus = (question: NaiveQuestion): Status =>
  REQUIRED_LIMITS.every((code) => rulesFor(question, code).length > 0) ? 'PASS' : 'BLOCK';

function concerns({ ticket, account }: NaiveQuestion, { level, key }: NaiveState): boolean {
  switch (level) {
    case 'FIRM':
      return true;
    case 'DESK':
      return account?.desk === key;
    case 'ACCOUNT':
      return ticket.account === key;
    case 'TRADER':
      return ticket.trader === key;
    case 'STRATEGY':
      return ticket.strategy === key;
    case 'SYMBOL':
      return ticket.symbol === key;
    default:
      return false;
  }
}

/** TRADING_STATE: the worst state that concerns the ticket; REDUCING admits a reducing ticket, HALTED none. */
export function stateStatus(question: NaiveQuestion): Status {
  const states = question.desk.states.filter((row) => concerns(question, row)).map((row) => row.state);
  if (states.includes('HALTED')) return 'BLOCK';
  return states.includes('REDUCING') && !isReducing(question) ? 'BLOCK' : 'PASS';
}

const dateNumber = (date: IsoDate): number => Number(date.replaceAll('-', ''));

function isListed({ desk, instrument }: NaiveQuestion, entry: Restriction): boolean {
  if (instrument === null) return false;
  const isNamed =
    entry.symbol === instrument.symbol || (instrument.issuer !== '' && entry.issuer === instrument.issuer);
  const today = clockDate(desk);
  return isNamed && dateNumber(entry.from) <= today && (entry.to === null || today <= dateNumber(entry.to));
}

/** RESTRICTED: the worst entry in force for the symbol or its issuer; both dates of an entry are inside it. */
export function restrictionStatus(question: NaiveQuestion): Status {
  const statuses = question.desk.restrictions
    .filter((entry) => isListed(question, entry))
    .map(({ mode }): Status => {
      if (mode === 'NO_TRADE') return 'BLOCK';
      if (mode === 'WARN') return 'WARN';
      return isReducing(question) ? 'PASS' : 'BLOCK';
    });
  return worstStatus(statuses);
}
