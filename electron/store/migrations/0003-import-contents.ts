/**
 * What each accepted import merged: its staging file, compressed, so that the book can be built again as it was at any
 * record. `content_id` is that of the IMPORT record, whose digest the bytes must have.
 */
export const importContentsSchema = `
CREATE TABLE import_contents (content_id TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
`;
