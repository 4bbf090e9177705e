import { MonitorCog } from 'lucide-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { DENSITIES, setDensity, setTheme, settingsStore, THEMES } from '#renderer/client/settings-store.ts';
import { Popover } from '#renderer/components/popover.tsx';
import { DENSITY_NAMES, THEME_NAMES } from './display-names.ts';

/** How the window looks: its colours and how close together its rows are. */
export function DisplayMenu(): ReactElement {
  const { theme, density } = useStore(settingsStore);
  return (
    <Popover
      title="Display"
      className="quiet"
      label={
        <>
          <MonitorCog size={15} aria-hidden /> Display
        </>
      }
    >
      <fieldset>
        <legend>Colours</legend>
        {THEMES.map((one) => (
          <label key={one}>
            <input type="radio" name="theme" checked={theme === one} onChange={() => setTheme(one)} />
            {THEME_NAMES[one]}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>Rows</legend>
        {DENSITIES.map((one) => (
          <label key={one}>
            <input type="radio" name="density" checked={density === one} onChange={() => setDensity(one)} />
            {DENSITY_NAMES[one]}
          </label>
        ))}
      </fieldset>
    </Popover>
  );
}
