import type { ImportChoices, ImportProfile } from '#shared/domain/import-choices.ts';
import type { SqliteDatabase } from '../sqlite.ts';

/** The import profiles of the desk, by name. */
export function profileRepository(db: SqliteDatabase) {
  const all = db.prepare('SELECT name, choices FROM import_profiles ORDER BY name');
  return {
    importProfiles: (): ImportProfile[] =>
      (all.all() as { name: string; choices: string }[]).map(({ name, choices }) => ({
        name,
        choices: JSON.parse(choices) as ImportChoices,
      })),
  };
}
