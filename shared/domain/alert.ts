import {
  KIND_FACTS,
  oneUp,
  severityRank,
  type AlertKind,
  type AlertRule,
  type Severity,
} from './alert-rule.ts';
import type { Brand } from './brand.ts';
import type { EpochMs } from './ids.ts';
import type { ScopeLevel } from './limit.ts';

/** Counts up from 1 for the life of the store. */
export type AlertId = Brand<number, 'AlertId'>;

export const ALERT_STATES = ['NEW', 'SEEN', 'ACKNOWLEDGED', 'RESOLVED'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** What an alert is about; null where it is not about one. */
export interface AlertSubject {
  readonly decisionId: string | null;
  readonly limitId: string | null;
  readonly control: string | null;
  readonly symbol: string | null;
  /** The rest as data for people: a verdict, a group, a state with its reason, an execution's id. */
  readonly detail: string;
}

/** What a person did, when and why. */
export interface AlertAct {
  readonly by: string;
  readonly at: EpochMs;
  readonly note: string;
}

/** Something a rule found, deduplicated by rule and key until it is resolved. It never changes a verdict. */
export interface Alert {
  readonly alertId: AlertId;
  readonly ruleId: string;
  readonly title: string;
  readonly kind: AlertKind;
  /** What of the rule's scope it is about; two occurrences with the same one are the same alert. */
  readonly key: string;
  readonly scope: { readonly level: ScopeLevel; readonly key: string };
  readonly severity: Severity;
  readonly state: AlertState;
  readonly escalated: boolean;
  /** Quiet until then; null: not snoozed. */
  readonly snoozedUntil: EpochMs | null;
  readonly count: number;
  /** The worst since it was new, in the kind's unit. */
  readonly value: number;
  /** Of the level that it reached. */
  readonly threshold: number;
  readonly firstAt: EpochMs;
  readonly lastAt: EpochMs;
  /** When it was new last. */
  readonly raisedAt: EpochMs;
  readonly subject: AlertSubject;
  /** Of when it was acknowledged last, kept when it is raised again. */
  readonly acknowledged: AlertAct | null;
  readonly resolved: AlertAct | null;
}

/** One thing that happened, as a rule sees it. */
export interface Occurrence {
  readonly at: EpochMs;
  readonly value: number;
  readonly threshold: number;
  readonly severity: Severity;
  readonly subject: AlertSubject;
}

/** Nobody has taken it on, and nobody has put it off. */
export const waitsForSomebody = ({ state, snoozedUntil }: Alert): boolean =>
  (state === 'NEW' || state === 'SEEN') && snoozedUntil === null;

/**
 * The alert after the same thing happened again. The count goes up; severity and value never get better while it is open.
 * One that was acknowledged is new again when it is more severe, or, once the rule's cooldown has passed since it was
 * new, when the value is worse or the kind is one whose every occurrence is news. A snooze ends only when it is more severe.
 */
export function raiseAgain(alert: Alert, now: Occurrence, rule: Pick<AlertRule, 'cooldownSeconds'>): Alert {
  const isMoreSevere = severityRank(now.severity) > severityRank(alert.severity);
  const hasRested = now.at - alert.raisedAt >= rule.cooldownSeconds * 1_000;
  const isNews = KIND_FACTS[alert.kind].repeats !== 'LEVEL' || now.value > alert.value;
  const isNew = isMoreSevere || (alert.state === 'ACKNOWLEDGED' && hasRested && isNews);
  const isWorst = now.value > alert.value || isMoreSevere;
  return {
    ...alert,
    count: alert.count + 1,
    lastAt: now.at,
    severity: isMoreSevere ? now.severity : alert.severity,
    ...(isWorst && {
      value: Math.max(alert.value, now.value),
      threshold: now.threshold,
      subject: now.subject,
    }),
    ...(isNew && renewed(now.at)),
    snoozedUntil: isMoreSevere ? null : alert.snoozedUntil,
  };
}

/** One severity up, and new again; once an alert, until it is acknowledged. The same alert where it cannot go up. */
export function escalate(alert: Alert, at: EpochMs): Alert {
  if (alert.escalated || alert.severity === 'CRITICAL') return alert;
  return { ...alert, ...renewed(at), severity: oneUp(alert.severity), escalated: true };
}

const renewed = (at: EpochMs) => ({ state: 'NEW', raisedAt: at, snoozedUntil: null }) as const;

/** A snooze that is over: new again. */
export const wake = (alert: Alert, at: EpochMs): Alert => ({ ...alert, ...renewed(at) });

export const see = (alert: Alert): Alert => (alert.state === 'NEW' ? { ...alert, state: 'SEEN' } : alert);

/** What a person does to an alert. */
export type AlertStep =
  { readonly step: 'ACKNOWLEDGE' | 'RESOLVE' } | { readonly step: 'SNOOZE'; readonly until: EpochMs };

/**
 * The alert after a person's step; the same one where it changes nothing: what is acknowledged stays with whoever did it
 * first, and nothing happens to what is resolved.
 */
export function take(alert: Alert, step: AlertStep, act: AlertAct): Alert {
  if (alert.state === 'RESOLVED') return alert;
  if (step.step === 'SNOOZE') return { ...alert, snoozedUntil: step.until };
  if (step.step === 'RESOLVE') return { ...alert, state: 'RESOLVED', snoozedUntil: null, resolved: act };
  if (alert.state === 'ACKNOWLEDGED') return alert;
  return { ...alert, state: 'ACKNOWLEDGED', snoozedUntil: null, escalated: false, acknowledged: act };
}

/** What a list is asked for; an empty list of states or severities: all of them. */
export interface AlertFilter {
  readonly states: readonly AlertState[];
  readonly severities: readonly Severity[];
  /** Every word of it must be in what a person reads of the alert; '' : any. */
  readonly text: string;
}

/** Whether an alert belongs to a list; the store, the engine and the screen ask the same question. */
export function matchesAlert(alert: Alert, { states, severities, text }: AlertFilter): boolean {
  if (states.length > 0 && !states.includes(alert.state)) return false;
  if (severities.length > 0 && !severities.includes(alert.severity)) return false;
  if (text === '') return true;
  const { title, scope, subject, acknowledged, resolved } = alert;
  const words = [
    ...[title, scope.level, scope.key, subject.limitId, subject.control, subject.symbol, subject.detail],
    ...[acknowledged?.by, acknowledged?.note, resolved?.by, resolved?.note],
  ];
  const read = words.join(' ').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => read.includes(word));
}
