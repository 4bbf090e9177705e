import type { ImportReport } from '#shared/contract/schemas/import.ts';
import { mergeChoices, type ImportChoices } from '#shared/domain/import-choices.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { ImportedExecutions } from '../imports/accept-executions.ts';
import { selectBundle } from '../imports/select-bundle.ts';
import type { LimitSet } from '../limits/limit-set.ts';
import { toIsoDate, dateOf } from '../marketdata/calendar-date.ts';
import type { ImportProfiles } from '../imports/import-profiles.ts';
import type { TaskBoard } from '../tasks/task-board.ts';
import type { Staged } from '../ports/importer.ts';
import type { Actor } from './actor.ts';
import type { DeskDependencies } from './dependencies.ts';
import type { DeskState } from './desk-state.ts';

/** Staged imports that wait for a decision; the oldest is dropped for a new one beyond this. */
const MAX_WAITING = 4;

interface Source {
  readonly paths: readonly string[];
  readonly uploadId: string | null;
}

interface Waiting {
  /** What it is called. */
  readonly about: string;
  readonly staged: Staged;
  readonly uploadId: string | null;
}

/** Imports: staged in the worker, looked at by a person, then accepted as a whole or dropped. */
export class ImportDesk {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;
  readonly #limits: LimitSet;
  readonly #waiting = new Map<string, Waiting>();
  readonly #onProgress: (report: ImportReport) => void;
  readonly #profiles: ImportProfiles;
  readonly #executions: ImportedExecutions;
  readonly #tasks: TaskBoard;

  constructor(
    deps: DeskDependencies,
    state: DeskState,
    limits: LimitSet,
    profiles: ImportProfiles,
    executions: ImportedExecutions,
    tasks: TaskBoard,
    onProgress: (report: ImportReport) => void,
  ) {
    this.#deps = deps;
    this.#state = state;
    this.#limits = limits;
    this.#profiles = profiles;
    this.#executions = executions;
    this.#tasks = tasks;
    this.#onProgress = onProgress;
  }

  /**
   * Parses and checks the files off the engine thread; nothing in the desk changes. One at a time. NOT_FOUND when the
   * desk has no such profile.
   */
  async stage(
    source: Source,
    { profile, choices }: { profile?: string | undefined; choices?: ImportChoices | undefined },
    actor: Actor,
  ): Promise<Result<ImportReport>> {
    const base = profile === undefined ? ok({}) : this.#profiles.choicesOf(profile);
    if (!base.ok) return base;
    const importId = this.#deps.newId();
    const { paths, names } = this.#filesOf(source);
    const about = nameOf(names);
    const request = {
      ...{ importId, paths, choices: mergeChoices(base.value, choices ?? {}) },
      ...{ baseCurrency: this.#state.book.base, today: toIsoDate(dateOf(this.#deps.clock.now())) },
    };
    const task = { kind: 'IMPORT', about, user: actor.user } as const;
    const staged = await this.#tasks.follow(task, (onProgress) => {
      const note = ({ progress, rows }: ImportReport): void => onProgress({ share: progress, done: rows });
      const answer = this.#deps.importer.stage(request, (report) => {
        note(report);
        this.#onProgress(report);
      });
      const counted = answer.then((result) => {
        if (result.ok) note(result.value.report);
        return result;
      });
      return { answer: counted, cancel: () => this.#deps.importer.cancel() };
    });
    if (!staged.ok) return staged;
    await this.#makeRoom();
    this.#waiting.set(importId, { about, staged: staged.value, uploadId: source.uploadId });
    return ok(staged.value.report);
  }

  /**
   * Merges a staged import into the desk in one transaction. The content of the last import once more changes
   * nothing; content from before it is taken again, because what came after may have replaced it. Fills come after the
   * rest, with a commit of their own: when that fails the rest stands, and the same import once more brings them.
   */
  async accept(importId: string, actor: Actor): Promise<Result<ImportReport>> {
    const waiting = this.#waiting.get(importId);
    if (waiting === undefined) return err(gone(importId));
    const task = { kind: 'MERGE', about: waiting.about, user: actor.user } as const;
    return this.#tasks.follow(task, () => ({ answer: this.#merge(importId, waiting, actor), cancel: null }));
  }

  async #merge(importId: string, waiting: Waiting, actor: Actor): Promise<Result<ImportReport>> {
    const { staged } = waiting;
    const limits = this.#limits.versionsOf(staged.limits, actor);
    if (!limits.ok) return limits;
    this.#waiting.delete(importId);
    const isFillsAlone =
      staged.executions.length > 0 && staged.limits.length === 0 && Object.keys(staged.rows).length === 0;
    if (isFillsAlone) {
      // What they are is in their own records.
    } else if (this.#deps.reader.lastImport()?.contentId === staged.contentId) {
      const written = await this.#limits.importSet(staged.limits, actor);
      if (!written.ok) return written;
    } else {
      const receipt = await this.#deps.journal.append({
        kind: 'IMPORT',
        at: this.#deps.clock.now(),
        actor: actor.user,
        importId,
        stagingFile: staged.stagingFile,
        stagingDigest: staged.stagingDigest,
        contentId: staged.contentId,
        rows: staged.rows,
        limits: limits.value,
        baseCurrency: this.#state.book.base,
      });
      if (!receipt.ok) {
        this.#state.stale = true;
        await this.#discard(waiting);
        return receipt;
      }
      this.#state.load();
    }
    await this.#discard(waiting);
    const report: ImportReport = { ...staged.report, state: 'ACCEPTED' };
    return staged.executions.length === 0
      ? ok(report)
      : this.#executions.take(staged.executions, report, actor);
  }

  async drop(importId: string): Promise<Result<ImportReport>> {
    const waiting = this.#waiting.get(importId);
    if (waiting === undefined) return err(gone(importId));
    this.#waiting.delete(importId);
    await this.#discard(waiting);
    return ok({ ...waiting.staged.report, state: 'DROPPED' });
  }

  /** Deletes what was staged and never accepted. */
  async close(): Promise<void> {
    for (const waiting of this.#waiting.values()) await this.#discard(waiting);
    this.#waiting.clear();
  }

  /** An upload with files of bundle names is read as a bundle; any other files are read for what they hold. */
  #filesOf({ paths, uploadId }: Source): { paths: readonly string[]; names: readonly string[] } {
    if (uploadId === null) return { paths, names: paths };
    const { folder, names } = this.#deps.uploads.filesOf(uploadId);
    if (selectBundle(names).taken.length > 0) return { paths: [folder], names };
    return { paths: names.map((name) => `${folder}/${name}`), names };
  }

  async #makeRoom(): Promise<void> {
    const oldest = this.#waiting.size < MAX_WAITING ? undefined : [...this.#waiting.keys()][0];
    if (oldest !== undefined) await this.drop(oldest);
  }

  async #discard({ staged, uploadId }: Waiting): Promise<void> {
    await this.#deps.importer.drop(staged.stagingFile);
    // The same files may be staged once more, read in another way.
    const isNeeded = [...this.#waiting.values()].some((other) => other.uploadId === uploadId);
    if (uploadId !== null && !isNeeded) await this.#deps.uploads.remove(uploadId);
  }
}

const MOST_NAMED = 3;

/** What an import is called: its files without their folders, the first few. */
function nameOf(files: readonly string[]): string {
  const names = files.map((file) => file.slice(file.lastIndexOf('/') + 1));
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more` : names.join(', ');
}

const gone = (importId: string) =>
  appError('NOT_FOUND', `no staged import '${importId}'`, 'importId', 'Stage it again.');
