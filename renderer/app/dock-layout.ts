import type { DockviewApi, IDockviewPanel } from 'dockview-react';
import { PANES, type PaneName } from '#renderer/client/panes.ts';

const STORAGE_KEY = 'preflight.layout.1';

/** The panel of a pane, opened in its usual place when it is closed. */
export function addPane(api: DockviewApi, pane: PaneName): IDockviewPanel {
  const present = api.getPanel(pane);
  if (present !== undefined) return present;
  const home = api.getPanel(PANES[pane].home);
  return api.addPanel({
    id: pane,
    component: pane,
    title: PANES[pane].title,
    ...(home === undefined ? {} : { position: { referencePanel: home, direction: 'within' } }),
  });
}

/** From this width on the price has room of its own. */
const ROOMY = 1_500;

/** The first arrangement: the ticket at full height, the checks above the book, the price beside it where there is room. */
export function arrangePanes(api: DockviewApi): void {
  api.clear();
  const width = window.innerWidth;
  addPane(api, 'ticket');
  api.addPanel({
    id: 'blotter',
    component: 'blotter',
    title: PANES.blotter.title,
    position: { referencePanel: 'ticket', direction: 'right' },
    initialWidth: Math.round(width / 2),
  });
  api.addPanel({
    id: 'book',
    component: 'book',
    title: PANES.book.title,
    position: { referencePanel: 'blotter', direction: 'below' },
  });
  for (const pane of ['limits', 'imports'] as const) addPane(api, pane);
  if (width >= ROOMY) {
    api.addPanel({
      id: 'chart',
      component: 'chart',
      title: PANES.chart.title,
      position: { referencePanel: 'book', direction: 'right' },
      initialWidth: 290,
    });
  } else addPane(api, 'chart');
  api.getPanel('book')?.api.setActive();
  api.getPanel('ticket')?.api.setActive();
}

export function saveLayout(api: DockviewApi): void {
  localStorage.setItem(STORAGE_KEY, JSON.stringify(api.toJSON()));
}

/** False when nothing was saved or it cannot be used; the dock is empty then. */
export function restoreLayout(api: DockviewApi): boolean {
  const saved = localStorage.getItem(STORAGE_KEY);
  if (saved === null) return false;
  try {
    api.fromJSON(JSON.parse(saved) as Parameters<DockviewApi['fromJSON']>[0]);
    return api.getPanel('ticket') !== undefined;
  } catch {
    localStorage.removeItem(STORAGE_KEY);
    api.clear();
    return false;
  }
}
