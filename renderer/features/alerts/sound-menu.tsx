import { Volume2, VolumeX } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { SEVERITIES, type Severity } from '#shared/domain/alert-rule.ts';
import { useCommands } from '#renderer/client/command-store.ts';
import { setAlertSettings, settingsStore } from '#renderer/client/settings-store.ts';
import { Popover } from '#renderer/components/popover.tsx';
import { playTone } from './announce-alerts.ts';
import { SEVERITY_MARKS } from './alert-words.ts';

/** What is heard of new alerts, and whether the operating system shows them while the window is hidden. */
export function SoundMenu(): ReactElement {
  const { muted, sounds, notify } = useStore(settingsStore, (slice) => slice.alerts);
  const [refused, setRefused] = useState(false);
  const toggleMuted = (): void => setAlertSettings({ muted: !settingsStore.getState().alerts.muted });
  useCommands([
    { id: 'alerts.mute', group: 'Alerts', title: 'Mute or unmute alerts', keys: '', run: toggleMuted },
  ]);
  const setHeard = (severity: Severity, isHeard: boolean): void => {
    setAlertSettings({
      sounds: SEVERITIES.filter((one) => (one === severity ? isHeard : sounds.includes(one))),
    });
    if (isHeard && !muted) playTone(severity);
  };
  const setNotify = async (wanted: boolean): Promise<void> => {
    const isAllowed = wanted && (await Notification.requestPermission()) === 'granted';
    setRefused(wanted && !isAllowed);
    setAlertSettings({ notify: isAllowed });
  };
  const Icon = muted ? VolumeX : Volume2;
  return (
    <Popover
      title="Sounds of alerts"
      label={
        <>
          <Icon size={13} aria-hidden /> {muted && 'Muted'}
        </>
      }
    >
      <fieldset>
        <legend>Sounds</legend>
        <label>
          <input type="checkbox" checked={muted} onChange={toggleMuted} />
          Mute all
        </label>
        {SEVERITIES.toReversed().map((severity) => (
          <label key={severity}>
            <input
              type="checkbox"
              disabled={muted}
              checked={sounds.includes(severity)}
              onChange={({ target }) => setHeard(severity, target.checked)}
            />
            {SEVERITY_MARKS[severity].word}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>While the window is hidden</legend>
        <label>
          <input type="checkbox" checked={notify} onChange={({ target }) => void setNotify(target.checked)} />
          Notify by the system
        </label>
        {refused && (
          <p className="bad" role="alert">
            The browser refuses: allow notifications for this page in its settings.
          </p>
        )}
      </fieldset>
    </Popover>
  );
}
