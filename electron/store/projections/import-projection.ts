import { importContentWriter } from '../import-contents.ts';
import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import { mergeStaging } from '../merge-staging.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { limitsProjection } from './limits-projection.ts';
import { barChangeWriter } from './bar-change.ts';
import { refuse, type Projection } from './projection.ts';

type ImportFacts = Extract<RecordFacts, { kind: 'IMPORT' }>;

/** The name the staging file is attached under while it is merged. */
export const STAGING_SCHEMA = 'staging';

/**
 * Merges the attached staging file, writes the limits that came with it and remembers its content id. Refusal:
 * CONFLICT when the import was accepted before. Instruments first named by a bar take the base currency.
 */
export function importProjection(db: SqliteDatabase): Projection<ImportFacts> {
  const seen = db.prepare('SELECT 1 FROM imports WHERE import_id = ?').pluck();
  const insert = db.prepare('INSERT INTO imports VALUES (?, ?, ?)');
  const baseOfAccounts = db
    .prepare('SELECT base_currency FROM accounts GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1')
    .pluck();

  const noteBarChange = barChangeWriter(db);
  // The staging file is there only while it is merged.
  const firstStagedBar = (): number | null =>
    db.prepare(`SELECT min(date) FROM ${STAGING_SCHEMA}.bars`).pluck().get() as number | null;
  const keepContent = importContentWriter(db);
  const writeLimits = limitsProjection(db);

  return ({ importId, contentId, stagingFile, baseCurrency, limits }, place) => {
    if (seen.get(importId) !== undefined)
      return refuse('CONFLICT', 'The import was accepted before', importId);
    const base = baseCurrency ?? (baseOfAccounts.get() as string | undefined) ?? 'USD';
    mergeStaging(db, STAGING_SCHEMA, base);
    insert.run(importId, contentId, place.seq);
    noteBarChange(place.seq, firstStagedBar());
    keepContent(contentId, stagingFile);
    return writeLimits({ kind: 'LIMITS', limits, reason: 'import' }, place);
  };
}
