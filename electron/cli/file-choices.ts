import { AppErrorException } from '#shared/errors/app-error.ts';
import type { Arguments, OptionSpec } from './commands/command.ts';
import { choiceOption } from './option-values.ts';

/** Flags that answer what a file leaves open, and what the importer calls each. */
const FLAGS = {
  'date-order': 'dateOrder',
  decimal: 'decimal',
  delimiter: 'delimiter',
  encoding: 'encoding',
} as const;

export const FILE_OPTIONS: Readonly<Record<keyof typeof FLAGS, OptionSpec>> = {
  'date-order': {
    value: 'ORDER',
    help: 'DMY, MDY, YMD or SERIAL (day numbers of a spreadsheet), where a file leaves it open',
  },
  decimal: { value: 'SIGN', help: '"." or ",", where a file leaves it open' },
  delimiter: { value: 'SIGN', help: 'comma, semicolon, tab or pipe' },
  encoding: { value: 'NAME', help: 'utf-8, utf-16le, utf-16be or windows-1252' },
};

/** For a command whose files may hold different things. */
export const KIND_OPTION: OptionSpec = {
  value: 'KIND',
  help: 'positions, tickets, bars ..., for files whose name and header leave it open',
};

/** The answers that were given, for every file. INVALID_INPUT names the flag whose value is not one. */
export async function fileChoices(args: Arguments): Promise<Record<string, Record<string, string>>> {
  const { parseFileChoices } = await import('#electron/core/imports/file-choices.ts');
  const given: Record<string, string> = {};
  for (const [flag, option] of Object.entries(FLAGS)) {
    const value = args.text(flag);
    if (value === undefined) continue;
    const parsed = parseFileChoices({ '*': { [option]: value } }, `--${flag}`);
    if (!parsed.ok) throw new AppErrorException(parsed.error);
    given[option] = value;
  }
  if (args.text('kind') !== undefined) {
    const { KINDS } = await import('#electron/core/imports/registry.ts');
    given['kind'] = choiceOption(args, 'kind', Object.keys(KINDS), '');
  }
  return { '*': given };
}
