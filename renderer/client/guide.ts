import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** The way of a new desk to its first verdict. How far it is, the desk itself says. */
export const GUIDE_STEPS = ['data', 'limits', 'ticket'] as const;
export type GuideStep = (typeof GUIDE_STEPS)[number];

const kept = z.object({
  /** The desk file it is about: another desk starts anew. */
  store: z.string().max(1024).catch(''),
  skipped: z.array(z.enum(GUIDE_STEPS)).max(GUIDE_STEPS.length).catch([]),
});
type GuideSlice = Readonly<z.output<typeof kept>>;

/** The steps that the person at this machine chose to leave out. */
export const guideStore = create<GuideSlice>()(
  persist<GuideSlice>(() => ({ store: '', skipped: [] }), {
    name: 'preflight.guide',
    version: 1,
    merge: (read, initial) => kept.safeParse(read).data ?? initial,
  }),
);

export function skipStep(store: string, step: GuideStep): void {
  guideStore.setState((before) => ({
    store,
    skipped: [...new Set([...(before.store === store ? before.skipped : []), step])],
  }));
}

export interface GuideFacts {
  readonly store: string;
  readonly counts: { readonly instruments: number; readonly accounts: number; readonly limits: number };
  /** Null until the checks were read. */
  readonly decisions: number | null;
}

/** The step to be taken next, null when there is none; what is not known yet asks for nothing. */
export function nextStep({ store, counts, decisions }: GuideFacts, guide: GuideSlice): GuideStep | null {
  const done: Readonly<Record<GuideStep, boolean>> = {
    data: counts.instruments > 0 && counts.accounts > 0,
    limits: counts.limits > 0,
    ticket: decisions !== 0,
  };
  const skipped = guide.store === store ? guide.skipped : [];
  // Without data there is nothing to limit and nothing to trade.
  if (!done.data) return skipped.includes('data') ? null : 'data';
  return GUIDE_STEPS.find((step) => !done[step] && !skipped.includes(step)) ?? null;
}
