/** Stored bars that an import found suspicious, until the bar is imported again. Prices scaled, as in `bars`. */
export const suspiciousBarsSchema = `
CREATE TABLE suspicious_bars (
  instrument_id INTEGER NOT NULL REFERENCES instruments (id),
  date INTEGER NOT NULL,
  rule TEXT NOT NULL,
  value INTEGER NOT NULL,
  against INTEGER NOT NULL,
  PRIMARY KEY (instrument_id, date, rule)
) STRICT, WITHOUT ROWID;
`;
