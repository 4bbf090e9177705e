import { useCommands } from '#renderer/client/command-store.ts';
import { findInWindows } from '#renderer/client/windows.ts';
import { showPane } from '#renderer/client/workspace-store.ts';
import { clearTicket } from './ticket-draft.ts';

export interface TicketCommands {
  readonly applyMax: () => void;
  readonly toggleArmed: () => void;
  readonly openRecent: () => void;
  readonly askOverride: () => void;
}

/** What the ticket can be told from anywhere. */
export function useTicketCommands(commands: TicketCommands): void {
  const { applyMax, toggleArmed, openRecent, askOverride } = commands;
  useCommands(
    (
      [
        ['focus', 'Go to the ticket line', 'Alt+t', () => goTo('.ticket-line')],
        ['symbol', 'Go to the symbol', 'Alt+s', () => goTo('.combobox input')],
        ['max', 'Use the largest quantity that passes', 'Alt+m', applyMax],
        ['arm', 'Arm or disarm the send key', 'Alt+a', toggleArmed],
        ['recent', 'Repeat or reverse a recent ticket', 'Alt+y', () => openRecently(openRecent)],
        ['override', 'Ask for an override', 'Alt+v', askOverride],
        ['clear', 'Start a new ticket', 'Alt+n', clearTicket],
      ] as const
    ).map(([name, title, keys, run]) => ({ id: `ticket.${name}`, group: 'Ticket', title, keys, run })),
  );
}

export const focusSymbol = (): void => findInWindows<HTMLElement>('.ticket-pane .combobox input')?.focus();

function openRecently(open: () => void): void {
  showPane('ticket');
  open();
}

export const focusLine = (): void =>
  document.querySelector<HTMLElement>('.ticket-pane .ticket-line')?.focus();

function goTo(selector: string): void {
  showPane('ticket');
  const go = (): void => {
    const field = findInWindows<HTMLInputElement>(`.ticket-pane ${selector}`);
    field?.focus();
    field?.select();
  };
  go();
  // Behind another tab it can take the focus only once it is drawn.
  if (findInWindows(`.ticket-pane ${selector}:focus`) === null) requestAnimationFrame(go);
}
