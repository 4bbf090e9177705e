import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type ThemeName = 'dark' | 'light';

export interface Settings {
  readonly theme: ThemeName;
  /** Keys the person chose instead of a command's own, by command id. */
  readonly keys: Readonly<Record<string, string>>;
}

/** Choices of the person at this machine; they survive a restart and change nothing at the desk. */
export const settingsStore = create<Settings>()(
  persist<Settings>(() => ({ theme: 'dark', keys: {} }), { name: 'preflight.settings', version: 1 }),
);

export function toggleTheme(): void {
  settingsStore.setState(({ theme }) => ({ theme: theme === 'dark' ? 'light' : 'dark' }));
}
