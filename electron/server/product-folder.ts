import path from 'node:path';

/** The product's own folder: two levels up in the source and, as `out/main`, in the packaged app alike. */
export const PRODUCT_FOLDER = path.resolve(import.meta.dirname, '../..');

/** The bundled sample desk. */
export const SAMPLE_FOLDER = path.join(PRODUCT_FOLDER, 'resources', 'sample');

/** The session calendars of the exchanges. */
export const CALENDARS_FOLDER = path.join(PRODUCT_FOLDER, 'resources', 'calendars');
/** The stress ladder in force. */
export const STRESS_LADDER_FILE = path.join(PRODUCT_FOLDER, 'resources', 'stress-ladder.json');
/** The presets of limits. */
export const PRESETS_FOLDER = path.join(PRODUCT_FOLDER, 'resources', 'presets');
