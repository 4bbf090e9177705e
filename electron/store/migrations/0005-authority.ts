/**
 * Who may act, and what two people agreed on. `body` columns are JSON; `password` is how it is proven, never the
 * password; `password_mac` binds it to its user under the audit key; `seq` is the record that wrote the row.
 */
export const authoritySchema = `
CREATE TABLE users (
  user TEXT PRIMARY KEY COLLATE NOCASE,
  body TEXT NOT NULL,
  os_account TEXT UNIQUE,
  manages INTEGER NOT NULL,
  password TEXT, password_seq INTEGER REFERENCES audit (seq), password_mac TEXT,
  seq INTEGER NOT NULL REFERENCES audit (seq),
  CHECK ((password IS NULL) = (password_seq IS NULL) AND (password IS NULL) = (password_mac IS NULL))
) STRICT;

CREATE TABLE rearms (
  request_id TEXT PRIMARY KEY,
  body TEXT NOT NULL, expires_at INTEGER NOT NULL,
  approved_seq INTEGER REFERENCES audit (seq),
  seq INTEGER NOT NULL REFERENCES audit (seq)
) STRICT;
CREATE INDEX rearms_open ON rearms (expires_at) WHERE approved_seq IS NULL;

CREATE TABLE overrides (
  override_id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('REQUESTED', 'GRANTED', 'REFUSED', 'CONSUMED')),
  body TEXT NOT NULL, expires_at INTEGER NOT NULL,
  consumed_seq INTEGER REFERENCES audit (seq),
  seq INTEGER NOT NULL REFERENCES audit (seq),
  CHECK ((state = 'CONSUMED') = (consumed_seq IS NOT NULL))
) STRICT;
CREATE INDEX overrides_open ON overrides (expires_at) WHERE state = 'REQUESTED';
`;
