import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { commandStore, type Command } from '#renderer/client/command-store.ts';
import { settingsStore } from '#renderer/client/settings-store.ts';
import { describeKeys, KeyHint } from './key-hint.tsx';
import './key-list.css';

/** Keys that belong to a place rather than to a command; they are fixed. */
const FIXED: readonly (readonly [group: string, keys: string, title: string])[] = [
  ['Ticket', 'Enter', 'Stage: record the decision'],
  ['Ticket', 'Control+Enter', 'Send, when the send key is armed'],
  ['Ticket', 'Escape', 'One step back; then clear'],
  ['Ticket', 'ArrowUp', 'One tick or lot more (Shift 10, PageUp 100)'],
  ['Ticket', 'ArrowDown', 'One tick or lot less (Shift 10, PageDown 100)'],
  ['Grids', 'Enter', 'Open the row'],
  ['Grids', 'Space', 'Select the row'],
  ['Grids', 'F2', 'Edit the limit'],
  ['Grids', 'a', 'Accept the suspicious bar (asks why)'],
  ['Grids', 'x', 'Exclude the suspicious bar (asks why)'],
  ['Grids', 'Delete', 'Cancel the working ticket (asks first)'],
  ['Grids', 'Control+c', 'Copy the cell or the selected rows'],
  ['Grids', 'Control+Shift+c', 'Copy with headers'],
  ['Grids', 'a-z', 'Type to find'],
];

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
    const taken = commands.find((other) => other.id !== command.id && same(keysOf(other), keys));
    if (keys === null)
      return setProblem('Use Alt or Ctrl with a letter or digit, so that it cannot be typed by accident.');
    if (taken !== undefined) return setProblem(`${describeKeys(keys)} already means "${taken.title}".`);
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

function keysOfEvent(event: KeyboardEvent): string {
  const letter = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1]?.toLowerCase();
  const key = /^F\d+$/.test(event.key) ? event.key : letter;
  const parts = [
    event.ctrlKey ? 'Control' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey ? 'Shift' : '',
  ].filter(Boolean);
  return [...parts, key ?? ''].join('+');
}

const same = (a: string, b: string) => a.replace('$mod', 'Control').toLowerCase() === b.toLowerCase();
