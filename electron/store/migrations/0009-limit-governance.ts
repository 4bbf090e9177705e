/**
 * Who approved and who ended a version of a limit, when and why. A limit may have several ACTIVE versions: the newest
 * that is live at an instant is in force, so that a temporary one uncovers the one below when it ends.
 */
export const limitGovernanceSchema = `
DROP INDEX limits_one_active;
CREATE INDEX limits_active ON limits (limit_id, version) WHERE status = 'ACTIVE';
CREATE INDEX limits_proposed ON limits (limit_id, version) WHERE status = 'PROPOSED';
ALTER TABLE limits ADD COLUMN approved_by TEXT;
ALTER TABLE limits ADD COLUMN approved_at INTEGER;
ALTER TABLE limits ADD COLUMN approval_reason TEXT;
ALTER TABLE limits ADD COLUMN ended_by TEXT;
ALTER TABLE limits ADD COLUMN ended_at INTEGER;
ALTER TABLE limits ADD COLUMN end_reason TEXT;

CREATE TABLE stress (
  only INTEGER PRIMARY KEY CHECK (only = 1), level REAL, proposed_level REAL, proposed_by TEXT,
  seq INTEGER NOT NULL REFERENCES audit (seq)
) STRICT;
`;
