import type { FileComparison } from '#shared/contract/procedures/limits.ts';
import type { LimitRow } from '#shared/contract/schemas/limit.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { ImportedLimits } from './imported-limits.ts';
import { lasting } from './layers.ts';
import { toLimitRow } from './limit-rows.ts';
import type { LimitSet } from './limit-set.ts';

const MOST_ROWS = 1_000;

interface FileText {
  readonly file: string;
  readonly text: string;
}

/** Limits files that a person hands over as text: what they would change, and their import. Read off the engine's thread. */
export class LimitFiles {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;
  readonly #set: LimitSet;

  constructor(deps: DeskDependencies, state: DeskState, set: LimitSet) {
    this.#deps = deps;
    this.#state = state;
    this.#set = set;
  }

  /** What the file would change, and each row that it refuses; nothing is changed. */
  async compare({ file, text }: FileText): Promise<Result<FileComparison>> {
    const read = await this.#deps.importer.readLimits(file, text, this.#state.book.base);
    if (!read.ok) return read;
    const { limits, format, rejected, rejects } = read.value;
    const diff = this.#set.compare(limits);
    const given = new Map<string, Limit>(limits.map((limit) => [limit.limitId, limit]));
    const standing = new Map<string, Limit>(
      lasting(this.#state.limits).map((limit) => [limit.limitId, limit]),
    );
    const rowsOf = (kind: FileComparison['rows'][number]['kind'], ids: readonly string[]) =>
      ids.map((limitId) => ({
        limitId,
        kind,
        before: this.#row(standing.get(limitId)),
        after: this.#row(given.get(limitId)),
      }));
    const { added, changed, missing } = diff;
    const shown = [...added, ...changed].slice(0, MOST_ROWS).length;
    return ok({
      file,
      format,
      added: added.length,
      changed: changed.length,
      unchanged: diff.unchanged.length,
      missing: missing.length,
      rows: [
        ...rowsOf('ADDED', added.slice(0, MOST_ROWS)),
        ...rowsOf('CHANGED', changed.slice(0, Math.max(0, MOST_ROWS - added.length))),
        ...rowsOf('MISSING', missing.slice(0, MOST_ROWS - shown)),
      ],
      rejected,
      rejects: [...rejects],
    });
  }

  /** Takes the file as a set. LIMIT_INVALID names the first row that is refused: then nothing is changed. */
  async take({ file, text }: FileText, actor: Actor): Promise<Result<ImportedLimits>> {
    const read = await this.#deps.importer.readLimits(file, text, this.#state.book.base);
    if (!read.ok) return read;
    const [first] = read.value.rejects;
    if (first === undefined) return this.#set.importSet(read.value.limits, actor, `limits file ${file}`);
    const where = `${file}, row ${first.row}`;
    return err(appError('LIMIT_INVALID', first.sentence, where, 'Correct the file; nothing was changed.'));
  }

  #row(limit: Limit | undefined): LimitRow | null {
    return limit === undefined ? null : toLimitRow(limit, this.#state.book.base, this.#state.metricOf);
  }
}
