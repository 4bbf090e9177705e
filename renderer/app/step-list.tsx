import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import { GUIDE_STEPS, type GuideStep } from '#renderer/client/guide.ts';

const NAMES: Readonly<Record<GuideStep, string>> = {
  data: 'Data',
  limits: 'Limits',
  ticket: 'First ticket',
};

/** How far a new desk is. */
export function StepList({ step }: { step: GuideStep }): ReactElement {
  const at = GUIDE_STEPS.indexOf(step);
  return (
    <ol className="step-list" aria-label="First steps">
      {GUIDE_STEPS.map((one, index) => (
        <li key={one} aria-current={one === step ? 'step' : undefined}>
          <span className="step-number">{index < at ? <Check size={11} aria-hidden /> : index + 1}</span>
          {NAMES[one]}
          {index < at && <span className="visually-hidden"> done</span>}
        </li>
      ))}
    </ol>
  );
}
