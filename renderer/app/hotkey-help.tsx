import type { ReactElement } from 'react';
import { Dialog } from '#renderer/components/dialog.tsx';
import { KeyList } from '#renderer/components/key-list.tsx';

/** Every key, in front of whatever is open. */
export function HotkeyHelp({ onClose }: { onClose: () => void }): ReactElement {
  return (
    <Dialog title="Every key" onClose={onClose}>
      <KeyList />
    </Dialog>
  );
}
