/** What losses are measured from; `body` is a row of the NAV record `seq` as it stands there. */
export const navMarksSchema = `
CREATE TABLE nav_marks (
  level TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES audit (seq),
  PRIMARY KEY (level, key)
) STRICT, WITHOUT ROWID;
`;
