import type { ImportReport } from '#shared/contract/schemas.ts';
import { mergeChoices, type ImportChoices } from '#shared/domain/import-choices.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { ImportedExecutions } from '../imports/accept-executions.ts';
import { selectBundle } from '../imports/select-bundle.ts';
import type { LimitSet } from '../limits/limit-set.ts';
import { toIsoDate, dateOf } from '../marketdata/calendar-date.ts';
import type { ImportProfiles } from '../imports/import-profiles.ts';
import type { Staged } from '../ports/importer.ts';
import type { Actor } from './actor.ts';
import type { DeskDependencies } from './dependencies.ts';
import type { DeskState } from './desk-state.ts';

/** Staged imports that wait for a decision; the oldest is dropped for a new one beyond this. */
const MAX_WAITING = 4;

interface Waiting {
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
  #running = false;

  constructor(
    deps: DeskDependencies,
    state: DeskState,
    limits: LimitSet,
    profiles: ImportProfiles,
    executions: ImportedExecutions,
    onProgress: (report: ImportReport) => void,
  ) {
    this.#deps = deps;
    this.#state = state;
    this.#limits = limits;
    this.#profiles = profiles;
    this.#executions = executions;
    this.#onProgress = onProgress;
  }

  /**
   * Parses and checks the files off the engine thread; nothing in the desk changes. One at a time. NOT_FOUND when the
   * desk has no such profile.
   */
  async stage(
    source: { paths: readonly string[]; uploadId: string | null },
    { profile, choices }: { profile?: string | undefined; choices?: ImportChoices | undefined } = {},
  ): Promise<Result<ImportReport>> {
    if (this.#running) {
      return err(appError('CONFLICT', 'another import is running', '', 'Wait for it or cancel it.'));
    }
    const base = profile === undefined ? ok({}) : this.#profiles.choicesOf(profile);
    if (!base.ok) return base;
    this.#running = true;
    try {
      const importId = this.#deps.newId();
      const paths = source.uploadId === null ? source.paths : this.#uploaded(source.uploadId);
      const today = toIsoDate(dateOf(this.#deps.clock.now()));
      const baseCurrency = this.#state.book.base;
      const staged = await this.#deps.importer.stage(
        { importId, paths, choices: mergeChoices(base.value, choices ?? {}), baseCurrency, today },
        this.#onProgress,
      );
      if (!staged.ok) return staged;
      await this.#makeRoom();
      this.#waiting.set(importId, { staged: staged.value, uploadId: source.uploadId });
      return ok(staged.value.report);
    } finally {
      this.#running = false;
    }
  }

  /**
   * Merges a staged import into the desk in one transaction. The content of the last import once more changes
   * nothing; content from before it is taken again, because what came after may have replaced it. Fills come after the
   * rest, with a commit of their own: when that fails the rest stands, and the same import once more brings them.
   */
  async accept(importId: string, actor: Actor): Promise<Result<ImportReport>> {
    const waiting = this.#waiting.get(importId);
    if (waiting === undefined) return err(gone(importId));
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
  #uploaded(uploadId: string): string[] {
    const { folder, names } = this.#deps.uploads.filesOf(uploadId);
    if (selectBundle(names).taken.length > 0) return [folder];
    return names.map((name) => `${folder}/${name}`);
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

const gone = (importId: string) =>
  appError('NOT_FOUND', `no staged import '${importId}'`, 'importId', 'Stage it again.');
