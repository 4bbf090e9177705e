import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { settingsStore } from '#renderer/client/settings-store.ts';

const TOKENS = [
  'panel',
  'text',
  'muted',
  'line',
  'line-strong',
  'pass',
  'pass-fill',
  'block',
  'warn',
] as const;
export type ChartTokens = Readonly<Record<(typeof TOKENS)[number], string>>;

/** The page's colours for what is drawn on a canvas, read again when the theme changes. */
export function useChartTokens(): ChartTokens {
  const theme = useStore(settingsStore, (slice) => slice.theme);
  const [tokens, setTokens] = useState(readTokens);
  useEffect(() => setTokens(readTokens()), [theme]);
  return tokens;
}

function readTokens(): ChartTokens {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as ChartTokens;
}
