import type { Io } from './io.ts';
import { readSecret } from './read-secret.ts';

const CLEAR_LINE = '\r\u001b[K';

/** The streams of this process. A reader that leaves early (`| head`) does not end the command. */
export function processIo(signal: AbortSignal): Io {
  const { stdout, stderr, env } = process;
  let broken = false;
  let shown = false;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      broken = true;
    });
  }
  const status = (line: string): void => {
    if (!stderr.isTTY || (line === '' && !shown)) return;
    shown = line !== '';
    stderr.write(CLEAR_LINE + line.slice(0, stderr.columns - 1));
  };
  return {
    status,
    note(line) {
      status('');
      stderr.write(`${line}\n`);
    },
    write(text) {
      status('');
      if (broken) return Promise.resolve();
      return new Promise((resolve) => {
        stdout.write(text, () => resolve());
      });
    },
    readSecret: (prompt) => readSecret(prompt, signal),
    colour: stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
    interactive: stderr.isTTY === true,
    env,
    signal,
  };
}
