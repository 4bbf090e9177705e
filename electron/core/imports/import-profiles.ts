import type { ImportChoices, ImportProfile } from '#shared/domain/import-choices.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import { parseFileChoices } from './file-choices.ts';
import { KINDS } from './registry.ts';

/** The named import profiles of a desk: what a person answered once, for the files that come again. */
export class ImportProfiles {
  readonly #deps: DeskDependencies;

  constructor(deps: DeskDependencies) {
    this.#deps = deps;
  }

  list(): ImportProfile[] {
    return this.#deps.reader.importProfiles();
  }

  /** NOT_FOUND names the profiles there are. */
  choicesOf(name: string): Result<ImportChoices> {
    const profiles = this.list();
    const found = profiles.find((profile) => profile.name === name);
    if (found !== undefined) return ok(found.choices);
    const names = profiles.map((profile) => profile.name).join(', ');
    const todo = names === '' ? 'The desk has none yet.' : `Use one of: ${names}.`;
    return err(appError('NOT_FOUND', `there is no import profile "${name}"`, 'profile', todo));
  }

  /** Saves or replaces one, recorded. INVALID_INPUT for choices that no import could use; CONFLICT beyond the cap. */
  async save({ name, choices }: ImportProfile, actor: Actor): Promise<Result<ImportProfile>> {
    const problem = findProblem(name, choices);
    if (problem !== null) return err(problem);
    const written = await this.#append(name, choices, actor);
    return written.ok ? ok({ name, choices }) : written;
  }

  /** Deletes one, recorded. NOT_FOUND when it is not there. */
  async remove(name: string, actor: Actor): Promise<Result<ImportProfile>> {
    const choices = this.choicesOf(name);
    if (!choices.ok) return choices;
    const written = await this.#append(name, null, actor);
    return written.ok ? ok({ name, choices: choices.value }) : written;
  }

  async #append(name: string, choices: ImportChoices | null, actor: Actor): Promise<Result<unknown>> {
    const at = this.#deps.clock.now();
    return this.#deps.journal.append({ kind: 'PROFILE', at, actor: actor.user, name, choices });
  }
}

function findProblem(name: string, choices: ImportChoices) {
  const given = Object.entries(choices);
  if (!given.some(([, options]) => Object.keys(options).length > 0)) {
    return appError('INVALID_INPUT', 'the profile would hold no choice', name, 'Choose something to keep.');
  }
  for (const [pattern, { kind, ...options }] of given) {
    const parsed = parseFileChoices({ '*': options }, pattern);
    if (!parsed.ok) return parsed.error;
    if (kind === undefined || Object.hasOwn(KINDS, kind)) continue;
    const todo = `Use one of: ${Object.keys(KINDS).join(', ')}.`;
    return appError('INVALID_INPUT', `There is no import kind ${kind}`, pattern, todo);
  }
  return null;
}
