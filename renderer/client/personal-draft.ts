import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { deskStore, type DeskSlice } from './desk-store.ts';

export interface PersonalDraftOptions<Draft> {
  readonly name: string;
  /** Counted up when what was kept before cannot be read any more. */
  readonly version: number;
  readonly empty: () => Draft;
  /** What was kept, as far as it can be used; it may have been changed by anyone. */
  readonly read?: (kept: unknown) => Partial<Draft>;
}

/**
 * A store of something half done, which survives a reload. It belongs to who made it: it is empty for another person at
 * this page, and as they left it for one who comes back.
 */
export function personalDraft<Draft extends object>(
  options: PersonalDraftOptions<Draft>,
): UseBoundStore<StoreApi<Draft>> {
  const { name, version, empty, read } = options;
  const keptAs = (person: string): string => `preflight.${name}.${person}`;
  const store = create<Draft>()(
    persist<Draft>(empty, {
      name: keptAs(''),
      version,
      storage: createJSONStorage(() => sessionStorage),
      skipHydration: true,
      ...(read === undefined ? {} : { merge: (kept: unknown, now: Draft) => ({ ...now, ...read(kept) }) }),
    }),
  );
  const showDraftOf = ({ status }: DeskSlice): void => {
    if (status === null || store.persist.getOptions().name === keptAs(status.actor)) return;
    store.persist.setOptions({ name: keptAs(status.actor) });
    if (sessionStorage.getItem(keptAs(status.actor)) === null) store.setState(empty());
    else void store.persist.rehydrate();
  };
  showDraftOf(deskStore.getState());
  deskStore.subscribe(showDraftOf);
  return store;
}
