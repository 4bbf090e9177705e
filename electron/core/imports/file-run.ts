import type { ImportReport } from '#shared/contract/schemas/import.ts';
import { isFlag, RejectList } from './reject-list.ts';
import { SuspiciousBars } from './suspicious-bars.ts';

export type ImportFileReport = ImportReport['files'][number];

/** What became of one file so far; the report is made of it once the whole import has been checked. */
export interface FileRun {
  readonly file: string;
  readonly kind: string;
  readonly detected: Readonly<Record<string, string>>;
  readonly ignored: readonly string[];
  /** First rows as they were read, column to text. */
  readonly sample: Record<string, string>[];
  readonly rejects: RejectList;
  readonly suspicious: SuspiciousBars;
  readonly warnings: string[];
  rowsRead: number;
  duplicates: number;
  /** Rows that are read for a preview or for other files, and never stored. */
  readonly unstaged: boolean;
}

/** A run of a file of which nothing has been read yet. */
export function newFileRun(file: string, kind: string, more: Partial<FileRun> = {}): FileRun {
  return {
    file,
    kind,
    detected: {},
    ignored: [],
    sample: [],
    rejects: new RejectList(),
    suspicious: new SuspiciousBars(),
    warnings: [],
    rowsRead: 0,
    duplicates: 0,
    unstaged: false,
    ...more,
  };
}

const LISTED = 20;

/** The report of a file: the rows read are those staged, those rejected, and duplicates of staged ones. */
export function reportOf(run: FileRun): ImportFileReport {
  const { rejected, flagged, isCapped } = run.rejects;
  const rejects = run.rejects.entries();
  const warnings = [...run.warnings];
  if (run.rowsRead === 0) warnings.push('The file has no rows: zero rows read.');
  const kept = [...new Set(rejects.filter(isFlag).map(({ row }) => row))];
  if (kept.length > 0) {
    const more = kept.length > LISTED || isCapped ? ', ...' : '';
    warnings.push(`Kept with a finding, line ${kept.slice(0, LISTED).join(', ')}${more}.`);
  }
  if (isCapped) warnings.push(`Only ${rejects.length} of ${rejected + flagged} findings are listed.`);
  return {
    file: run.file,
    kind: run.kind,
    detected: { ...run.detected },
    rowsRead: run.rowsRead,
    rowsStaged: run.unstaged ? 0 : run.rowsRead - rejected - run.duplicates,
    rowsRejected: rejected,
    duplicates: run.duplicates,
    warnings,
    ignoredColumns: [...run.ignored],
    sample: run.sample,
    rejects,
    suspicious: run.suspicious.entries(),
  };
}
