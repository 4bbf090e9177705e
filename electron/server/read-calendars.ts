import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SessionCalendar } from '#shared/domain/calendar.ts';
import { CALENDARS_FOLDER } from './product-folder.ts';

/** The session calendars that come with the product. Throws when one cannot be read: no desk opens without them. */
export const readCalendars = (): SessionCalendar[] =>
  readdirSync(CALENDARS_FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(path.join(CALENDARS_FOLDER, name), 'utf8')) as SessionCalendar);
