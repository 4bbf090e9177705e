import { useCallback, useSyncExternalStore, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { DeskStatus } from '#shared/contract/contract.ts';
import { runCommand } from '#renderer/client/command-store.ts';
import { deskBlotter } from '#renderer/client/desk-blotter.ts';
import { guideStore, nextStep, skipStep, type GuideStep } from '#renderer/client/guide.ts';
import { showPane } from '#renderer/client/workspace-store.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { PresetForm } from '#renderer/components/preset-form.tsx';
import { StepList } from './step-list.tsx';

/** The next step of a desk that has decided nothing yet; null when there is none. */
export function useNextStep(status: DeskStatus | null): GuideStep | null {
  const guide = useStore(guideStore);
  const subscribe = useCallback((listener: () => void) => deskBlotter.subscribe(listener), []);
  const decisions = useSyncExternalStore(subscribe, () =>
    deskBlotter.rows.size > 0 || deskBlotter.complete ? deskBlotter.rows.size : null,
  );
  if (status === null) return null;
  return nextStep({ store: status.store.name, counts: status.counts, decisions }, guide);
}

/** Above the dock: what leads this desk to its first verdict. Gone for good after it. */
export function FirstSteps({ step, store }: { step: GuideStep; store: string }): ReactElement {
  return (
    <section className="first-steps" aria-label="First steps">
      <StepList step={step} />
      <div className="step-body">
        {step === 'data' && (
          <button type="button" className="button primary" onClick={() => showPane('imports', true)}>
            Import instruments, prices and accounts
          </button>
        )}
        {step === 'limits' && <PresetForm />}
        {step === 'ticket' && (
          <>
            <span>
              Type a ticket, such as <span className="num">b 100 SYMBOL</span>, and press Enter: it is decided
              and recorded, not sent.
            </span>
            <button type="button" className="button primary" onClick={() => runCommand('ticket.focus')}>
              Type a ticket <KeyHint keys="Alt+t" />
            </button>
          </>
        )}
      </div>
      <button type="button" className="button quiet small" onClick={() => skipStep(store, step)}>
        Skip this step
      </button>
    </section>
  );
}
