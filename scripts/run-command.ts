import { spawn } from 'node:child_process';
import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '..');

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  /** `inherit` shows what it prints, `capture` returns its standard output instead, `silent` drops both. */
  readonly output?: keyof typeof OUTPUT;
}

export interface CommandResult {
  /** The exit code; 124 when the time was up, 127 when the program could not be started. */
  readonly code: number;
  readonly stdout: string;
}

const OUTPUT = {
  inherit: ['inherit', 'inherit'],
  capture: ['pipe', 'inherit'],
  silent: ['ignore', 'ignore'],
} as const;

/** Runs a program from the project's root, the installed tools first on its path, and waits for its end. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const child = spawn(program, args, {
    cwd: projectRoot,
    stdio: ['ignore', ...OUTPUT[options.output ?? 'inherit']],
    env: { ...process.env, PATH: toolPath(), ...options.env },
    // The installed tools are `.cmd` files there.
    shell: process.platform === 'win32',
  });
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, options.timeoutMs ?? 600_000);
  return new Promise((resolve) => {
    const end = (code: number): void => {
      clearTimeout(timer);
      resolve({ code: timedOut ? 124 : code, stdout });
    };
    child.once('error', () => end(127));
    child.once('close', (code) => end(code ?? 1));
  });
}

function toolPath(): string {
  const tools = path.join(projectRoot, 'node_modules', '.bin');
  return [tools, process.env['PATH'] ?? ''].join(path.delimiter);
}
