import { lazy, Suspense, useState, type FunctionComponent, type ReactElement } from 'react';
import type { PaneName } from '#renderer/client/panes.ts';
import { PaneBoundary } from '#renderer/components/pane-boundary.tsx';
import { TicketPane } from '#renderer/features/ticket/ticket-pane.tsx';

/** The ticket comes with the page, and needs none of the others: each is fetched when it is first drawn. */
const LOADERS: Readonly<Record<Exclude<PaneName, 'ticket'>, () => Promise<FunctionComponent>>> = {
  alerts: async () => (await import('#renderer/features/alerts/alerts-pane.tsx')).AlertsPane,
  audit: async () => (await import('#renderer/features/audit/audit-pane.tsx')).AuditPane,
  basket: async () => (await import('#renderer/features/basket/basket-pane.tsx')).BasketPane,
  blotter: async () => (await import('#renderer/features/blotter/blotter-pane.tsx')).BlotterPane,
  book: async () => (await import('#renderer/features/book/book-pane.tsx')).BookPane,
  chart: async () => (await import('#renderer/features/chart/chart-pane.tsx')).ChartPane,
  decision: async () => (await import('#renderer/features/blotter/decision-pane.tsx')).DecisionPane,
  diagnostics: async () =>
    (await import('#renderer/features/diagnostics/diagnostics-pane.tsx')).DiagnosticsPane,
  help: async () => (await import('#renderer/features/help/help-pane.tsx')).HelpPane,
  imports: async () => (await import('#renderer/features/imports/import-pane.tsx')).ImportPane,
  limits: async () => (await import('#renderer/features/limits/limits-pane.tsx')).LimitsPane,
  overrides: async () => (await import('#renderer/features/overrides/overrides-pane.tsx')).OverridesPane,
  risk: async () => (await import('#renderer/features/risk/risk-pane.tsx')).RiskPane,
  settings: async () => (await import('#renderer/features/settings/settings-pane.tsx')).SettingsPane,
  tasks: async () => (await import('#renderer/features/tasks/tasks-pane.tsx')).TasksPane,
  whatif: async () => (await import('#renderer/features/whatif/whatif-pane.tsx')).WhatifPane,
};

const views = new Map<PaneName, FunctionComponent>([['ticket', TicketPane]]);

function viewOf(pane: PaneName): FunctionComponent {
  const known = views.get(pane);
  if (known !== undefined || pane === 'ticket') return known ?? TicketPane;
  const view = lazy(async () => ({ default: await LOADERS[pane]() }));
  views.set(pane, view);
  return view;
}

/** What is in a pane. One that fails, or cannot be fetched as while the line is down, is made anew when it is asked to be. */
export function PaneView({ pane }: { pane: PaneName }): ReactElement {
  const [View, setView] = useState(() => viewOf(pane));
  const again = (): void => {
    if (pane !== 'ticket') views.delete(pane);
    setView(() => viewOf(pane));
  };
  return (
    <PaneBoundary onAgain={again}>
      <Suspense fallback={<div className="empty muted">One moment ...</div>}>
        <View />
      </Suspense>
    </PaneBoundary>
  );
}
