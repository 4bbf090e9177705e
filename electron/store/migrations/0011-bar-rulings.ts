/** What a person decided about suspicious bars, by the record that says so, until the bar is imported again. */
export const barRulingsSchema = `
CREATE TABLE bar_rulings (
  instrument_id INTEGER NOT NULL REFERENCES instruments (id),
  date INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ACCEPTED', 'EXCLUDED')),
  reason TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (instrument_id, date)
) STRICT, WITHOUT ROWID;
`;
