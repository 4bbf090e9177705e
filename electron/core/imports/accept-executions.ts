import { formatDecimal, PRICE_PLACES, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import type { ImportReport } from '#shared/contract/schemas/import.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { ok, type Result } from '#shared/errors/result.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { StagedFill } from '../ports/importer.ts';
import type { RefusedFills } from '../reservations/refused-fills.ts';
import type { WorkingTickets } from '../reservations/working-tickets.ts';
import { MAX_REJECTS } from './caps.ts';
import type { Reject } from './reject-list.ts';

/** The staged fills of an accepted import: what the desk takes of them, and the report of the rest. */
export class ImportedExecutions {
  readonly #deps: DeskDependencies;
  readonly #working: WorkingTickets;
  readonly #refused: RefusedFills;

  constructor(deps: DeskDependencies, working: WorkingTickets, refused: RefusedFills) {
    this.#deps = deps;
    this.#working = working;
    this.#refused = refused;
  }

  /**
   * Takes the fills in their order. One that is recorded already counts as a duplicate; one that no ticket can take is
   * rejected, alerted, and named in the report; the rest is committed together or not at all.
   */
  async take(
    fills: readonly StagedFill[],
    report: ImportReport,
    actor: Actor,
  ): Promise<Result<ImportReport>> {
    const findings = new Map<StagedFill, Finding>();
    const unseen: StagedFill[] = [];
    for (const fill of fills) {
      const finding = this.#findingOf(fill);
      if (finding === null) unseen.push(fill);
      else findings.set(fill, finding);
    }
    const refusals = await this.#working.fillAll(unseen, actor);
    if (!refusals.ok) return refusals;
    for (const [i, fill] of unseen.entries()) {
      const refusal = refusals.value[i] ?? null;
      if (refusal !== null) findings.set(fill, { isDuplicate: false, ...rejectOf(fill, refusal.error) });
    }
    for (const [fill, finding] of findings) {
      if (finding.isDuplicate) continue;
      this.#refused.add(
        {
          at: this.#deps.clock.now(),
          actor: actor.user,
          execId: fill.execId,
          clOrdId: fill.clOrdId,
          lastQty: formatDecimal(fill.lastQty, QUANTITY_PLACES),
          lastPx: formatDecimal(fill.lastPx, PRICE_PLACES),
        },
        finding.error,
      );
    }
    return ok(withFindings(report, findings));
  }

  /** null for a fill that is not recorded yet. */
  #findingOf(fill: StagedFill): Finding | null {
    const stored = this.#deps.reader.execution(fill.execId);
    if (stored === null) return null;
    const isDuplicate =
      stored.clOrdId === fill.clOrdId && stored.lastQty === fill.lastQty && stored.lastPx === fill.lastPx;
    const error: AppError = {
      code: 'DUPLICATE_EXECUTION',
      what: 'the execution id stands for another fill of the desk',
      where: 'exec_id',
      todo: 'Check the execution.',
    };
    return { isDuplicate, ...rejectOf(fill, error) };
  }
}

interface Finding {
  readonly isDuplicate: boolean;
  readonly error: AppError;
  readonly reject: Reject;
}

const COLUMNS: Readonly<Record<string, 'exec_id' | 'cl_ord_id' | 'last_qty'>> = {
  DUPLICATE_EXECUTION: 'exec_id',
  OVER_FILL: 'last_qty',
};

function rejectOf(fill: StagedFill, error: AppError): Pick<Finding, 'error' | 'reject'> {
  const column = COLUMNS[error.code] ?? 'cl_ord_id';
  const value = {
    exec_id: fill.execId,
    cl_ord_id: fill.clOrdId,
    last_qty: formatDecimal(fill.lastQty, QUANTITY_PLACES),
  }[column];
  const sentence = `${error.what.charAt(0).toUpperCase()}${error.what.slice(1)}.`;
  return { error, reject: { row: fill.line, column, value, code: error.code, sentence } };
}

function withFindings(report: ImportReport, findings: ReadonlyMap<StagedFill, Finding>): ImportReport {
  if (findings.size === 0) return report;
  const files = report.files.map((file, index) => {
    const own = [...findings].filter(([fill]) => fill.file === index).map(([, finding]) => finding);
    if (own.length === 0) return file;
    const rejects = own.filter(({ isDuplicate }) => !isDuplicate).map(({ reject }) => reject);
    return {
      ...file,
      rowsStaged: file.rowsStaged - own.length,
      rowsRejected: file.rowsRejected + rejects.length,
      duplicates: file.duplicates + own.length - rejects.length,
      rejects: [...file.rejects, ...rejects].toSorted((a, b) => a.row - b.row).slice(0, MAX_REJECTS),
    };
  });
  return { ...report, files, rows: files.reduce((sum, { rowsStaged }) => sum + rowsStaged, 0) };
}
