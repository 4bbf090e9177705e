import { useEffect, useRef } from 'react';
import { create } from 'zustand';

/** Something a person can do from anywhere: by key, from the palette, and listed under `?`. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /** In the notation of tinykeys; empty when it has none. */
  readonly keys: string;
  readonly run: () => void;
}

export interface CommandSlice {
  readonly commands: readonly Command[];
}

export const commandStore = create<CommandSlice>(() => ({ commands: [] }));

export const runCommand = (id: string): void =>
  commandStore
    .getState()
    .commands.find((command) => command.id === id)
    ?.run();

/** Offers commands while the component is mounted. The list of ids, titles and keys must not change meanwhile. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const offered = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find((one) => one.id === command.id)?.run(),
    }));
    commandStore.setState((slice) => ({ commands: [...slice.commands, ...offered] }));
    return () =>
      commandStore.setState((slice) => ({
        commands: slice.commands.filter((one) => !offered.includes(one as (typeof offered)[number])),
      }));
  }, []);
}
