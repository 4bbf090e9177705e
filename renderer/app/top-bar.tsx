import { Keyboard, Search } from 'lucide-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { deskStore } from '#renderer/client/desk-store.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { IdentityMenu } from '#renderer/features/people/identity-menu.tsx';
import { KillSwitch } from '#renderer/features/states/kill-switch.tsx';
import { AlertButton } from '#renderer/features/alerts/alert-button.tsx';
import { DisplayMenu } from './display-menu.tsx';
import { PaneMenu } from './pane-menu.tsx';

export interface TopBarProps {
  readonly onPalette: () => void;
  readonly onKeys: () => void;
  readonly onStates: () => void;
}

/** The kill switch is its last thing, so that nothing moves it. */
export function TopBar({ onPalette, onKeys, onStates }: TopBarProps): ReactElement {
  const store = useStore(deskStore, (slice) => slice.status?.store.name);
  return (
    <header className="top-bar">
      <span className="brand">Preflight</span>
      {store !== undefined && <span className="muted clip">{store}</span>}
      <button type="button" className="finder" onClick={onPalette}>
        <Search size={13} aria-hidden /> Commands, symbols, accounts <KeyHint keys="$mod+k" />
      </button>
      <span className="right">
        <button type="button" className="button quiet small" onClick={onKeys}>
          <Keyboard size={15} aria-hidden /> Keys <KeyHint keys="?" />
        </button>
        <AlertButton />
        <PaneMenu />
        <DisplayMenu />
        <IdentityMenu />
        <KillSwitch onOpen={onStates} />
      </span>
    </header>
  );
}
