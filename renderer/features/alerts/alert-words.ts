import {
  AlarmClock,
  BellRing,
  CircleCheck,
  Eye,
  Info,
  OctagonAlert,
  TriangleAlert,
  UserCheck,
  type LucideIcon,
} from 'lucide-react';
import type { AlertRow } from '#shared/contract/procedures/alerts.ts';
import { KIND_FACTS, type AlertKind, type Severity } from '#shared/domain/alert-rule.ts';
import type { AlertState } from '#shared/domain/alert.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { formatAge, formatClock } from '#renderer/format/times.ts';
import { formatCount, formatShare } from '#renderer/format/numbers.ts';
import { describeScope } from '#renderer/format/verdict-words.ts';

/** The word, the icon and the class of a mark in the same colour as the verdicts. */
export const SEVERITY_MARKS: Readonly<Record<Severity, { word: string; icon: LucideIcon; mark: string }>> = {
  INFO: { word: 'Info', icon: Info, mark: 'PASS' },
  WARNING: { word: 'Warning', icon: TriangleAlert, mark: 'WARN' },
  CRITICAL: { word: 'Critical', icon: OctagonAlert, mark: 'BLOCK' },
};

export const STATE_MARKS: Readonly<Record<AlertState | 'SNOOZED', { word: string; icon: LucideIcon }>> = {
  NEW: { word: 'New', icon: BellRing },
  SEEN: { word: 'Seen', icon: Eye },
  ACKNOWLEDGED: { word: 'Acknowledged', icon: UserCheck },
  RESOLVED: { word: 'Resolved', icon: CircleCheck },
  SNOOZED: { word: 'Snoozed', icon: AlarmClock },
};

export const KIND_WORDS: Readonly<Record<AlertKind, string>> = {
  THRESHOLD: 'Use of a limit',
  DENIALS: 'Denials',
  OVERRIDES: 'Override requests',
  STALE_DATA: 'Age of data',
  BREAKER: 'Engine health',
  DRAWDOWN: 'Drawdown',
  VAR_EXCEPTION: 'Loss over VaR',
  TRADING_STATE: 'Trading state',
  EXECUTION_REFUSED: 'Refused executions',
};

/** Codes that count nothing a person would read as a number. */
const STATES: Readonly<Partial<Record<AlertKind, readonly string[]>>> = {
  TRADING_STATE: ['active', 'reducing', 'halted'],
  BREAKER: ['up', 'workers down', 'store down'],
};

/** A value in the kind's unit: `93.1 %`, `6`, `12 min`, `halted`. */
export function describeValue(kind: AlertKind, value: number): string {
  const word = STATES[kind]?.[value];
  if (word !== undefined) return word;
  switch (KIND_FACTS[kind].unit) {
    case 'FRACTION':
      return formatShare(value);
    case 'SECONDS':
      return formatAge(0, value * 1_000);
    case 'COUNT':
      return formatCount(value);
  }
}

/** What an alert is about beyond its scope: the limit's control, the symbol, and the rest. */
export function describeSubject({ subject }: AlertRow): string {
  const { control, symbol, detail } = subject;
  return [control === null ? '' : controlTitle(control), symbol ?? '', detail]
    .filter((part) => part !== '')
    .join(' · ');
}

export function describeState({ state, snoozedUntil }: AlertRow): string {
  return snoozedUntil === null
    ? STATE_MARKS[state].word
    : `${STATE_MARKS.SNOOZED.word} to ${formatClock(snoozedUntil).slice(0, 5)}`;
}

/** One line for a toast or a notification. */
export const describeAlert = (row: AlertRow): string =>
  `${describeScope(row.scope)}: ${describeValue(row.kind, row.value)}${row.count > 1 ? `, ${row.count} times` : ''}`;
