interface PaneFacts {
  /** On its tab, in the menu of panes and in the palette. */
  readonly title: string;
  /** In the notation of tinykeys; empty: from the menu and the palette only. */
  readonly keys: string;
  /** The pane it opens beside, as a tab of its group. */
  readonly home: string;
  /** Part of the first arrangement, where it stays; the others come when asked for and can be closed. */
  readonly stays: boolean;
}

/** Every pane, in the order in which they are listed. Their views are in app/workspace.tsx. */
export const PANES = {
  ticket: { title: 'Ticket', keys: '', home: 'decision', stays: true },
  blotter: { title: 'Pre-trade checks', keys: 'Alt+c', home: 'book', stays: true },
  basket: { title: 'Basket', keys: 'Alt+j', home: 'ticket', stays: false },
  overrides: { title: 'Overrides', keys: 'Alt+o', home: 'blotter', stays: false },
  decision: { title: 'Decision', keys: '', home: 'ticket', stays: false },
  book: { title: 'Book', keys: 'Alt+b', home: 'limits', stays: true },
  limits: { title: 'Limits', keys: 'Alt+l', home: 'book', stays: true },
  alerts: { title: 'Alerts', keys: 'Alt+e', home: 'book', stays: false },
  chart: { title: 'Price', keys: 'Alt+p', home: 'book', stays: true },
  risk: { title: 'Risk', keys: 'Alt+k', home: 'ticket', stays: false },
  whatif: { title: 'What-if', keys: 'Alt+w', home: 'book', stays: false },
  imports: { title: 'Import', keys: 'Alt+i', home: 'book', stays: true },
  help: { title: 'Help', keys: 'Alt+h', home: 'book', stays: false },
  settings: { title: 'Settings', keys: '', home: 'book', stays: false },
  audit: { title: 'Audit', keys: 'Alt+u', home: 'book', stays: false },
  tasks: { title: 'Tasks', keys: 'Alt+q', home: 'book', stays: false },
  diagnostics: { title: 'Diagnostics', keys: 'Alt+g', home: 'book', stays: false },
} as const satisfies Record<string, PaneFacts>;

export type PaneName = keyof typeof PANES;
export const PANE_NAMES = Object.keys(PANES) as readonly PaneName[];
