import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { openSettings, SETTINGS_SECTIONS, workspaceStore } from '#renderer/client/workspace-store.ts';
import { DisplayChoices } from '#renderer/components/display-choices.tsx';
import { KeyList } from '#renderer/components/key-list.tsx';
import { RetentionSection } from './retention-section.tsx';
import { UsersSection } from './users-section.tsx';
import './settings.css';

const NAMES = { users: 'Users', display: 'Display', keys: 'Keys', retention: 'Retention' } as const;

const SECTIONS = {
  users: UsersSection,
  display: DisplayChoices,
  keys: KeyList,
  retention: RetentionSection,
} as const;

/** Who may act, and how this window looks and listens. */
export function SettingsPane(): ReactElement {
  const section = useStore(workspaceStore, (slice) => slice.settings);
  const Section = SECTIONS[section];
  return (
    <div className="pane">
      <div className="toolbar">
        <fieldset className="segmented" aria-label="Settings">
          {SETTINGS_SECTIONS.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="settings-section"
                checked={section === one}
                onChange={() => openSettings(one)}
              />
              {NAMES[one]}
            </label>
          ))}
        </fieldset>
      </div>
      <section className="settings-section" aria-label={NAMES[section]} tabIndex={0}>
        <Section />
      </section>
    </div>
  );
}
