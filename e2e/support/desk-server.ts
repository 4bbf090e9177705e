import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const NODE = path.join(ROOT, 'node_modules', '.bin', 'node');
const START_MS = 60_000;

export interface DeskServer {
  /** The one-time link that it printed. */
  readonly link: string;
  readonly port: number;
  /** Ends it as Ctrl+C does and waits for its end. */
  readonly stop: () => Promise<void>;
}

export interface ServeOptions {
  readonly store: string;
  readonly sample?: boolean;
  readonly port?: number;
}

/** Starts the browser shell on a store, as a person would, and waits for its link. */
export async function serveDesk({ store, sample = false, port = 0 }: ServeOptions): Promise<DeskServer> {
  const args = ['electron/cli/main.ts', 'serve', '--port', String(port), '--store', store];
  const child = spawn(NODE, sample ? [...args, '--sample'] : args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const link = await readLink(child);
  return {
    link,
    port: Number(new URL(link).port),
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    },
  };
}

/** Loads the sample desk into a new store, as the command line does. */
export async function loadSample(store: string): Promise<void> {
  await runCommand(store, ['sample']);
}

/** Runs a command of the command line on a store that nobody serves, and waits for its end. */
export async function runCommand(
  store: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const child = spawn(NODE, ['electron/cli/main.ts', ...args, '--store', store], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`"${args.join(' ')}" ended with ${String(code)}`);
}

function readLink(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const give = (text: string): void => {
      printed += text;
      const link = /http:\/\/\S+token=\S+/.exec(printed)?.[0];
      if (link !== undefined) resolve(link);
    };
    const fail = (why: string): void => reject(new Error(`The server ${why}. It printed:\n${printed}`));
    child.stdout?.setEncoding('utf8').on('data', give);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.on('exit', (code) => fail(`ended with ${String(code)}`));
    setTimeout(() => fail('gave no link in time'), START_MS).unref();
  });
}
