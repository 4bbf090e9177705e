import type { DockviewApi, IDockviewPanel } from 'dockview-react';
import { PANE_NAMES, PANES, type PaneName } from '#renderer/client/panes.ts';
import type { DeliveredWorkspace } from '#renderer/client/workspaces.ts';
import { addPane, arrangePanes } from './dock-layout.ts';

/** Panes as tabs of one group. */
type Tabs = readonly string[];
interface Column {
  /** Of the width. */
  readonly share: number;
  /** From top to bottom. */
  readonly groups: readonly Tabs[];
}

/** Left to right. A pane that this build does not have is left out. */
const COLUMNS: Readonly<Record<Exclude<DeliveredWorkspace, 'Trader'>, readonly Column[]>> = {
  'Risk officer': [
    {
      share: 0.58,
      groups: [
        ['limits', 'book'],
        ['alerts', 'blotter'],
      ],
    },
    { share: 0.42, groups: [['risk', 'chart', 'whatif'], ['ticket']] },
  ],
  Audit: [
    { share: 0.6, groups: [['audit', 'blotter']] },
    { share: 0.4, groups: [['limits', 'book'], ['settings']] },
  ],
};

/** Arranges the panes as one of the delivered workspaces. */
export function arrangeDelivered(api: DockviewApi, name: DeliveredWorkspace): void {
  if (name === 'Trader') return arrangePanes(api);
  api.clear();
  // Every column before what is below its top, so that each has the full height.
  const columns = COLUMNS[name].map(({ share, groups }) => ({
    width: Math.round(window.innerWidth * share),
    groups: groups.map((tabs) => tabs.filter(isPane)).filter((tabs) => tabs.length > 0),
  }));
  let left: IDockviewPanel | null = null;
  for (const { width, groups } of columns) {
    left = addTabs(api, groups[0] ?? [], width, left === null ? null : [left, 'right']) ?? left;
  }
  for (const { width, groups } of columns) {
    let above = api.getPanel(groups[0]?.[0] ?? '') ?? null;
    for (const tabs of groups.slice(1)) {
      above = addTabs(api, tabs, width, above === null ? null : [above, 'below']) ?? above;
    }
  }
  for (const pane of PANE_NAMES) if (PANES[pane].stays) addPane(api, pane, true);
  api.panels[0]?.api.setActive();
}

/** One group with its first pane in front. */
function addTabs(
  api: DockviewApi,
  [first, ...others]: readonly PaneName[],
  initialWidth: number,
  beside: readonly [IDockviewPanel, 'right' | 'below'] | null,
): IDockviewPanel | null {
  if (first === undefined) return null;
  const panel = api.addPanel({
    id: first,
    component: first,
    title: PANES[first].title,
    initialWidth,
    ...(beside !== null && { position: { referencePanel: beside[0], direction: beside[1] } }),
  });
  for (const pane of others) {
    const position = { referencePanel: panel, direction: 'within' } as const;
    api.addPanel({ id: pane, component: pane, title: PANES[pane].title, position, inactive: true });
  }
  return panel;
}

const isPane = (name: string): name is PaneName => name in PANES;
