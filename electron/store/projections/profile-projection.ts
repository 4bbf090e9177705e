import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import { MAX_IMPORT_PROFILES } from '#shared/domain/import-choices.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { refuse, type Projection } from './projection.ts';

type ProfileFacts = Extract<RecordFacts, { kind: 'PROFILE' }>;

/**
 * The import profile of a name: as last saved, gone when deleted. Refusals: NOT_FOUND for one to delete that is not
 * there; CONFLICT when a new one would be more than a desk may have.
 */
export function profileProjection(db: SqliteDatabase): Projection<ProfileFacts> {
  const others = db.prepare('SELECT count(*) FROM import_profiles WHERE name <> ?').pluck();
  const save = db.prepare('INSERT OR REPLACE INTO import_profiles VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM import_profiles WHERE name = ?');

  return ({ name, choices }, { seq }) => {
    if (choices === null) {
      if (remove.run(name).changes === 0) refuse('NOT_FOUND', 'There is no such import profile', name);
      return {};
    }
    if ((others.get(name) as number) >= MAX_IMPORT_PROFILES) {
      refuse('CONFLICT', `The desk has ${MAX_IMPORT_PROFILES} import profiles already`, name);
    }
    save.run(name, JSON.stringify(choices), seq);
    return {};
  };
}
