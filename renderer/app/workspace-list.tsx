import { Check, Pencil, Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import {
  DELIVERED_WORKSPACES,
  deleteWorkspace,
  MAX_WORKSPACE_NAME,
  renameWorkspace,
  saveWorkspace,
  showWorkspace,
  workspacesStore,
} from '#renderer/client/workspaces.ts';
import { layoutText } from './dock-layout.ts';

/** The arrangements of the panes: those that come with the desk, and the person's own. */
export function WorkspaceList({ onChosen }: { onChosen: () => void }): ReactElement {
  const saved = useStore(workspacesStore, (slice) => slice.saved);
  const [name, setName] = useState('');
  const [renaming, setRenaming] = useState<{ readonly from: string; readonly to: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = (one: string): void => {
    onChosen();
    showWorkspace(one);
  };
  const save = (): void => {
    const refused = saveWorkspace(name, layoutText());
    setProblem(refused);
    if (refused === null) setName('');
  };
  const rename = (): void => {
    if (renaming === null) return;
    const refused = renameWorkspace(renaming.from, renaming.to);
    setProblem(refused);
    if (refused === null) setRenaming(null);
  };
  return (
    <fieldset>
      <legend>Workspaces</legend>
      {DELIVERED_WORKSPACES.map((one) => (
        <div key={one} className="choice-line">
          <button type="button" className="button quiet small" onClick={() => choose(one)}>
            {one}
          </button>
        </div>
      ))}
      {saved.map((one) =>
        renaming?.from === one.name ? (
          <form
            key={one.name}
            onSubmit={(event) => {
              event.preventDefault();
              rename();
            }}
          >
            <input
              className="input"
              aria-label={`New name of ${one.name}`}
              maxLength={MAX_WORKSPACE_NAME}
              autoFocus
              value={renaming.to}
              onChange={(event) => setRenaming({ from: one.name, to: event.target.value })}
            />
            <button type="submit" className="button small" aria-label="Rename">
              <Check size={12} aria-hidden />
            </button>
          </form>
        ) : (
          <div key={one.name} className="choice-line">
            <button type="button" className="button quiet small" onClick={() => choose(one.name)}>
              {one.name}
            </button>
            <button
              type="button"
              className="button quiet small"
              aria-label={`Rename ${one.name}`}
              onClick={() => setRenaming({ from: one.name, to: one.name })}
            >
              <Pencil size={12} aria-hidden />
            </button>
            <button
              type="button"
              className="button quiet small"
              aria-label={`Delete ${one.name}`}
              onClick={() => deleteWorkspace(one.name)}
            >
              <Trash2 size={12} aria-hidden />
            </button>
          </div>
        ),
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <input
          className="input"
          aria-label="Save this arrangement as"
          placeholder="Save this arrangement as"
          maxLength={MAX_WORKSPACE_NAME}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="button small" disabled={name.trim() === ''}>
          Save
        </button>
      </form>
      {problem !== null && (
        <p className="bad" role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
