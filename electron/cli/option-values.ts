import type { IsoDate } from '#shared/domain/ids.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import type { Arguments } from './commands/command.ts';

/** Which numbers an option takes; `above` and `below` are themselves outside. */
export interface NumberRange {
  readonly above?: number;
  readonly below?: number;
  readonly from?: number;
  readonly to?: number;
  readonly whole?: boolean;
}

/** What an option that cannot be used is refused with, before anything is opened. */
export function badOption(name: string, value: string, todo: string): AppErrorException {
  return new AppErrorException(appError('INVALID_INPUT', `"${value}" cannot be used`, `--${name}`, todo));
}

/** The number of `--name`, or `fallback` without one. Plain decimals only: no hex, blanks, NaN or infinity. */
export function numberOption<T extends number | null>(
  args: Arguments,
  name: string,
  fallback: T,
  range: NumberRange,
): number | T {
  const text = args.text(name);
  if (text === undefined) return fallback;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text) ? Number(text) : NaN;
  const { above = -Infinity, below = Infinity, from = -Infinity, to = Infinity, whole = false } = range;
  const fits = value > above && value < below && value >= from && value <= to && Number.isFinite(value);
  if (!fits || (whole && !Number.isInteger(value))) {
    throw badOption(name, text, `Give a ${whole ? 'whole ' : ''}number ${describeRange(range)}.`);
  }
  return value;
}

function describeRange({ above, below, from, to }: NumberRange): string {
  const parts = [
    above === undefined ? '' : `above ${above}`,
    from === undefined ? '' : `of at least ${from}`,
    below === undefined ? '' : `below ${below}`,
    to === undefined ? '' : `of at most ${to}`,
  ];
  return parts.filter((part) => part !== '').join(' and ');
}

/** One of `choices`, whatever its case, or `fallback` without the option. */
export function choiceOption<T extends string, F extends T | undefined>(
  args: Arguments,
  name: string,
  choices: readonly T[],
  fallback: F,
): T | F {
  const text = args.text(name);
  if (text === undefined) return fallback;
  const choice = choices.find((value) => value.toLowerCase() === text.toLowerCase());
  if (choice === undefined) throw badOption(name, text, `Give one of ${choices.join(', ')}.`);
  return choice;
}

/** A date of the calendar as YYYY-MM-DD. */
export function dateOption(args: Arguments, name: string): IsoDate | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) {
    throw badOption(name, text, 'Give a date as YYYY-MM-DD.');
  }
  return text as IsoDate;
}

/** The sub-command that comes first among the positionals. */
export function actionOf<T extends string>(command: string, args: Arguments, actions: readonly T[]): T {
  const [given] = args.positionals;
  const action = actions.find((name) => name === given);
  if (action !== undefined) return action;
  const what = given === undefined ? 'it is missing what to do' : `there is no "${command} ${given}"`;
  throw new AppErrorException(appError('INVALID_INPUT', what, command, `Give one of ${actions.join(', ')}.`));
}

/** Refuses positionals beyond the first `most`. */
export function refuseMore(command: string, args: Arguments, most: number): void {
  const extra = args.positionals[most];
  if (extra === undefined) return;
  const help = `See "preflight ${command} --help".`;
  throw new AppErrorException(
    appError('INVALID_INPUT', `"${extra}" is one argument too many`, command, help),
  );
}
