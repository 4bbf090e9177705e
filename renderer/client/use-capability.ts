import { useStore } from 'zustand';
import type { Capability } from '#shared/contract/procedure.ts';
import { deskStore } from './desk-store.ts';

/** Whether the person signed in may; the core checks it again. */
export const useCapability = (capability: Capability): boolean =>
  useStore(deskStore, ({ status }) => status?.capabilities.includes(capability) === true);
