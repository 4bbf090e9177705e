import { comparisonOf } from '#shared/controls/registry.ts';
import type { Outcome } from '#shared/domain/decision.ts';
import { subjectOf, type AlertReader } from '../observation.ts';
import { looksAt } from '../rule-scope.ts';

/**
 * How much of each limit is used once a ticket was sent: after / hard, or hard / after where the limit is a minimum. A
 * ticket that was only checked, or denied, holds nothing. A rule of the firm looks at the limits of every scope, another at
 * those of its own.
 */
export const threshold: AlertReader<'DECISION'> = {
  kind: 'THRESHOLD',
  topic: 'DECISION',
  read({ decision, sent, ticket }, rule) {
    if (!sent) return [];
    const first = rule.levels[0]?.at ?? Infinity;
    return decision.outcomes.flatMap((outcome) => {
      const { limitId, scope, group, code } = outcome;
      if (limitId === null || scope === null || outcome.notApplicable) return [];
      const value = useOf(outcome);
      if (value === null || value < first || !looksAt(rule, scope.level, scope.key)) return [];
      const detail = [...(group === null ? [] : [group]), decision.verdict].join(' ');
      const subject = {
        decisionId: decision.decisionId,
        limitId,
        control: code,
        symbol: ticket.symbol,
        detail,
      };
      return [{ key: `${limitId} ${scope.key} ${group ?? ''}`, scope, value, subject: subjectOf(subject) }];
    });
  },
};

/** null where it cannot be told; of a hard limit of 0 nothing can be used. */
function useOf({ code, after, hard }: Outcome): number | null {
  if (after === null || hard === null || hard <= 0) return null;
  if (comparisonOf(code)?.minimum !== true) return after / hard;
  return after > 0 ? hard / after : null;
}
