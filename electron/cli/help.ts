import type { Command, OptionSpec } from './commands/command.ts';
import { COMMANDS } from './commands/command-table.ts';
import { COMMON_OPTIONS } from './parse-arguments.ts';
import { renderTable } from './render-table.ts';

/** `preflight --help`: every command with what it does. */
export async function overview(): Promise<string> {
  const commands = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, load]) => [name, (await load()).summary]),
  );
  return `Preflight: may this ticket go, and if not, what is the most that may?

Usage: npm run --silent preflight -- COMMAND [OPTIONS]

${indent(renderTable([{ title: '' }, { title: '' }], commands))}
Every command takes --store FILE (default: your own desk), --user NAME and --json. "preflight COMMAND --help" tells more.
Exit codes: 0 done, 1 a finding, 2 bad usage or input, 3 store or engine failure.
`;
}

/** `preflight COMMAND --help`. */
export function commandHelp(name: string, { usage, summary, options }: Command): string {
  const rows = Object.entries({ ...options, ...COMMON_OPTIONS }).map(optionRow);
  return `${summary}

Usage: preflight ${name} ${usage}

${indent(renderTable([{ title: '' }, { title: '' }], rows))}`;
}

function optionRow([name, { value, help }]: [string, OptionSpec]): string[] {
  return [`--${name}${value === undefined ? '' : ` ${value}`}`, help];
}

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');
