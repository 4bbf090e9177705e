import type { ControlCode } from '#shared/domain/control.ts';
import { titleOfCode } from '#renderer/format/verdict-words.ts';
import { deskStore } from './desk-store.ts';

/** A control by the name that its catalogue gives it, the same in every pane. */
export const controlTitle = (code: string): string =>
  deskStore.getState().catalogue.get(code as ControlCode)?.title ?? titleOfCode(code);
