import { Command as Menu } from 'cmdk';
import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { commandStore } from '#renderer/client/command-store.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { GRIDS, showLayout, viewsStore } from '#renderer/client/grid-views.ts';
import { PANES } from '#renderer/client/panes.ts';
import { settingsStore } from '#renderer/client/settings-store.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { putIntoTicket, showPane, workspaceStore } from '#renderer/client/workspace-store.ts';
import { showWorkspace, workspacesStore } from '#renderer/client/workspaces.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { formatPrice } from '#renderer/format/numbers.ts';

/** One field for everything that has a name: commands, symbols, views, accounts. */
export function CommandPalette({ onClose }: { onClose: () => void }): ReactElement {
  const [text, setText] = useState('');
  const commands = useStore(commandStore, (slice) => slice.commands);
  const keys = useStore(settingsStore, (slice) => slice.keys);
  const accounts = useStore(deskStore, (slice) => slice.accounts);
  const grids = useStore(viewsStore, (slice) => slice.grids);
  const views = GRIDS.flatMap((grid) => grids[grid].saved.map((view) => ({ grid, ...view })));
  const workspaces = useStore(workspacesStore, (slice) => slice.saved);
  const { data } = useQuery(
    'instruments.search',
    text.trim() === '' ? null : { text: text.trim(), limit: 8 },
  );
  const run = (action: () => void): void => {
    onClose();
    // The dialog gives the focus back first; the action may then move it.
    setTimeout(action, 0);
  };
  const shown = commands
    .filter((one) => one.id !== 'shell.palette')
    .toSorted((a, b) => rankOf(a.group) - rankOf(b.group));
  return (
    <Menu.Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      label="Commands, symbols, accounts"
      overlayClassName="palette-overlay"
      contentClassName="palette"
      filter={(value, search, keywords) => score([value, ...(keywords ?? [])].join(' '), search)}
    >
      <Menu.Input value={text} onValueChange={setText} placeholder="A command, a symbol or an account" />
      <Menu.List>
        <Menu.Empty>Nothing is called that.</Menu.Empty>
        {data !== null && data.length > 0 && (
          <Menu.Group heading="Symbols">
            {data.map((row) => (
              <Menu.Item
                key={row.symbol}
                value={`symbol ${row.symbol}`}
                keywords={[row.name, text]}
                onSelect={() =>
                  run(() => {
                    showPane('ticket');
                    putIntoTicket(row.symbol);
                  })
                }
              >
                <span className="num">{row.symbol}</span>
                <span className="clip">{row.name}</span>
                <span className="num muted">{formatPrice(row.price)}</span>
              </Menu.Item>
            ))}
          </Menu.Group>
        )}
        <Menu.Group heading="Commands">
          {shown.map((command) => (
            <Menu.Item
              key={command.id}
              value={`${command.group} ${command.title}`}
              onSelect={() => run(command.run)}
            >
              <span className="clip">
                <span className="muted">{command.group}</span> {command.title}
              </span>
              <KeyHint keys={keys[command.id] ?? command.keys} />
            </Menu.Item>
          ))}
        </Menu.Group>
        {views.length > 0 && (
          <Menu.Group heading="Views">
            {views.map(({ grid, name, layout }) => (
              <Menu.Item
                key={`${grid} ${name}`}
                value={`view ${grid} ${name}`}
                onSelect={() =>
                  run(() => {
                    showPane(grid);
                    showLayout(grid, layout);
                  })
                }
              >
                <span className="clip">{name}</span>
                <span className="muted">view of {PANES[grid].title}</span>
              </Menu.Item>
            ))}
          </Menu.Group>
        )}
        {workspaces.length > 0 && (
          <Menu.Group heading="Workspaces">
            {workspaces.map(({ name }) => (
              <Menu.Item
                key={name}
                value={`workspace ${name}`}
                onSelect={() => run(() => showWorkspace(name))}
              >
                <span className="clip">{name}</span>
                <span className="muted">workspace</span>
              </Menu.Item>
            ))}
          </Menu.Group>
        )}
        <Menu.Group heading="Accounts">
          {accounts.map((one) => (
            <Menu.Item
              key={one.account}
              value={`account ${one.account}`}
              keywords={[one.desk]}
              onSelect={() =>
                run(() => {
                  showPane('ticket');
                  putIntoTicket(workspaceStore.getState().symbol, one.account);
                })
              }
            >
              <span className="num">{one.account}</span>
              <span className="muted clip">
                ticket for this account of {one.desk}, {one.baseCurrency}
              </span>
            </Menu.Item>
          ))}
        </Menu.Group>
      </Menu.List>
    </Menu.Dialog>
  );
}

/** What a trader asks for most comes first. */
const GROUPS = ['Ticket', 'Go to', 'Pre-trade checks', 'Window'];
const rankOf = (group: string): number => {
  const at = GROUPS.indexOf(group);
  return at < 0 ? GROUPS.length : at;
};

/** Every word that was typed must be in the name. */
function score(name: string, search: string): number {
  const lower = name.toLowerCase();
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => lower.includes(word)) ? 1 : 0;
}
