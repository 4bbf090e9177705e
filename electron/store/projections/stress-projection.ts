import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { refuse, type Projection } from './projection.ts';

type StressFacts = Extract<RecordFacts, { kind: 'STRESS' }>;

/** The stress level as last set. Refusal: CONFLICT when it was set to another one in between. */
export function stressProjection(db: SqliteDatabase): Projection<StressFacts> {
  const current = db.prepare('SELECT level FROM stress').pluck();
  const save = db.prepare('INSERT OR REPLACE INTO stress VALUES (1, ?, ?, ?, ?)');
  return ({ before, level, proposal }, { seq }) => {
    if (((current.get() as number | null | undefined) ?? null) !== before) {
      refuse('CONFLICT', 'The stress level was changed in between', 'stress level');
    }
    save.run(level, proposal?.level ?? null, proposal?.by ?? null, seq);
    return {};
  };
}
