import { z } from 'zod';
import { SEVERITIES } from '#shared/domain/alert-rule.ts';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export const THEMES = ['dark', 'light', 'contrast'] as const;
export type ThemeName = (typeof THEMES)[number];
export const DENSITIES = ['compact', 'normal', 'roomy'] as const;
export type Density = (typeof DENSITIES)[number];
/** The colour of a gain, then of a loss. */
export const UP_DOWNS = ['blue-orange', 'green-red', 'red-green'] as const;
export type UpDown = (typeof UP_DOWNS)[number];

/** What was kept may be of another version, or written by anybody: what cannot be used is as it was at first. */
const settings = z.object({
  theme: z.enum(THEMES).catch('dark'),
  density: z.enum(DENSITIES).catch('normal'),
  upDown: z.enum(UP_DOWNS).catch('blue-orange'),
  alerts: z
    .object({
      muted: z.boolean(),
      /** The severities that are heard. */
      sounds: z.array(z.enum(SEVERITIES)).max(SEVERITIES.length),
      /** Shown by the operating system while the window is not. */
      notify: z.boolean(),
    })
    .catch({ muted: false, sounds: ['CRITICAL'], notify: false }),
  /** Keys the person chose instead of a command's own, by command id. */
  keys: z.record(z.string().max(64), z.string().max(32)).catch({}),
});
export type Settings = Readonly<z.output<typeof settings>>;

export const readSettings = (kept: unknown): Settings =>
  settings.parse(typeof kept === 'object' && kept !== null ? kept : {});

/** Choices of the person at this machine; they survive a restart and change nothing at the desk. */
export const settingsStore = create<Settings>()(
  persist<Settings>(() => readSettings({}), {
    name: 'preflight.settings',
    version: 1,
    merge: (kept) => readSettings(kept),
  }),
);

export function setTheme(theme: ThemeName): void {
  settingsStore.setState({ theme });
}

export function setDensity(density: Density): void {
  settingsStore.setState({ density });
}

export function setUpDown(upDown: UpDown): void {
  settingsStore.setState({ upDown });
}

export function setAlertSettings(part: Partial<Settings['alerts']>): void {
  settingsStore.setState(({ alerts }) => ({ alerts: { ...alerts, ...part } }));
}

export const nextTheme = (): void => setTheme(after(THEMES, settingsStore.getState().theme));
export const nextDensity = (): void => setDensity(after(DENSITIES, settingsStore.getState().density));

function after<T>(all: readonly [T, ...T[]], one: T): T {
  return all[all.indexOf(one) + 1] ?? all[0];
}
