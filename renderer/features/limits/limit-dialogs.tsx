import { lazy, Suspense, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LimitRow } from '#shared/contract/schemas/limit.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { LimitDialog } from './limit-dialog.tsx';
import { describeWritten, limitsStore, say, showDialog } from './limits-store.ts';
import { ReasonDialog } from './reason-dialog.tsx';

const Presets = lazy(async () => ({ default: (await import('./presets-dialog.tsx')).PresetsDialog }));
const Stress = lazy(async () => ({ default: (await import('./stress-dialog.tsx')).StressDialog }));
const Import = lazy(async () => ({ default: (await import('./import-dialog.tsx')).ImportDialog }));

/** The one dialog that is open, whichever view it was asked for from. */
export function LimitDialogs({ rows }: { rows: readonly LimitRow[] }): ReactElement | null {
  const { editing, retiring, dialog } = useStore(limitsStore);
  const close = (): void => showDialog(null);
  if (editing !== null) {
    const stop = (): void => limitsStore.setState({ editing: null });
    return (
      <LimitDialog
        editing={editing}
        taken={rows}
        onClose={stop}
        onSaved={(row) => {
          say(describeWritten(row));
          limitsStore.setState({ editing: null, selectedId: row.limitId });
        }}
      />
    );
  }
  if (retiring !== null) return <RetireDialog row={retiring} />;
  return (
    <Suspense>
      {dialog === 'presets' && <Presets onClose={close} />}
      {dialog === 'stress' && <Stress onClose={close} />}
      {dialog === 'import' && <Import onClose={close} />}
    </Suspense>
  );
}

function RetireDialog({ row }: { row: LimitRow }): ReactElement {
  return (
    <ReasonDialog
      title={`Retire ${row.limitId}?`}
      action="Propose to end it"
      danger
      onClose={() => limitsStore.setState({ retiring: null })}
      onConfirm={async (reason) => {
        const written = await deskClient.call('limits.retire', { limitId: row.limitId, reason });
        say(describeWritten(written));
      }}
    >
      <p>
        Ending a limit removes its protection: it stays in force until a second officer approves that it ends.
      </p>
    </ReasonDialog>
  );
}
