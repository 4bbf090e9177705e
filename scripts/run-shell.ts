import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { projectRoot } from './run-command.ts';

/**
 * Runs a shell of the product in the foreground until it ends, and gives its exit code: 0 when the user ended it
 * with Ctrl-C. Signals are passed on, and a shell that ignores them for five seconds is ended. `onLine` sees
 * every line it prints, which is shown all the same.
 */
export function runShell(
  program: string,
  args: readonly string[],
  onLine: (line: string) => void = () => undefined,
): Promise<number> {
  const child = spawn(program, args, { cwd: projectRoot, stdio: ['inherit', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout }).on('line', (line) => {
    console.log(line);
    onLine(line);
  });
  let ending = false;
  const end = (signal: NodeJS.Signals): void => {
    child.kill(signal);
    if (!ending) setTimeout(() => child.kill('SIGKILL'), 5000).unref();
    ending = true;
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(3);
    });
    child.once('close', (code) => resolve(ending ? 0 : (code ?? 3)));
  });
}
