import type { ReactElement } from 'react';
import type { ControlCode } from '#shared/domain/control.ts';
import type { DecisionOutput } from '#shared/contract/schemas/ticket.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { PresetForm } from '#renderer/components/preset-form.tsx';

/** What an account without its limits lacks, and a set that has them. */
export function NoLimitsOffer(props: { decision: DecisionOutput; account: string }): ReactElement | null {
  const { decision, account } = props;
  const outcome = decision.outcomes.find(({ code }) => code === 'NO_LIMITS_CONFIGURED');
  if (outcome?.status !== 'BLOCK') return null;
  const lacking = outcome.notes.map((note) => controlTitle(codeIn(note)));
  return (
    <section className="no-limits" aria-label="Limits are missing">
      <p>
        <strong>{account} has no limit of:</strong> {lacking.join(', ')}. Without one of each, every ticket is
        denied.
      </p>
      <PresetForm account={account} />
    </section>
  );
}

/** The engine names the control in its sentence. */
const codeIn = (note: string): ControlCode | '' => (/[A-Z][A-Z_]+/.exec(note)?.[0] ?? '') as ControlCode | '';
