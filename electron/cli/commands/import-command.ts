import { toMoney, type Money } from '#shared/domain/decimal.ts';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { importProfileName } from '#shared/contract/schemas/import.ts';
import { mergeChoices, type ImportChoices } from '#shared/domain/import-choices.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { BAD_INPUT, DONE } from '../exit-code.ts';
import { FILE_OPTIONS, fileChoices, KIND_OPTION } from '../file-choices.ts';
import type { Io } from '../io.ts';
import { badOption } from '../option-values.ts';
import { startProgress } from '../progress.ts';
import { renderImportReport } from '../render-import-report.ts';
import { valueOf, withDesk } from '../with-desk.ts';
import type { Arguments, Command } from './command.ts';

export const importCommand: Command = {
  usage: 'FOLDER-or-FILES [--accept] [OPTIONS]',
  summary: 'reads files of the desk, reports what is wrong with them, and takes them in',
  options: {
    accept: { help: 'take the rows into the desk; without it they are only looked at' },
    'base-currency': { value: 'USD', help: 'the base currency of accounts that name none' },
    nav: {
      value: 'AMOUNT',
      help: 'with --accept: put in the cash that makes the NAV this, for a desk of one account',
    },
    kind: KIND_OPTION,
    ...FILE_OPTIONS,
    profile: { value: 'NAME', help: 'read the files by the choices that the desk keeps under this name' },
    'save-profile': {
      value: 'NAME',
      help: 'keep the choices of this import, once its files can be read, for --profile NAME',
    },
  },
  async run(args, io) {
    const paths = pathsOf(args);
    const choices = await fileChoices(args);
    const profile = profileName(args, 'profile');
    const kept = profileToSave(args, choices, profile);
    const baseCurrency = currencyOf(args);
    const nav = navOf(args);
    return withDesk(args, io, { mode: 'create', baseCurrency }, async (desk, actor) => {
      const endProgress = showProgress(desk, io);
      const staged = await Promise.resolve(
        desk.handlers['imports.stage']({ paths, choices, profile }, actor),
      ).finally(endProgress);
      if (kept !== undefined && staged.state === 'STAGED') {
        await saveProfile(desk, actor, kept, { profile, choices });
        io.note(`Kept the choices as the import profile "${kept}".`);
      }
      const end = args.has('accept') && staged.state === 'STAGED' ? 'imports.accept' : 'imports.drop';
      const report =
        staged.state === 'STAGED' ? await desk.handlers[end]({ importId: staged.importId }, actor) : staged;
      if (nav !== undefined && report.state === 'ACCEPTED') valueOf(await desk.setNav(nav, actor));
      await io.write(args.has('json') ? `${JSON.stringify(report)}\n` : renderImportReport(report));
      return report.state === 'FAILED' ? BAD_INPUT : DONE;
    });
  },
};

function pathsOf({ positionals }: Arguments): string[] {
  if (positionals.length === 0) {
    const todo = 'Give a folder or files: "preflight import FOLDER --accept".';
    throw new AppErrorException(appError('INVALID_INPUT', 'nothing to import was named', 'import', todo));
  }
  return positionals.map((given) => {
    const file = path.resolve(given);
    if (existsSync(file)) return file;
    throw new AppErrorException(
      appError('INVALID_INPUT', 'there is no such file or folder', given, 'Check the name.'),
    );
  });
}

function profileName(args: Arguments, option: string): string | undefined {
  const name = args.text(option);
  const parsed = importProfileName.safeParse(name ?? 'none');
  if (!parsed.success) throw badOption(option, name ?? '', 'Give a name of 1 to 64 characters.');
  return name === undefined ? undefined : parsed.data;
}

/** Known to hold something before a file is read. */
function profileToSave(
  args: Arguments,
  choices: ImportChoices,
  profile: string | undefined,
): string | undefined {
  const name = profileName(args, 'save-profile');
  if (name === undefined || profile !== undefined || Object.keys(choices['*'] ?? {}).length > 0) return name;
  throw badOption('save-profile', name, 'Give the choices to keep, such as --decimal or --kind.');
}

/** Before the rows are taken: when the profile cannot be kept, nothing of the command is done. */
async function saveProfile(
  desk: Desk,
  actor: Actor,
  name: string,
  { profile, choices }: { profile: string | undefined; choices: ImportChoices },
): Promise<void> {
  const profiles = await desk.handlers['imports.profiles']({}, actor);
  const base = profiles.find((one) => one.name === profile)?.choices ?? {};
  await desk.handlers['imports.saveProfile']({ name, choices: { ...mergeChoices(base, choices) } }, actor);
}

function currencyOf(args: Arguments): string | undefined {
  const currency = args.text('base-currency');
  if (currency === undefined || /^[A-Z]{3}$/.test(currency)) return currency;
  throw badOption('base-currency', currency, 'Give an ISO 4217 code such as USD.');
}

function navOf(args: Arguments): Money | undefined {
  const text = args.text('nav');
  if (text === undefined) return undefined;
  const nav = toMoney(text);
  if (typeof nav === 'number' && nav > 0 && args.has('accept')) return nav;
  throw badOption('nav', text, 'Give a positive amount with at most two decimals, and --accept.');
}

function showProgress(desk: Desk, io: Io): () => void {
  const progress = startProgress(io, 'rows', () => performance.now());
  const unsubscribe = desk.subscribe((event, data) => {
    if (event !== 'import.progress' || !('rowsPerSecond' in data)) return;
    progress.report(
      data.rows,
      data.progress === null || data.progress === 0 ? null : data.rows / data.progress,
    );
  });
  return () => {
    unsubscribe();
    progress.end();
  };
}
