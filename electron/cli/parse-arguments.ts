import { parseArgs } from 'node:util';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import type { Arguments, OptionSpec } from './commands/command.ts';

/** What every command takes. */
export const COMMON_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  store: { value: 'FILE', help: "the desk's file (default: your own desk)" },
  user: { value: 'NAME', help: 'act as that user; the password is asked for, or PREFLIGHT_PASSWORD' },
  json: { help: 'JSON on standard output instead of a table' },
  help: { help: 'this text' },
};

/**
 * Reads the arguments of one command. INVALID_INPUT for an option it does not have, a missing or unwanted value,
 * and an option given twice.
 */
export function parseArguments(
  command: string,
  args: readonly string[],
  options: Readonly<Record<string, OptionSpec>>,
): Arguments {
  const known = Object.entries({ ...options, ...COMMON_OPTIONS });
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...args],
      allowPositionals: true,
      tokens: true,
      options: Object.fromEntries(
        known.map(([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string' }]),
      ),
    });
    const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
    const twice = given.find((name, i) => given.indexOf(name) !== i);
    if (twice !== undefined) throw new TypeError(`Option '--${twice}' is given twice`);
    return {
      positionals,
      has: (name) => values[name] === true,
      text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
    };
  } catch (error) {
    const [sentence = ''] = error instanceof Error ? error.message.split(/\.\s/) : [];
    const help = `See "preflight ${command} --help".`;
    throw new AppErrorException(
      appError('INVALID_INPUT', lowerFirst(sentence.replace(/\.$/, '')), command, help),
    );
  }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
