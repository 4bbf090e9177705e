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
import { DENSITY_NAMES, THEME_NAMES } from '#renderer/components/display-names.ts';
import { allWindows, popoutStore } from '#renderer/client/windows.ts';

/** Keys with a modifier work in every field; a bare one would be typed into it. */
const isTyping = (event: KeyboardEvent): boolean =>
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  (event.target as Element).closest?.('input, select, textarea, [role="grid"], [role="treegrid"]') !== null;

interface Overlays {
  readonly openPalette: () => void;
  readonly openKeys: () => void;
  readonly openStates: () => void;
}

const hasDialog = (): boolean =>
  allWindows().some(({ document }) => document.querySelector('dialog[open]') !== null);

/** Binds the key of every offered command in every window; none while an overlay or a dialog has the keyboard. */
export function useHotkeys(overlays: Overlays, suspended: boolean): void {
  const commands = useStore(commandStore, (slice) => slice.commands);
  const chosen = useStore(settingsStore, (slice) => slice.keys);
  const popouts = useStore(popoutStore, (slice) => slice.windows);
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
    // Without a key of its own: nothing is halted by one that was hit by accident.
    {
      id: 'shell.halt',
      group: 'Window',
      title: 'Kill switch: halt trading, or see what is halted',
      keys: '',
      run: overlays.openStates,
    },
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
          if (paused.current || hasDialog() || isTyping(event)) return;
          event.preventDefault();
          command.run();
        };
        return [[keys === '?' ? 'Shift+?' : keys, handle]];
      }),
    );
    const ends = [window, ...popouts].map((one) => tinykeys(one, bindings, { ignore: () => false }));
    return () => ends.forEach((end) => end());
  }, [commands, chosen, popouts]);
}
