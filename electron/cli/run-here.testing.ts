import type { Io } from './io.ts';
import { runCommandLine } from './run-command-line.ts';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunHereOptions {
  /** Default: this process's own. */
  readonly env?: Io['env'];
  /** What the person types unseen when a password is asked for; default: there is no terminal. */
  readonly typed?: string;
}

/**
 * One command in this process, its streams kept: all of the product but `main.ts`, `run-process.ts` and
 * `process-io.ts`, which tests with a process of their own look at; those take a second a call more.
 */
export async function runHere(
  args: readonly string[],
  options: RunHereOptions = {},
): Promise<Ended & { readonly prompts: readonly string[] }> {
  let out = '';
  let err = '';
  const prompts: string[] = [];
  const code = await runCommandLine(args, {
    write: async (text) => void (out += text),
    note: (line) => void (err += `${line}\n`),
    status: () => undefined,
    readSecret: (prompt) => {
      prompts.push(prompt);
      return Promise.resolve(options.typed);
    },
    colour: false,
    interactive: false,
    env: options.env ?? process.env,
    signal: new AbortController().signal,
  });
  return { code, out, err, prompts };
}
