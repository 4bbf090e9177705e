import { settingsStore } from '#renderer/client/settings-store.ts';
import { allWindows, popoutStore } from '#renderer/client/windows.ts';

export function addPopout(opened: Window, title: string): void {
  opened.document.body.className = 'dock-theme popout';
  opened.document.title = `Preflight: ${title}`;
  popoutStore.setState(({ windows }) => ({ windows: [...windows, opened] }));
}

export const removePopout = (closed: Window): void =>
  popoutStore.setState(({ windows }) => ({ windows: windows.filter((one) => one !== closed) }));

/** Keeps the colours and the row height of every window as they were chosen; called once. */
export function followDisplay(): void {
  const apply = (): void => {
    const { theme, density, upDown } = settingsStore.getState();
    for (const { document } of allWindows()) {
      Object.assign(document.documentElement.dataset, { theme, density, updown: upDown });
    }
  };
  apply();
  settingsStore.subscribe(apply);
  popoutStore.subscribe(apply);
}
