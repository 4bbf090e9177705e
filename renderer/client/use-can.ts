import { useStore } from 'zustand';
import type { Capability } from '#shared/contract/procedure.ts';
import { deskStore } from './desk-store.ts';

/** Whether this session may; the engine checks it again at every call. */
export const useCan = (capability: Capability): boolean =>
  useStore(deskStore, (slice) => slice.status?.capabilities.includes(capability) ?? false);
