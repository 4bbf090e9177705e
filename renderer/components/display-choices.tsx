import { useId, type ReactElement } from 'react';
import { useStore } from 'zustand';
import {
  DENSITIES,
  setDensity,
  setTheme,
  setUpDown,
  settingsStore,
  THEMES,
  UP_DOWNS,
} from '#renderer/client/settings-store.ts';
import { DENSITY_NAMES, THEME_NAMES, UP_DOWN_NAMES } from './display-names.ts';

/** How the windows of this machine look: colours, how close together rows are, how gains and losses are told apart. */
export function DisplayChoices(): ReactElement {
  const { theme, density, upDown } = useStore(settingsStore);
  return (
    <div className="display-choices">
      <Choices legend="Colours" all={THEMES} names={THEME_NAMES} chosen={theme} onChoose={setTheme} />
      <Choices legend="Rows" all={DENSITIES} names={DENSITY_NAMES} chosen={density} onChoose={setDensity} />
      <Choices
        legend="Gains and losses (the sign is always there)"
        all={UP_DOWNS}
        names={UP_DOWN_NAMES}
        chosen={upDown}
        onChoose={setUpDown}
      />
    </div>
  );
}

interface ChoicesProps<T extends string> {
  readonly legend: string;
  readonly all: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly chosen: T;
  readonly onChoose: (one: T) => void;
}

function Choices<T extends string>(props: ChoicesProps<T>): ReactElement {
  const { legend, all, names, chosen, onChoose } = props;
  const name = useId();
  return (
    <fieldset>
      <legend>{legend}</legend>
      {all.map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={chosen === one} onChange={() => onChoose(one)} />
          {names[one]}
        </label>
      ))}
    </fieldset>
  );
}
