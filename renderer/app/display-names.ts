import type { Density, ThemeName } from '#renderer/client/settings-store.ts';

export const THEME_NAMES: Readonly<Record<ThemeName, string>> = {
  dark: 'Dark',
  light: 'Light',
  contrast: 'High contrast',
};

export const DENSITY_NAMES: Readonly<Record<Density, string>> = {
  compact: 'Compact',
  normal: 'Normal',
  roomy: 'Roomy',
};
