import { appError, AppErrorException, describeError } from '#shared/errors/app-error.ts';
import type { Command } from './commands/command.ts';
import { COMMANDS } from './commands/command-table.ts';
import { BAD_INPUT, DONE, exitCodeOf, FAILURE } from './exit-code.ts';
import { commandHelp, overview } from './help.ts';
import type { Io } from './io.ts';
import { parseArguments } from './parse-arguments.ts';

/**
 * Runs one command and gives its exit code. Whatever goes wrong is one line on standard error: the code, what,
 * where, what to do. A bug is INTERNAL; its stack is shown when PREFLIGHT_DEBUG is set.
 */
export async function runCommandLine(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (error instanceof AppErrorException) {
      io.note(describeError(error.error));
      return exitCodeOf(error.error.code);
    }
    const what = error instanceof Error ? `${error.name}, ${error.message}` : String(error);
    const todo = 'Report it; PREFLIGHT_DEBUG=1 shows more.';
    io.note(describeError(appError('INTERNAL', what.replace(/\.$/, ''), args[0] ?? '', todo)));
    if ((io.env['PREFLIGHT_DEBUG'] ?? '') !== '' && error instanceof Error) io.note(error.stack ?? '');
    return FAILURE;
  }
}

async function dispatch([name = '', ...rest]: readonly string[], io: Io): Promise<number> {
  if (
    ['--help', '-h', 'help'].includes(name) &&
    (rest.length === 0 || !Object.hasOwn(COMMANDS, rest[0] ?? ''))
  ) {
    await io.write(await overview());
    return DONE;
  }
  if (name === 'help') return dispatch([rest[0] ?? '', '--help'], io);
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    const what = name === '' ? 'there is no command' : `there is no command "${name}"`;
    io.note(describeError(appError('INVALID_INPUT', what, '', 'See "preflight --help".')));
    return BAD_INPUT;
  }
  return run(name, await load(), rest, io);
}

async function run(name: string, command: Command, rest: readonly string[], io: Io): Promise<number> {
  const args = parseArguments(name, rest, command.options);
  if (!args.has('help')) return command.run(args, io);
  await io.write(commandHelp(name, command));
  return DONE;
}
