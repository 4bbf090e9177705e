import { create } from 'zustand';

/** The windows that panes were moved into; this page draws them all. */
export const popoutStore = create<{ readonly windows: readonly Window[] }>(() => ({ windows: [] }));

/** Every window of this page, the main one first. */
export const allWindows = (): readonly Window[] => [window, ...popoutStore.getState().windows];

/** The first element that matches, in whatever window it is. */
export function findInWindows<E extends Element>(selector: string): E | null {
  for (const { document } of allWindows()) {
    const found = document.querySelector<E>(selector);
    if (found !== null) return found;
  }
  return null;
}
