import { spawn } from 'node:child_process';
import { projectRoot } from './run-command.ts';

/**
 * Runs a shell of the product in the foreground until it ends, and gives its exit code: 0 when the user ended it
 * with Ctrl-C, 3 when it could not be started or died of a signal. A shell that does not end within five seconds
 * of a signal is asked once more, and after ten it is ended.
 */
export function runShell(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(program, args, { cwd: projectRoot, stdio: 'inherit' });
  let ending = false;
  const end = (signal: NodeJS.Signals): void => {
    // A terminal sends Ctrl-C to the shell as well, and a second one would end it before it has closed its store.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    if (ending) return;
    ending = true;
    setTimeout(() => child.kill('SIGTERM'), 5_000).unref();
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  return new Promise<number>((resolve) => {
    child.once('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(3);
    });
    child.once('close', (code) => resolve(ending ? 0 : (code ?? 3)));
  }).finally(() => process.off('SIGINT', end).off('SIGTERM', end));
}
