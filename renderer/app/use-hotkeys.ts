import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { useStore } from 'zustand';
import { commandStore, useCommands } from '#renderer/client/command-store.ts';
import {
  DENSITIES,
  nextDensity,
  nextTheme,
  setDensity,
  setTheme,
  settingsStore,
  THEMES,
} from '#renderer/client/settings-store.ts';
import { DENSITY_NAMES, THEME_NAMES } from './display-names.ts';

/** Keys with a modifier work in every field; a bare one would be typed into it. */
const isTyping = (event: KeyboardEvent): boolean =>
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  event.target instanceof Element &&
  event.target.closest('input, select, textarea, [role="grid"], [role="treegrid"]') !== null;

interface Overlays {
  readonly openPalette: () => void;
  readonly openKeys: () => void;
}

/** Binds the key of every offered command; none while an overlay or a dialog has the keyboard. */
export function useHotkeys(overlays: Overlays, suspended: boolean): void {
  const commands = useStore(commandStore, (slice) => slice.commands);
  const chosen = useStore(settingsStore, (slice) => slice.keys);
  const paused = useRef(suspended);
  useEffect(() => {
    paused.current = suspended;
  }, [suspended]);
  useCommands([
    {
      id: 'shell.palette',
      group: 'Window',
      title: 'Commands, symbols and accounts',
      keys: '$mod+k',
      run: overlays.openPalette,
    },
    { id: 'shell.keys', group: 'Window', title: 'Every key', keys: '?', run: overlays.openKeys },
    { id: 'shell.theme', group: 'Window', title: 'The next colours', keys: 'Alt+d', run: nextTheme },
    { id: 'shell.density', group: 'Window', title: 'The next row height', keys: 'Alt+r', run: nextDensity },
    ...THEMES.map((theme) => ({
      id: `shell.theme.${theme}`,
      group: 'Window',
      title: `${THEME_NAMES[theme]} colours`,
      keys: '',
      run: () => setTheme(theme),
    })),
    ...DENSITIES.map((density) => ({
      id: `shell.density.${density}`,
      group: 'Window',
      title: `${DENSITY_NAMES[density]} rows`,
      keys: '',
      run: () => setDensity(density),
    })),
  ]);
  useEffect(() => {
    const bindings = Object.fromEntries(
      commands.flatMap((command) => {
        const keys = chosen[command.id] ?? command.keys;
        if (keys === '') return [];
        const handle = (event: KeyboardEvent): void => {
          if (paused.current || document.querySelector('dialog[open]') !== null || isTyping(event)) return;
          event.preventDefault();
          command.run();
        };
        return [[keys === '?' ? 'Shift+?' : keys, handle]];
      }),
    );
    return tinykeys(window, bindings, { ignore: () => false });
  }, [commands, chosen]);
}
