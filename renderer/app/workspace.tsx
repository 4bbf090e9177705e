import {
  DockviewReact,
  type DockviewApi,
  type DockviewReadyEvent,
  type DockviewTheme,
  type IDockviewPanelHeaderProps,
} from 'dockview-react';
import { X } from 'lucide-react';
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useState,
  type FunctionComponent,
  type ReactElement,
} from 'react';
import { useStore } from 'zustand';
import { useCommands } from '#renderer/client/command-store.ts';
import { settingsStore, type ThemeName } from '#renderer/client/settings-store.ts';
import { PANE_NAMES, PANES, type PaneName } from '#renderer/client/panes.ts';
import { showPane, workspaceStore } from '#renderer/client/workspace-store.ts';
import { BlotterPane } from '#renderer/features/blotter/blotter-pane.tsx';
import { DecisionPane } from '#renderer/features/blotter/decision-pane.tsx';
import { BookPane } from '#renderer/features/book/book-pane.tsx';
import { LimitsPane } from '#renderer/features/limits/limits-pane.tsx';
import { TicketPane } from '#renderer/features/ticket/ticket-pane.tsx';
import { PaneBoundary } from '#renderer/components/pane-boundary.tsx';
import { addPane, arrangePanes, restoreLayout, saveLayout } from './dock-layout.ts';

/** A pane that is fetched when it is first opened, so that the ticket is there before it. */
const later = (load: () => Promise<FunctionComponent>): FunctionComponent =>
  lazy(async () => ({ default: await load() }));

const PANE_VIEWS: Readonly<Record<PaneName, FunctionComponent>> = {
  ticket: TicketPane,
  blotter: BlotterPane,
  decision: DecisionPane,
  book: BookPane,
  limits: LimitsPane,
  chart: later(async () => (await import('#renderer/features/chart/chart-pane.tsx')).ChartPane),
  imports: later(async () => (await import('#renderer/features/imports/import-pane.tsx')).ImportPane),
};

const COMPONENTS = Object.fromEntries(
  Object.entries(PANE_VIEWS).map(([pane, View]) => [
    pane,
    () => (
      <div className="pane-host" data-pane={pane}>
        <PaneBoundary>
          <Suspense fallback={<div className="empty muted">One moment ...</div>}>
            <View />
          </Suspense>
        </PaneBoundary>
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
  const onReady = useCallback(
    ({ api: ready }: DockviewReadyEvent) => {
      if (!restoreLayout(ready)) arrangePanes(ready);
      const decision = ready.getPanel('decision');
      if (decision !== undefined) ready.removePanel(decision);
      if (startWithImport) addPane(ready, 'imports').api.setActive();
      setApi(ready);
    },
    [startWithImport],
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
  useCommands([
    ...PANE_NAMES.filter((pane) => pane !== 'ticket' && pane !== 'decision').map((pane) => ({
      id: `${pane}.focus`,
      group: 'Go to',
      title: PANES[pane].title,
      keys: PANES[pane].keys,
      run: () => showPane(pane, true),
    })),
    {
      id: 'shell.arrange',
      group: 'Window',
      title: 'Arrange the panes as they were at first',
      keys: '',
      run: () => api !== null && arrangePanes(api),
    },
  ]);
  return (
    <DockviewReact
      className="dock"
      theme={THEMES[theme]}
      components={COMPONENTS}
      defaultTabComponent={PaneTab}
      onReady={onReady}
      disableFloatingGroups
    />
  );
}

/** A pane's tab is its name. The panes of the first arrangement stay, so there is nothing to close by accident. */
function PaneTab({ api }: IDockviewPanelHeaderProps): ReactElement {
  return (
    <span className="pane-tab">
      {api.title}
      {!PANES[api.id as PaneName].stays && (
        <button
          type="button"
          className="button quiet small close"
          aria-label={`Close ${api.title ?? ''}`}
          onClick={() => api.close()}
        >
          <X size={12} aria-hidden />
        </button>
      )}
    </span>
  );
}

/** The pane's grid, which knows its row, or the first thing in the pane that takes the keyboard. */
function focusPane(pane: PaneName): boolean {
  const host = document.querySelector(`[data-pane="${pane}"]`);
  const target =
    host?.querySelector<HTMLElement>('.grid-host') ??
    host?.querySelector<HTMLElement>('input:not([hidden]), select, button');
  target?.focus();
  return target?.contains(document.activeElement) ?? false;
}

/** A pane that was just opened is drawn some frames later. Until then keys go nowhere, not to the field that was left. */
function focusWhenDrawn(pane: PaneName, frames = 30): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body || focusPane(pane)) return;
    if (frames > 0) focusWhenDrawn(pane, frames - 1);
  });
}
