import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export const GRIDS = ['blotter', 'book', 'limits', 'whatif', 'alerts'] as const;
export type GridName = (typeof GRIDS)[number];

export const MAX_VIEWS = 20;
export const MAX_VIEW_NAME = 40;
const MAX_COLUMNS = 100;

const column = z.object({
  colId: z.string().max(64),
  width: z.number().min(20).max(2_000),
  hide: z.boolean(),
  pinned: z.enum(['left', 'right']).nullable(),
  sort: z.enum(['asc', 'desc']).nullable(),
  sortIndex: z.number().int().nullable(),
});
const layout = z.object({
  /** In the order they are shown. */
  columns: z.array(column).max(MAX_COLUMNS),
  /** What the pane's own fields filter by, such as the text to find. */
  filters: z.record(z.string().max(32), z.string().max(128)),
});
export type GridLayout = Readonly<z.output<typeof layout>>;

const gridViews = z.object({
  /** As the grid was left; null: as it was designed. */
  last: layout.nullable().catch(null),
  saved: z
    .array(z.object({ name: z.string().min(1).max(MAX_VIEW_NAME), layout }))
    .max(MAX_VIEWS)
    .catch([]),
});
export type GridViews = Readonly<z.output<typeof gridViews>>;

interface ViewsSlice {
  readonly grids: Readonly<Record<GridName, GridViews>>;
  /** A view that was asked for; null as layout: the grid as it was designed. */
  readonly request: { readonly grid: GridName; readonly layout: GridLayout | null } | null;
}

/** What was kept, grid by grid; what cannot be used is left out. */
export function readGridViews(kept: unknown): ViewsSlice['grids'] {
  const grids = z.object({ grids: z.record(z.string(), z.unknown()) }).safeParse(kept).data?.grids ?? {};
  const read = (grid: GridName): GridViews =>
    gridViews.safeParse(grids[grid]).data ?? { last: null, saved: [] };
  return Object.fromEntries(GRIDS.map((grid) => [grid, read(grid)])) as Record<GridName, GridViews>;
}

/** The named views of each grid, at this machine. */
export const viewsStore = create<ViewsSlice>()(
  persist<ViewsSlice, [], [], Pick<ViewsSlice, 'grids'>>(
    () => ({ grids: readGridViews(null), request: null }),
    {
      name: 'preflight.views',
      version: 1,
      partialize: ({ grids }) => ({ grids }),
      merge: (kept, initial) => ({ ...initial, grids: readGridViews(kept) }),
    },
  ),
);

export const keepLayout = (grid: GridName, last: GridLayout | null): void => change(grid, { last });

/** Saves under a name, in place of the view that has it. A sentence when it cannot be saved. */
export function saveView(grid: GridName, typed: string, now: GridLayout): string | null {
  const name = typed.trim().slice(0, MAX_VIEW_NAME);
  if (name === '') return 'A view needs a name.';
  const { saved } = viewsStore.getState().grids[grid];
  const at = saved.findIndex((view) => view.name.toLowerCase() === name.toLowerCase());
  if (at < 0 && saved.length >= MAX_VIEWS)
    return `There are ${MAX_VIEWS} views already: delete one to save another.`;
  change(grid, { saved: at < 0 ? [...saved, { name, layout: now }] : saved.with(at, { name, layout: now }) });
  return null;
}

export function deleteView(grid: GridName, name: string): void {
  const { saved } = viewsStore.getState().grids[grid];
  change(grid, { saved: saved.filter((view) => view.name !== name) });
}

/** Has the grid take on a layout; the same one twice is two requests. */
export function showLayout(grid: GridName, wanted: GridLayout | null): void {
  viewsStore.setState({ request: { grid, layout: wanted } });
}

function change(grid: GridName, part: Partial<GridViews>): void {
  viewsStore.setState(({ grids }) => ({ grids: { ...grids, [grid]: { ...grids[grid], ...part } } }));
}
