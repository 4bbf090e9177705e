import type { Io } from '../io.ts';

export interface OptionSpec {
  /** What its value is called in the help; an option without one is a switch. */
  readonly value?: string;
  readonly help: string;
}

/** What was given, already known to be among the command's options and each at most once. */
export interface Arguments {
  readonly positionals: readonly string[];
  text(name: string): string | undefined;
  has(name: string): boolean;
}

/** One command: `usage` is what follows its name, `options` what it takes beside `--store`, `--user`, `--json`, `--help`. */
export interface Command {
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Gives the exit code; an expected failure throws an AppErrorException. */
  run(args: Arguments, io: Io): Promise<number>;
}
