import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { commandStore, type Command } from '#renderer/client/command-store.ts';
import { settingsStore } from '#renderer/client/settings-store.ts';
import { describeKeys } from '#renderer/format/describe-keys.ts';
import { FIXED_KEYS as FIXED, keysOfEvent, refusalOf } from './key-choice.ts';
import { KeyHint } from './key-hint.tsx';
import './key-list.css';

/** Every key there is. A command's key can be changed; a key that is taken is refused. */
export function KeyList(): ReactElement {
  const commands = useStore(commandStore, (slice) => slice.commands);
  const chosen = useStore(settingsStore, (slice) => slice.keys);
  const [recording, setRecording] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const keysOf = (command: Command) => chosen[command.id] ?? command.keys;
  const record = (command: Command) => (event: KeyboardEvent) => {
    if (recording !== command.id) return;
    event.preventDefault();
    event.stopPropagation();
    if (['Alt', 'Control', 'Shift', 'Meta'].includes(event.key)) return;
    if (event.key === 'Escape') return setRecording(null);
    const keys = keysOfEvent(event);
    const others = commands.filter(({ id }) => id !== command.id);
    const refusal = refusalOf(
      keys,
      others.map((other) => ({ keys: keysOf(other), title: other.title })),
    );
    if (keys === null || refusal !== null) return setProblem(refusal);
    settingsStore.setState((slice) => ({ keys: { ...slice.keys, [command.id]: keys } }));
    setRecording(null);
    setProblem(null);
  };
  const groups = [...new Set([...commands.map((one) => one.group), ...FIXED.map(([group]) => group)])];
  return (
    <div>
      <div className="key-head">
        <span className="key-problem" role="alert">
          {problem}
        </span>
        <button
          type="button"
          className="button small"
          disabled={Object.keys(chosen).length === 0}
          onClick={() => settingsStore.setState({ keys: {} })}
        >
          Restore the original keys
        </button>
      </div>
      <div className="hotkeys">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.id}>
                    <dt>{command.title}</dt>
                    <dd>
                      <button
                        type="button"
                        className="button quiet small"
                        aria-label={`${describeKeys(keysOf(command)) || 'none'}: change the key of ${command.title}`}
                        onClick={() => setRecording(command.id)}
                        onKeyDown={record(command)}
                        onBlur={() => setRecording(null)}
                      >
                        {recording === command.id ? 'press a key' : <KeyHint keys={keysOf(command)} />}
                        {recording !== command.id && keysOf(command) === '' && (
                          <span className="muted">none</span>
                        )}
                      </button>
                    </dd>
                  </div>
                ))}
              {FIXED.filter(([one]) => one === group).map(([, keys, title]) => (
                <div key={keys + title}>
                  <dt>{title}</dt>
                  <dd className="fixed">
                    <KeyHint keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </div>
  );
}
