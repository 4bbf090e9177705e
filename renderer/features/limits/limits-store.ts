import { create } from 'zustand';
import type { LimitRow } from '#shared/contract/schemas/limit.ts';

export const LIMIT_VIEWS = ['table', 'hierarchy', 'waiting', 'history', 'lint'] as const;
export type LimitView = (typeof LIMIT_VIEWS)[number];

/** What is written in the editor: a version of `row`, or a limit that is new, alike to `row` or from nothing. */
export interface Editing {
  readonly kind: 'EDIT' | 'COPY' | 'NEW';
  readonly row: LimitRow | null;
}

export type LimitDialogName = 'presets' | 'stress' | 'import';

interface LimitsSlice {
  readonly view: LimitView;
  /** What is searched for in the table. */
  readonly search: string;
  readonly selectedId: string | null;
  readonly editing: Editing | null;
  readonly retiring: LimitRow | null;
  readonly dialog: LimitDialogName | null;
  /** What the last command did; '' before any. */
  readonly message: string;
}

/** What the views and dialogs of the pane share. */
export const limitsStore = create<LimitsSlice>(() => ({
  view: 'table',
  search: '',
  selectedId: null,
  editing: null,
  retiring: null,
  dialog: null,
  message: '',
}));

export const showView = (view: LimitView): void => limitsStore.setState({ view });
export const selectLimit = (selectedId: string | null): void => limitsStore.setState({ selectedId });
export const searchLimits = (search: string): void => limitsStore.setState({ search });
export const editLimit = (kind: Editing['kind'], row: LimitRow | null): void =>
  limitsStore.setState({ editing: { kind, row } });
export const showDialog = (dialog: LimitDialogName | null): void => limitsStore.setState({ dialog });
export const say = (message: string): void => limitsStore.setState({ message });

/** Selects a limit in the table, whatever was searched for there. */
export function showLimit(limitId: string): void {
  limitsStore.setState({ view: 'table', search: '', selectedId: limitId });
}

export function showHistory(limitId: string): void {
  limitsStore.setState({ view: 'history', selectedId: limitId });
}

/** A limit that was written, in words: which version, and whether it is in force. */
export const describeWritten = (row: LimitRow): string =>
  `${row.limitId} version ${row.version}: ${
    row.awaitingReview ? 'in force, awaiting review' : 'proposed, waits for a second officer'
  }`;
