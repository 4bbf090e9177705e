import type { PaneName } from '#renderer/client/panes.ts';
import { allWindows } from '#renderer/client/windows.ts';

/** The pane's grid, which knows its row, or the first thing in the pane that takes the keyboard; in whatever window it is. */
export function focusPane(pane: PaneName): boolean {
  for (const { document } of allWindows()) {
    const host = document.querySelector(`[data-pane="${pane}"]`);
    const target =
      host?.querySelector<HTMLElement>('.grid-host') ??
      host?.querySelector<HTMLElement>('input:not([hidden]), select, button');
    target?.focus();
    if (target?.contains(document.activeElement) === true) return true;
  }
  return false;
}

/** A pane that was just opened is drawn some frames later. Until then keys go nowhere, not to the field that was left. */
export function focusWhenDrawn(pane: PaneName, frames = 30): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body || focusPane(pane)) return;
    if (frames > 0) focusWhenDrawn(pane, frames - 1);
  });
}
