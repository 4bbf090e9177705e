import { INTERRUPTED } from './exit-code.ts';
import { processIo } from './process-io.ts';
import { runCommandLine } from './run-command-line.ts';

/**
 * Runs the command line in this process and gives its exit code. The first Ctrl-C (or SIGTERM) asks the command to
 * end, which closes the store; the second ends the process at once.
 */
export async function runProcess(args: readonly string[]): Promise<number> {
  const interrupt = new AbortController();
  const stop = (): void => {
    if (interrupt.signal.aborted) process.exit(INTERRUPTED);
    interrupt.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    return await runCommandLine(args, processIo(interrupt.signal));
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
