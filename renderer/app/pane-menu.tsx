import { LayoutPanelLeft } from 'lucide-react';
import { useRef, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { PANE_NAMES, PANES } from '#renderer/client/panes.ts';
import { settingsStore } from '#renderer/client/settings-store.ts';
import { showPane } from '#renderer/client/workspace-store.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { Popover } from '#renderer/components/popover.tsx';
import { WorkspaceList } from './workspace-list.tsx';

/** Every pane there is, to be opened or brought to the front, and the arrangements of them. */
export function PaneMenu(): ReactElement {
  const keys = useStore(settingsStore, (slice) => slice.keys);
  const list = useRef<HTMLDivElement>(null);
  const close = (): void => list.current?.closest<HTMLElement>('[popover]')?.hidePopover();
  return (
    <Popover
      title="Panes"
      className="quiet"
      label={
        <>
          <LayoutPanelLeft size={15} aria-hidden /> Panes
        </>
      }
    >
      <div ref={list}>
        <fieldset>
          <legend>Panes</legend>
          <div className="pane-menu">
            {PANE_NAMES.filter((pane) => pane !== 'decision').map((pane) => (
              <button
                key={pane}
                type="button"
                className="button quiet small"
                onClick={() => {
                  close();
                  showPane(pane, true);
                }}
              >
                {PANES[pane].title}
                <KeyHint keys={keys[`${pane}.focus`] ?? PANES[pane].keys} />
              </button>
            ))}
          </div>
        </fieldset>
        <WorkspaceList onChosen={close} />
      </div>
    </Popover>
  );
}
