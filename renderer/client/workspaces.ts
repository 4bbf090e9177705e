import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export const MAX_WORKSPACES = 12;
export const MAX_WORKSPACE_NAME = 40;
/** Characters of one arrangement; a dock with every pane takes about 4,000. */
const MAX_LENGTH = 64 * 1024;

/** The arrangements that come with the desk; none can be changed. */
export const DELIVERED_WORKSPACES = ['Trader', 'Risk officer', 'Audit'] as const;
export type DeliveredWorkspace = (typeof DELIVERED_WORKSPACES)[number];

const workspace = z.object({
  name: z.string().min(1).max(MAX_WORKSPACE_NAME),
  /** What the dock wrote, as text; only the dock can tell whether it can use it. */
  layout: z.string().max(MAX_LENGTH),
});
export type Workspace = Readonly<z.output<typeof workspace>>;

export const readWorkspaces = (kept: unknown): readonly Workspace[] =>
  z
    .object({ saved: z.array(z.unknown()) })
    .safeParse(kept)
    .data?.saved.flatMap((one) => workspace.safeParse(one).data ?? [])
    .slice(0, MAX_WORKSPACES) ?? [];

interface WorkspacesSlice {
  readonly saved: readonly Workspace[];
  /** One that was asked for; the same one twice is two requests. */
  readonly request: { readonly name: string } | null;
}

/** The named arrangements of the panes, at this machine. */
export const workspacesStore = create<WorkspacesSlice>()(
  persist<WorkspacesSlice, [], [], Pick<WorkspacesSlice, 'saved'>>(() => ({ saved: [], request: null }), {
    name: 'preflight.workspaces',
    version: 1,
    partialize: ({ saved }) => ({ saved }),
    merge: (kept, initial) => ({ ...initial, saved: readWorkspaces(kept) }),
  }),
);

/** Has the dock take on an arrangement. */
export function showWorkspace(name: string): void {
  workspacesStore.setState({ request: { name } });
}

/** Saves under a name, in place of the workspace that has it. A sentence when it cannot be saved. */
export function saveWorkspace(typed: string, layout: string): string | null {
  const name = typed.trim().slice(0, MAX_WORKSPACE_NAME);
  const { saved } = workspacesStore.getState();
  const at = indexOf(name);
  const problem = problemOf(name);
  if (problem !== null) return problem;
  if (layout.length > MAX_LENGTH) return 'This arrangement is too large to be saved.';
  if (at < 0 && saved.length >= MAX_WORKSPACES)
    return `There are ${MAX_WORKSPACES} workspaces already: delete one to save another.`;
  const one = { name, layout };
  workspacesStore.setState({ saved: at < 0 ? [...saved, one] : saved.with(at, one) });
  return null;
}

/** Gives a saved one another name. A sentence when it cannot have it. */
export function renameWorkspace(name: string, typed: string): string | null {
  const next = typed.trim().slice(0, MAX_WORKSPACE_NAME);
  const problem = problemOf(next);
  if (problem !== null) return problem;
  const other = workspacesStore.getState().saved[indexOf(next)];
  if (other !== undefined && other.name !== name) return `"${other.name}" is another workspace.`;
  workspacesStore.setState(({ saved }) => ({
    saved: saved.map((one) => (one.name === name ? { ...one, name: next } : one)),
  }));
  return null;
}

export function deleteWorkspace(name: string): void {
  workspacesStore.setState(({ saved }) => ({ saved: saved.filter((one) => one.name !== name) }));
}

function problemOf(name: string): string | null {
  if (name === '') return 'A workspace needs a name.';
  const delivered = DELIVERED_WORKSPACES.find((one) => one.toLowerCase() === name.toLowerCase());
  return delivered === undefined ? null : `"${delivered}" comes with the desk: choose another name.`;
}

const indexOf = (name: string): number =>
  workspacesStore.getState().saved.findIndex((one) => one.name.toLowerCase() === name.toLowerCase());
