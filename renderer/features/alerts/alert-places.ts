import type { AlertRow } from '#shared/contract/procedures/alerts.ts';
import { openDecision, openLimit } from '#renderer/client/workspace-store.ts';

interface AlertPlaces {
  /** The decision that raised it last. */
  readonly decision: (() => void) | null;
  /** The limit that it is about, selected in the limits. */
  readonly limit: (() => void) | null;
}

/** Where an alert leads; null where it does not name it. */
export function placesOf({ subject: { decisionId, limitId } }: AlertRow): AlertPlaces {
  return {
    decision: decisionId === null ? null : () => openDecision(decisionId),
    limit: limitId === null ? null : () => openLimit(limitId),
  };
}

/** Goes to the decision; to the limit of an alert that names no decision. */
export function goTo(row: AlertRow): void {
  const { decision, limit } = placesOf(row);
  (decision ?? limit)?.();
}
