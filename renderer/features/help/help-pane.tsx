import { useEffect, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { CatalogueEntry } from '#shared/contract/contract.ts';
import { CONTROL_GROUPS } from '#shared/domain/control.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { workspaceStore } from '#renderer/client/workspace-store.ts';
import { NothingFound } from '#renderer/components/nothing-found.tsx';
import { SearchField } from '#renderer/components/search-field.tsx';
import { ControlHelp } from './control-help.tsx';
import { GROUP_WORDS } from './group-words.ts';
import './help.css';

/** What every control means, from the engine's own catalogue. */
export function HelpPane(): ReactElement {
  const catalogue = useStore(deskStore, (slice) => slice.catalogue);
  const request = useStore(workspaceStore, (slice) => slice.helpRequest);
  const [text, setText] = useState('');
  // What is asked for must not be hidden by what was searched before.
  useEffect(() => setText(''), [request]);
  const found = [...catalogue.values()].filter((entry) => matches(entry, text));
  return (
    <div className="pane">
      <div className="toolbar">
        <SearchField label="Find a control" value={text} onChange={setText} />
        <span className="muted clip" role="status">
          {found.length} of {catalogue.size} controls
        </span>
      </div>
      <div className="help" key={request?.count} role="region" aria-label="Controls" tabIndex={0}>
        {text === '' && (
          <p className="muted">
            Every control that applies to a ticket is evaluated, always. PASS: within the limit. WARN: above
            soft, needs a reason. BLOCK: above hard. UNKNOWN: an input is missing or stale, which denies. The
            verdict is the worst of them.
          </p>
        )}
        {CONTROL_GROUPS.map((group) => {
          const entries = found.filter((entry) => entry.group === group);
          return entries.length === 0 ? null : (
            <section key={group} aria-label={GROUP_WORDS[group].name}>
              <h3>{GROUP_WORDS[group].name}</h3>
              {entries.map((entry) => (
                <ControlHelp key={entry.code} entry={entry} asked={request?.code === entry.code} />
              ))}
            </section>
          );
        })}
        {found.length === 0 && <NothingFound text={text} onClear={() => setText('')} />}
      </div>
    </div>
  );
}

/** Every word that was typed, in the name, the code, the group or the formula. */
function matches({ title, code, group, formula }: CatalogueEntry, text: string): boolean {
  const name =
    `${title} ${code} ${code.replaceAll('_', ' ')} ${GROUP_WORDS[group].name} ${formula}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word));
}
