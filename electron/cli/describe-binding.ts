import { isDenied, type Decision, type Outcome } from '#shared/domain/decision.ts';
import { STATUSES } from '#shared/domain/decision.ts';
import type { ControlCode } from '#shared/domain/control.ts';
import { unitText } from './number-text.ts';

/**
 * In words, what holds a ticket: for a denied one the control and limit it breaks, for one with a warning what it
 * warns of, for a passing one what would deny the next larger size; '' when nothing would.
 */
export function describeBinding(decision: Decision, titles: ReadonlyMap<ControlCode, string>): string {
  const outcome = decision.verdict === 'PASS' ? boundBy(decision) : (denying(decision) ?? worstOf(decision));
  if (outcome === undefined) return '';
  const title = titles.get(outcome.code) ?? outcome.code;
  const limit = outcome.limitId === null ? '' : ` [${outcome.limitId}]`;
  return `${title}${outcome.group === null ? '' : ` ${outcome.group}`}: ${reason(outcome)}${limit}`;
}

function boundBy({ binding, outcomes }: Decision): Outcome | undefined {
  if (binding === null) return undefined;
  return outcomes.find(({ code, limitId }) => code === binding.code && limitId === binding.limitId);
}

/** The binding outcome where it is one of those that deny: a ticket may break others than the one that binds. */
function denying(decision: Decision): Outcome | undefined {
  const bound = boundBy(decision);
  return bound !== undefined && isDenied(bound.status) ? bound : undefined;
}

function worstOf({ outcomes }: Decision): Outcome | undefined {
  const rank = ({ status }: Outcome): number => STATUSES.indexOf(status);
  return outcomes.toSorted((a, b) => rank(b) - rank(a))[0];
}

function reason({ status, missing, notes, after, hard, soft, unit, exempt }: Outcome): string {
  if (missing !== null) return `no ${missing.input}${missing.detail === '' ? '' : ` (${missing.detail})`}`;
  if (notes.length > 0) return notes.join(', ');
  if (hard === null) return status.toLowerCase();
  const value = unitText(after, unit);
  if (exempt !== null) return `${value}, limit ${unitText(hard, unit)}, ${EXEMPT[exempt]}`;
  if (status === 'PASS') return `${value} of ${unitText(hard, unit)}`;
  return status === 'WARN' && soft !== null
    ? `${value}, warning at ${unitText(soft, unit)}`
    : `${value}, limit ${unitText(hard, unit)}`;
}

const EXEMPT = {
  REDUCING: 'the ticket reduces',
  NOT_WORSE: 'the ticket does not worsen it',
  OVERRIDE: 'an override lets it pass',
} as const;
