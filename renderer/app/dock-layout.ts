import type { DockviewApi, IDockviewPanel } from 'dockview-react';
import { PANES, type PaneName } from '#renderer/client/panes.ts';

const STORAGE_KEY = 'preflight.layout.1';

/** The panel of a pane, opened in its usual place when it is closed; behind the others when `behind`. */
export function addPane(api: DockviewApi, pane: PaneName, behind = false): IDockviewPanel {
  const present = api.getPanel(pane);
  if (present !== undefined) return present;
  const home = api.getPanel(PANES[pane].home);
  return api.addPanel({
    id: pane,
    component: pane,
    title: PANES[pane].title,
    inactive: behind,
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

/** The windows close with the page that drew them; that is no change of the arrangement. */
let leaving = false;
window.addEventListener('beforeunload', () => {
  leaving = true;
});

export function saveLayout(api: DockviewApi): void {
  if (leaving) return;
  localStorage.setItem(STORAGE_KEY, JSON.stringify(api.toJSON()));
}

/** The arrangement as it was last seen, as text. */
export const layoutText = (): string => localStorage.getItem(STORAGE_KEY) ?? '';

/** False when the arrangement cannot be used; the dock is empty then. */
export function restoreLayout(api: DockviewApi, saved: string, expect: (layout: unknown) => void): boolean {
  try {
    const layout: unknown = JSON.parse(saved);
    expect(layout);
    api.fromJSON(layout as Parameters<DockviewApi['fromJSON']>[0]);
    // A window of its own holds its panes a moment later.
    return api.panels.length > 0;
  } catch {
    api.clear();
    return false;
  }
}
