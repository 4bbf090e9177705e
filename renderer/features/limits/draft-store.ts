import { z } from 'zod';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { deskStore } from '#renderer/client/desk-store.ts';
import { limitDraft, type LimitDraft } from './limit-draft.ts';
import type { Editing } from './limits-store.ts';

const keptDraft = z.object({ of: z.string().max(256), draft: limitDraft }).nullable();

interface DraftSlice {
  readonly kept: z.output<typeof keptDraft>;
}

/** The one draft that was left unfinished, for as long as the window is open; a reload does not lose it. */
const draftStore = create<DraftSlice>()(
  persist<DraftSlice>(() => ({ kept: null }), {
    name: 'preflight.limit-draft',
    version: 1,
    storage: createJSONStorage(() => sessionStorage),
    merge: (kept, initial) => ({
      ...initial,
      kept: z.object({ kept: keptDraft }).safeParse(kept).data?.kept ?? null,
    }),
  }),
);

/** A draft belongs to who typed it and to what it was begun from: another version is another draft. */
const nameOf = ({ kind, row }: Editing): string =>
  `${deskStore.getState().status?.actor ?? ''} ${kind} ${row?.limitId ?? ''} ${row?.version ?? ''}`;

export function keptDraftOf(editing: Editing): LimitDraft | null {
  const { kept } = draftStore.getState();
  return kept?.of === nameOf(editing) ? kept.draft : null;
}

export function keepDraft(editing: Editing, draft: LimitDraft): void {
  draftStore.setState({ kept: { of: nameOf(editing), draft } });
}

export function dropDraft(): void {
  draftStore.setState({ kept: null });
}
