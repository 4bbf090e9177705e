import type { AlertKind, AlertRule } from '#shared/domain/alert-rule.ts';
import type { AlertSubject } from '#shared/domain/alert.ts';
import type { Decision } from '#shared/domain/decision.ts';
import type { ScopeLevel } from '#shared/domain/limit.ts';
import type { Override } from '#shared/domain/override.ts';
import type { TradingState } from '#shared/domain/reference.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { StateLevel } from '#shared/domain/trading-state.ts';
import type { EnginePart } from '../desk/dependencies.ts';
import type { RefusedExecution } from '#shared/contract/schemas/book.ts';

/** Something that happened at the desk and is on record, or that the desk knows of itself. */
export type Observation =
  | {
      readonly topic: 'DECISION';
      readonly decision: Decision;
      /** The ticket works since, and holds what it takes of its limits. */
      readonly sent: boolean;
      readonly ticket: Ticket;
      /** The desk of the ticket's account, '' where it has none. */
      readonly desk: string;
      readonly actor: string;
    }
  | { readonly topic: 'OVERRIDE'; readonly override: Override; readonly desk: string }
  | {
      readonly topic: 'STATE';
      readonly level: StateLevel;
      readonly key: string;
      readonly state: TradingState;
      readonly reason: string;
      readonly actor: string;
    }
  | { readonly topic: 'REFUSED_FILL'; readonly fill: RefusedExecution }
  /** Part of the engine that stopped working; told once each time. */
  | { readonly topic: 'HEALTH'; readonly part: EnginePart }
  /** The book at a glance, once a second; null where it is not known. */
  | { readonly topic: 'BOOK'; readonly drawdown: (scope: AlertRule['scope']) => number | null }
  /** The newest session of a backtest: its loss, and the VaR that was forecast for it, money. */
  | {
      readonly topic: 'BACKTEST';
      readonly session: string;
      readonly loss: number;
      readonly valueAtRisk: number;
    };

export type Topic = Observation['topic'];
export type ObservationOf<T extends Topic> = Extract<Observation, { topic: T }>;

/** A number that a rule is compared with, and what it is of. */
export interface Measured {
  /** Within the rule: the same key is the same alert. */
  readonly key: string;
  readonly scope: { readonly level: ScopeLevel; readonly key: string };
  /** In the kind's unit; of a counted kind 1. */
  readonly value: number;
  readonly subject: AlertSubject;
}

/** One kind of rule: what it listens to and what it reads there, in a time that does not grow with the desk. */
export interface AlertReader<T extends Topic> {
  readonly kind: AlertKind;
  readonly topic: T;
  /** Nothing where the rule does not look at it, or there is no number. */
  read(observation: ObservationOf<T>, rule: AlertRule): readonly Measured[];
}

/** A subject with nothing but what is given. */
export const subjectOf = (part: Partial<AlertSubject>): AlertSubject => ({
  decisionId: null,
  limitId: null,
  control: null,
  symbol: null,
  detail: '',
  ...part,
});
