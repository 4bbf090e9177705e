import type { ImportRecord } from '#electron/core/ports/journal.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import { stagingSchema } from './staging-schema.ts';
import { rawDatabase } from './temporary-desk.testing.ts';

/** A staging file of `symbols` x `sessions` bars (days counted from 20000101, not a calendar), and its import. */
export function stageBars(file: string, importId: string, symbols: number, sessions: number): ImportRecord {
  const stagingFile = `${file}.staging-${importId}.db`;
  const db = rawDatabase(stagingFile);
  db.pragma('journal_mode = OFF');
  db.exec(stagingSchema);
  db.exec(`
    WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n + 1 < ${symbols}),
      d(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM d WHERE n + 1 < ${sessions})
    INSERT INTO bars
    SELECT format('S%04d', s.n), 20000101 + d.n, 100, 300, 50, 200 + d.n, 1000000 * (s.n + 1) FROM s, d`);
  db.close();
  const rows = { bars: symbols * sessions };
  const at = 1_700_000_000_000 as EpochMs;
  return {
    kind: 'IMPORT',
    limits: [],
    at,
    actor: 'alice',
    importId,
    stagingFile,
    contentId: `content-${importId}`,
    rows,
  };
}
