import type { DockviewApi, SerializedDockview } from 'dockview-react';
import { useCallback, useRef, useState } from 'react';
import { PANES, type PaneName } from '#renderer/client/panes.ts';
import { addPopout, removePopout } from './popout-windows.ts';

type SavedPopout = NonNullable<SerializedDockview['popoutGroups']>[number];

/** A window that the browser kept from opening again; its panes are back in the dock meanwhile. */
export interface KeptWindow {
  readonly pane: PaneName;
  readonly position: SavedPopout['position'];
}

export interface Popouts {
  readonly kept: readonly KeptWindow[];
  /** Called once, before the first arrangement. */
  readonly follow: (api: DockviewApi) => void;
  /** Only in answer to a click: browsers open windows for a person, not for a page. */
  readonly open: (one: KeptWindow) => void;
  readonly forget: () => void;
  /** Says which windows an arrangement is about to open. */
  readonly expect: (layout: unknown) => void;
}

/** Follows the windows that panes are moved into, and those that could not be opened again. */
export function usePopouts(): Popouts {
  const [expected, setExpected] = useState<readonly KeptWindow[]>([]);
  const [failed, setFailed] = useState(false);
  const dock = useRef<DockviewApi | null>(null);
  const follow = useCallback((api: DockviewApi) => {
    dock.current = api;
    api.onDidAddPopoutGroup(({ group, window: opened }) => {
      const { id = 'ticket' } = group.activePanel ?? {};
      addPopout(opened, PANES[id as PaneName].title);
      setExpected((before) => before.filter(({ pane }) => group.panels.every((panel) => panel.id !== pane)));
    });
    api.onWillClosePopoutWindow((popout) => removePopout(popout.window));
    api.onDidOpenPopoutWindowFail(() => setFailed(true));
  }, []);
  const expect = useCallback((layout: unknown) => {
    setFailed(false);
    setExpected(popoutsOf(layout as Partial<SerializedDockview>));
  }, []);
  const open = useCallback(({ pane, position }: KeptWindow) => {
    const group = dock.current?.getPanel(pane)?.group;
    if (group === undefined) return;
    void dock.current?.addPopoutGroup(group, position === null ? {} : { position });
  }, []);
  const forget = useCallback(() => setExpected([]), []);
  return { kept: failed ? expected : [], follow, expect, open, forget };
}

/** The windows of an arrangement, each by the pane it shows. */
const popoutsOf = ({ popoutGroups = [] }: Partial<SerializedDockview>): KeptWindow[] =>
  popoutGroups.flatMap(({ data, position }) => {
    const pane = data?.activeView;
    return pane !== undefined && pane in PANES ? [{ pane: pane as PaneName, position }] : [];
  });
