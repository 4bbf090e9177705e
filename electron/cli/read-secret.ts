import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';

/**
 * A line that is typed at the terminal and not shown; undefined where standard input is no terminal. CANCELLED on
 * Ctrl-C, Ctrl-D and when the signal is aborted.
 */
export function readSecret(prompt: string, signal: AbortSignal): Promise<string | undefined> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) return Promise.resolve(undefined);
  stderr.write(prompt);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true, historySize: 0, signal });
  return new Promise<string>((resolve, reject) => {
    lines.once('line', (line) => {
      resolve(line);
      lines.close();
    });
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => reject(new AppErrorException(appError('CANCELLED', 'interrupted'))));
  }).finally(() => stderr.write('\n'));
}
