import { create } from 'zustand';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import type { ControlCode } from '#shared/domain/control.ts';
import type { PaneName } from './panes.ts';

export const SETTINGS_SECTIONS = ['users', 'display', 'keys', 'retention'] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/** What one pane asks of another without knowing it. A count makes asking for the same thing twice two requests. */
export interface WorkspaceSlice {
  readonly paneRequest: { readonly pane: PaneName; readonly focus: boolean; readonly count: number } | null;
  readonly symbolRequest: {
    readonly symbol: string;
    readonly account: string | null;
    readonly count: number;
  } | null;
  /** A whole ticket for the form. */
  readonly ticketRequest: { readonly ticket: TicketInput; readonly count: number } | null;
  /** The symbol that the ticket and the chart look at. */
  readonly symbol: string;
  /** The ticket as it would be sent; null while it lacks something. */
  readonly ticket: TicketInput | null;
  /** The ticket as the form has it, of one lot while no quantity is typed; null while it lacks something else. */
  readonly ticketDraft: TicketInput | null;
  readonly decisionId: string | null;
  /** The part of the settings that is shown. */
  readonly settings: SettingsSection;
  /** The control that help was asked for. */
  readonly helpRequest: { readonly code: ControlCode; readonly count: number } | null;
  /** A limit that the limits are to show. */
  readonly limitRequest: { readonly limitId: string; readonly count: number } | null;
  /** What the alerts are to be searched for; null once they are. */
  readonly alertRequest: string | null;
}

export const workspaceStore = create<WorkspaceSlice>(() => ({
  paneRequest: null,
  symbolRequest: null,
  ticketRequest: null,
  symbol: '',
  ticket: null,
  ticketDraft: null,
  decisionId: null,
  settings: 'users',
  helpRequest: null,
  limitRequest: null,
  alertRequest: null,
}));

let count = 0;

/** Brings a pane to the front; `focus` only when the person asked to go there. */
export const showPane = (pane: PaneName, focus = false): void =>
  workspaceStore.setState({ paneRequest: { pane, focus, count: ++count } });

/** Puts a symbol, and when given its account, into the ticket. */
export const putIntoTicket = (symbol: string, account: string | null = null): void =>
  workspaceStore.setState({ symbolRequest: { symbol, account, count: ++count }, symbol });

/** Puts a whole ticket into the form and goes there; nothing is sent. */
export function putTicket(ticket: TicketInput): void {
  workspaceStore.setState({ ticketRequest: { ticket, count: ++count } });
  showPane('ticket', true);
}

export function openDecision(decisionId: string): void {
  workspaceStore.setState({ decisionId });
  showPane('decision');
}

export function openSettings(settings: SettingsSection): void {
  workspaceStore.setState({ settings });
  showPane('settings');
}

export function openHelp(code: ControlCode): void {
  workspaceStore.setState({ helpRequest: { code, count: ++count } });
  showPane('help');
}

/** Shows a limit in the limits. */
export function openLimit(limitId: string): void {
  workspaceStore.setState({ limitRequest: { limitId, count: ++count } });
  showPane('limits', true);
}

/** Shows every alert with these words in it, resolved ones too. */
export function openAlerts(words: string): void {
  workspaceStore.setState({ alertRequest: words });
  showPane('alerts', true);
}
