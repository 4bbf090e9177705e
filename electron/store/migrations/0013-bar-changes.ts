/**
 * From which date on (YYYYMMDD) the bars changed with a record: an import of bars, or a ruling on some. Who keeps bars in
 * memory reads again what is new to them, and nothing else.
 */
export const barChangesSchema = `
CREATE TABLE bar_changes (
  seq INTEGER PRIMARY KEY REFERENCES audit (seq),
  first_date INTEGER NOT NULL
) STRICT;
`;
