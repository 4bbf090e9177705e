import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { connectionStore } from '#renderer/client/connection-store.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { skipStep } from '#renderer/client/guide.ts';
import { StatesDialog } from '#renderer/features/states/states-dialog.tsx';
import { AlertToasts } from '#renderer/features/alerts/alert-toasts.tsx';
import { CommandPalette } from './command-palette.tsx';
import { EmptyDesk } from './empty-desk.tsx';
import { FirstSteps, useNextStep } from './first-steps.tsx';
import { HotkeyHelp } from './hotkey-help.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useHotkeys } from './use-hotkeys.ts';
import { Workspace } from './workspace.tsx';

type Overlay = 'palette' | 'keys' | 'states' | null;

/** The window: one bar, the dock, the status bar, and at most one overlay. */
export function App(): ReactElement {
  const [overlay, setOverlay] = useState<Overlay>(null);
  useHotkeys(
    {
      openPalette: () => setOverlay('palette'),
      openKeys: () => setOverlay('keys'),
      openStates: () => setOverlay('states'),
    },
    overlay !== null,
  );
  const close = (): void => setOverlay(null);
  return (
    <div className="shell">
      <TopBar
        onPalette={() => setOverlay('palette')}
        onKeys={() => setOverlay('keys')}
        onStates={() => setOverlay('states')}
      />
      <main>
        <Content />
      </main>
      <AlertToasts />
      <StatusBar />
      {overlay === 'palette' && <CommandPalette onClose={close} />}
      {overlay === 'keys' && <HotkeyHelp onClose={close} />}
      {overlay === 'states' && <StatesDialog onClose={close} />}
    </div>
  );
}

function Content(): ReactElement {
  const connection = useStore(connectionStore, (slice) => slice.state);
  const { status, error } = useStore(deskStore);
  const [importing, setImporting] = useState(false);
  const step = useNextStep(status);
  if (connection === 'refused') return <SignedOut />;
  if (status === null) {
    return (
      <div className="empty" role="status">
        {error === null ? <strong>Connecting to the engine ...</strong> : <ErrorNote error={error} />}
      </div>
    );
  }
  const { instruments, limits, positions } = status.counts;
  const store = status.store.name;
  const empty = instruments === 0 && limits === 0 && positions === 0;
  if (empty && step === 'data' && !importing) {
    return <EmptyDesk onImport={() => setImporting(true)} onSkip={() => skipStep(store, 'data')} />;
  }
  return (
    <>
      {step !== null && <FirstSteps step={step} store={store} />}
      <Workspace startWithImport={importing} />
    </>
  );
}

function SignedOut(): ReactElement {
  return (
    <div className="empty" role="alert">
      <strong>This page is no longer signed in</strong>
      <p>
        Preflight was started again, or the session ended. Open the new link that it printed in the terminal
        (it carries a one-time token), or stop it with Ctrl+C and start it again.
      </p>
      <button type="button" className="button primary" onClick={() => window.location.reload()}>
        Try again
      </button>
    </div>
  );
}
