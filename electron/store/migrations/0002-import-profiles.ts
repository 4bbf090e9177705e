/** Named answers to what files leave open; `choices` is JSON, `seq` the record that wrote it. */
export const importProfilesSchema = `
CREATE TABLE import_profiles (
  name TEXT PRIMARY KEY, choices TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES audit (seq)
) STRICT;
`;
