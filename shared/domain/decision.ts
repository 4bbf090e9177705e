import type { ControlCode } from './control.ts';
import type { OverrideId } from './override.ts';
import type { ClOrdId, DecisionId, EpochMs, LimitId } from './ids.ts';
import type { Scope, Unit } from './limit.ts';

/** Ordered from best to worst; a verdict is the worst status of its outcomes. BLOCK and UNDETERMINED deny. */
export const STATUSES = ['PASS', 'WARN', 'BLOCK', 'UNDETERMINED'] as const;
export type Status = (typeof STATUSES)[number];
export type Verdict = Status;

export const isDenied = (verdict: Verdict): boolean => verdict === 'BLOCK' || verdict === 'UNDETERMINED';

/** Why a breach does not deny: the ticket reduces, makes nothing worse, or another person let it pass. */
export const EXEMPTIONS = ['REDUCING', 'NOT_WORSE', 'OVERRIDE'] as const;
export type Exemption = (typeof EXEMPTIONS)[number];

/** Why a control could not be determined, as data. `input` names the missing thing, `detail` the value or symbol. */
export interface MissingInput {
  readonly input: string;
  readonly detail: string;
}

/** What one control said about one ticket. Numbers are float64 for reading; the comparison itself was exact. */
export interface Outcome {
  readonly code: ControlCode;
  readonly status: Status;
  /** null for a control that acts without a limit. */
  readonly scope: Scope | null;
  readonly limitId: LimitId | null;
  readonly limitVersion: number | null;
  /** The group a grouped control looked at (a sector). */
  readonly group: string | null;
  readonly before: number | null;
  readonly after: number | null;
  readonly soft: number | null;
  readonly hard: number | null;
  readonly unit: Unit | null;
  /** after / hard, null when hard is 0 or after is unknown. */
  readonly utilisation: number | null;
  /** The control's own largest quantity, shares; null: no boundary below 1,000 times the ticket. */
  readonly maxQty: number | null;
  /** The two amounts `after` is the ratio of, in whole currency, shares or price; null where it is not made of two. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** When the oldest mark that the control read was observed; null when it read none. */
  readonly inputsAsOf: EpochMs | null;
  readonly exempt: Exemption | null;
  readonly notApplicable: boolean;
  readonly missing: MissingInput | null;
  /** Findings that are not numbers: defects of the ticket, unknown references, proxied symbols, list entries. */
  readonly notes: readonly string[];
}

/** The utilisation of an outcome: after / hard, null when either is unknown or hard is 0. */
export const utilisationOf = (after: number | null, hard: number | null): number | null =>
  after === null || hard === null || hard === 0 ? null : after / hard;

export interface Binding {
  readonly code: ControlCode;
  readonly limitId: LimitId | null;
}

/** The answer to one ticket: every control that was evaluated, and what may go. */
export interface Decision {
  readonly decisionId: DecisionId;
  readonly clOrdId: ClOrdId;
  readonly verdict: Verdict;
  /** Quantity boundary nearest to the ticket's, shares; null: none below 1,000 times the ticket. */
  readonly maxQty: number | null;
  readonly binding: Binding | null;
  readonly outcomes: readonly Outcome[];
  /** Base currency; null when it could not be valued. */
  readonly notional: number | null;
  readonly reducing: boolean;
  readonly evalMicros: number;
  readonly deskClock: EpochMs;
  readonly engineVersion: string;
  /** The override that let named controls pass; absent: none was used. */
  readonly overrideId?: OverrideId;
}
