import type { Density, ThemeName, UpDown } from '#renderer/client/settings-store.ts';

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

export const UP_DOWN_NAMES: Readonly<Record<UpDown, string>> = {
  'blue-orange': 'Gains blue, losses orange: safe for every colour vision',
  'green-red': 'Gains green, losses red',
  'red-green': 'Gains red, losses green',
};
