import {
  DockviewReact,
  type DockviewApi,
  type DockviewReadyEvent,
  type DockviewTheme,
  type IDockviewPanelHeaderProps,
} from 'dockview-react';
import { X } from 'lucide-react';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { useCommands } from '#renderer/client/command-store.ts';
import { settingsStore, type ThemeName } from '#renderer/client/settings-store.ts';
import { PANE_NAMES, PANES, type PaneName } from '#renderer/client/panes.ts';
import { showPane, workspaceStore } from '#renderer/client/workspace-store.ts';
import { DELIVERED_WORKSPACES, showWorkspace, workspacesStore } from '#renderer/client/workspaces.ts';
import { arrangeDelivered } from './delivered-workspaces.ts';
import { addPane, arrangePanes, layoutText, restoreLayout, saveLayout } from './dock-layout.ts';
import { GroupActions } from './group-actions.tsx';
import { focusPane, focusWhenDrawn } from './focus-pane.ts';
import { PaneView } from './pane-view.tsx';
import { usePopouts } from './use-popouts.ts';

const COMPONENTS = Object.fromEntries(
  PANE_NAMES.map((pane) => [
    pane,
    () => (
      <div className="pane-host" data-pane={pane}>
        <PaneView pane={pane} />
      </div>
    ),
  ]),
);

const THEMES: Readonly<Record<ThemeName, DockviewTheme>> = {
  dark: { name: 'preflight', className: 'dock-theme', colorScheme: 'dark', gap: 4 },
  light: { name: 'preflight-light', className: 'dock-theme', colorScheme: 'light', gap: 4 },
  contrast: { name: 'preflight-contrast', className: 'dock-theme', colorScheme: 'dark', gap: 4 },
};

/** The dock with the panes; its arrangement is kept at this machine. */
export function Workspace({ startWithImport }: { startWithImport: boolean }): ReactElement {
  const theme = useStore(settingsStore, (slice) => slice.theme);
  const [api, setApi] = useState<DockviewApi | null>(null);
  const { kept, follow, expect, open, forget } = usePopouts();
  const onReady = useCallback(
    ({ api: ready }: DockviewReadyEvent) => {
      follow(ready);
      if (!restoreLayout(ready, layoutText(), expect)) arrangePanes(ready);
      const decision = ready.getPanel('decision');
      if (decision !== undefined) ready.removePanel(decision);
      if (startWithImport) addPane(ready, 'imports').api.setActive();
      setApi(ready);
    },
    [startWithImport, follow, expect],
  );
  useEffect(() => {
    const saved = api?.onDidLayoutChange(() => saveLayout(api));
    return () => saved?.dispose();
  }, [api]);
  useEffect(() => {
    if (api === null) return;
    return workspaceStore.subscribe(({ paneRequest, decisionId }, before) => {
      const decision = api.getPanel('decision');
      if (decisionId === null && decision !== undefined) api.removePanel(decision);
      if (paneRequest === null || paneRequest === before.paneRequest) return;
      addPane(api, paneRequest.pane).api.setActive();
      if (paneRequest.focus && !focusPane(paneRequest.pane)) focusWhenDrawn(paneRequest.pane);
    });
  }, [api]);
  useEffect(() => {
    if (api === null) return;
    return workspacesStore.subscribe(({ request, saved }, before) => {
      if (request === null || request === before.request) return;
      const delivered = DELIVERED_WORKSPACES.find((one) => one === request.name);
      if (delivered !== undefined) return arrangeDelivered(api, delivered);
      const layout = saved.find(({ name }) => name === request.name)?.layout;
      if (layout !== undefined && !restoreLayout(api, layout, expect)) arrangePanes(api);
    });
  }, [api, expect]);
  useCommands([
    ...DELIVERED_WORKSPACES.map((name) => ({
      id: `workspace.${name}`,
      group: 'Workspace',
      title: name,
      keys: '',
      run: () => showWorkspace(name),
    })),
    ...PANE_NAMES.filter((pane) => pane !== 'ticket' && pane !== 'decision').map((pane) => ({
      id: `${pane}.focus`,
      group: 'Go to',
      title: PANES[pane].title,
      keys: PANES[pane].keys,
      run: () => showPane(pane, true),
    })),
    {
      id: 'shell.close',
      group: 'Window',
      title: 'Close this pane',
      keys: 'Alt+x',
      run: () => {
        const front = api?.activePanel;
        if (front && !PANES[front.id as PaneName].stays) front.api.close();
      },
    },
    {
      id: 'shell.arrange',
      group: 'Window',
      title: 'Arrange the panes as they were at first',
      keys: '',
      run: () => api !== null && arrangePanes(api),
    },
  ]);
  return (
    <>
      {kept.length > 0 && (
        <div className="kept-windows" role="status">
          This browser opens windows only when you click:
          {kept.map((one) => (
            <button key={one.pane} type="button" className="button small" onClick={() => open(one)}>
              Open {PANES[one.pane].title} again
            </button>
          ))}
          <button type="button" className="button quiet small" onClick={forget}>
            Leave it here
          </button>
        </div>
      )}
      <DockviewReact
        className="dock"
        theme={THEMES[theme]}
        components={COMPONENTS}
        defaultTabComponent={PaneTab}
        rightHeaderActionsComponent={GroupActions}
        onReady={onReady}
        disableFloatingGroups
      />
    </>
  );
}

/**
 * A pane's tab is its name. The panes of the first arrangement stay, so there is nothing to close by accident. A tab may
 * hold nothing that is a control of its own: the cross is for the pointer, by key it is a command.
 */
function PaneTab({ api }: IDockviewPanelHeaderProps): ReactElement {
  return (
    <span className="pane-tab">
      {api.title}
      {!PANES[api.id as PaneName].stays && (
        <span
          className="close"
          title={`Close ${api.title ?? ''} (Alt+X)`}
          aria-hidden
          onClick={() => api.close()}
        >
          <X size={12} />
        </span>
      )}
    </span>
  );
}
