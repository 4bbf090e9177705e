import { create } from 'zustand';
import type { CatalogueEntry, DeskStatus, OutputOf } from '#shared/contract/contract.ts';
import type { ControlCode } from '#shared/domain/control.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { connectionStore } from './connection-store.ts';
import { deskClient } from './desk-client.ts';

export interface DeskSlice {
  readonly status: DeskStatus | null;
  readonly accounts: OutputOf<'accounts.list'>;
  readonly catalogue: ReadonlyMap<ControlCode, CatalogueEntry>;
  readonly error: AppError | null;
}

/** What every pane may need of the desk as a whole. */
export const deskStore = create<DeskSlice>(() => ({
  status: null,
  accounts: [],
  catalogue: new Map(),
  error: null,
}));

/** Keeps the slice current from now on; called once, when the page starts. */
export function followDesk(): void {
  connectionStore.subscribe((now, before) => {
    if (now.generation !== before.generation) void readDesk();
  });
  deskClient.on('desk.status', (status) => deskStore.setState({ status }));
  deskClient.on('book.changed', () => void readAccounts());
  if (connectionStore.getState().generation > 0) void readDesk();
}

export async function readDesk(): Promise<void> {
  try {
    // Together and first: a ticket needs its account, and the panes ask for their rows once they are drawn.
    const [status, catalogue, accounts] = await Promise.all([
      deskClient.call('desk.status', {}),
      deskClient.call('controls.catalogue', {}),
      deskClient.call('accounts.list', {}),
    ]);
    deskStore.setState({
      status,
      accounts,
      catalogue: new Map(catalogue.map((entry) => [entry.code, entry])),
      error: null,
    });
  } catch (thrown) {
    deskStore.setState({ error: toAppError(thrown) });
  }
}

async function readAccounts(): Promise<void> {
  try {
    const accounts = await deskClient.call('accounts.list', {});
    const same = JSON.stringify(accounts) === JSON.stringify(deskStore.getState().accounts);
    if (!same) deskStore.setState({ accounts });
  } catch {
    // The next change of the book or the next connection reads them again; what is shown stays.
  }
}
